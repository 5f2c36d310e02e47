namespace Hubbub.Datagrams;

public sealed record ConnectionOptions
{
    public Parameters Parameters { get; init; } = new();

    /// <summary>Bytes that a stream keeps of what is written and has not arrived.</summary>
    public int StreamBuffer { get; init; } = 64 * 1024;

    /// <summary>A word in time, so that neither side nor a NAT between them forgets: the client's task.</summary>
    public bool IsKeptAlive { get; init; } = true;
}
