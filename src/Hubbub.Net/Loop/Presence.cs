namespace Hubbub.Net.Loop;

/// <summary>
/// How many are logged on: with a name, by whatever kind of client; the server's own console does not count. Of the
/// loop's thread only.
/// </summary>
internal sealed class Presence
{
    private readonly TaskCompletionSource _emptied = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private int _count;

    /// <summary>Completes when the last of them has left; not before the first has come. Any thread.</summary>
    public Task Emptied => _emptied.Task;

    public void Came(Connection connection)
    {
        if (!connection.Transport.IsOwn)
            _count++;
    }

    public void Went(Connection connection)
    {
        if (!connection.Transport.IsOwn && --_count == 0)
            _emptied.TrySetResult();
    }
}
