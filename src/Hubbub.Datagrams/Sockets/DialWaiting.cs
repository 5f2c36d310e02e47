namespace Hubbub.Datagrams;

/// <summary>A dial as a task.</summary>
internal sealed class DialWaiting : IDialHandler
{
    private readonly TaskCompletionSource<Connection> _source = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );

    public Task<Connection> Task => _source.Task;

    public void Connected(Dial dial, Connection connection) => _source.TrySetResult(connection);

    public void Failed(Dial dial, DialFailure failure) =>
        _source.TrySetException(new DialException(failure, dial.Handshake.OtherVersion));
}
