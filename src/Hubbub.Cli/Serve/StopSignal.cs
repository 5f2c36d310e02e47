using System.Runtime.InteropServices;

namespace Hubbub.Cli.Serve;

/// <summary>Ctrl-C and SIGTERM: the first asks for an orderly end, the second ends at once.</summary>
internal sealed class StopSignal : IDisposable
{
    private const int KilledBySigint = 130;

    private readonly TaskCompletionSource _asked = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private readonly PosixSignalRegistration[] _registrations;

    public StopSignal() =>
        _registrations = [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
        ];

    public Task Asked => _asked.Task;

    /// <summary>Cancelled by either.</summary>
    public CancellationTokenSource Linked(CancellationToken ct)
    {
        var linked = CancellationTokenSource.CreateLinkedTokenSource(ct);
        _ = Asked.ContinueWith(
            _ => linked.Cancel(),
            linked.Token,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );
        return linked;
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
    }

    private void Handle(PosixSignalContext signal)
    {
        signal.Cancel = true;
        if (!_asked.TrySetResult())
            Environment.Exit(KilledBySigint);
    }
}
