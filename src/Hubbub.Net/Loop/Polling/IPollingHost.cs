namespace Hubbub.Net.Loop.Polling;

/// <summary>A host whose loop reads plain connections itself.</summary>
internal interface IPollingHost : IConnectionHost
{
    /// <summary>
    /// Null: it does not. All that concerns a connection that is polled happens on its thread, from
    /// <see cref="IConnectionHost.Open"/> on.
    /// </summary>
    Poller? Poller { get; }
}
