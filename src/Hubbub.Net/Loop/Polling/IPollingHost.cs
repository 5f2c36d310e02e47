namespace Hubbub.Net.Loop.Polling;

/// <summary>A host whose loop reads plain connections itself.</summary>
internal interface IPollingHost : IConnectionHost
{
    /// <summary>
    /// Null: it does not. On its thread <see cref="IConnectionHost.Open"/> is called, and all of a
    /// connection that is polled has to be done.
    /// </summary>
    Poller? Poller { get; }
}
