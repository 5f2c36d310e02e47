using System.Net;
using System.Net.Sockets;
using Hubbub.Net.Loop.Polling;

namespace Hubbub.Net.Listening.Polled;

/// <summary>
/// The port as the server's loop itself serves it: it accepts, looks at the first bytes, and
/// reads and writes plain connections; those that speak TLS or HTTP are handed to Kestrel. What is
/// not marked otherwise is of the loop's thread only.
/// </summary>
internal sealed class PolledPort
{
    /// <summary>A loop that is stuck is not waited for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly IReadOnlyList<Socket> _sockets;
    private readonly HandOver _handOver;
    private readonly TaskCompletionSource _empty = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private int _inside;
    private bool _isStopping;

    public PolledPort(
        Poller poller,
        ListenerOptions options,
        IConnectionHost host,
        Seats seats,
        HandOver handOver,
        IReadOnlyList<Socket> sockets
    )
    {
        (Poller, Options, Host, Seats) = (poller, options, host, seats);
        (_handOver, _sockets) = (handOver, sockets);
        poller.Hold();
        poller.Post(Open);
    }

    public Poller Poller { get; }

    public ListenerOptions Options { get; }

    public IConnectionHost Host { get; }

    public Seats Seats { get; }

    /// <summary>Takes no more, waits for the connections there are, then cuts them off. Any thread.</summary>
    public async Task StopAsync(CancellationToken ct)
    {
        Poller.Post(Stop);
        var over = Task.WhenAny(_empty.Task, Poller.Over);
        try
        {
            await over.WaitAsync(ct);
        }
        catch (OperationCanceledException)
        {
            Poller.Post(() => Poller.Cut(static _ => true));
            await Task.WhenAny(over, Task.Delay(Patience, CancellationToken.None));
        }
    }

    /// <summary>Somebody was accepted.</summary>
    public void Enter(RawSocket socket, IPAddress from)
    {
        _inside++;
        new Newcomer(this, socket, from, isStanding: !Seats.TryTake()).Begin();
    }

    /// <summary>The socket is closed.</summary>
    public void Leave()
    {
        Seats.Leave();
        Forget();
    }

    /// <summary>From here on it is Kestrel's, its seat included.</summary>
    public void HandOn(RawSocket socket, bool isStanding)
    {
        if (_handOver.TryGive(socket, isStanding))
        {
            Forget();
            return;
        }

        socket.Close();
        Leave();
    }

    private void Open()
    {
        foreach (var socket in _sockets)
        {
            socket.Blocking = false;
            var fd = (int)socket.SafeHandle.DangerousGetHandle();
            var door = new Door(this, fd);
            Poller.Attach(fd, door);
            door.Open();
        }
    }

    private void Stop()
    {
        if (_isStopping)
            return;
        _isStopping = true;
        Poller.Cut(static polled => polled is Door or Newcomer);
        EndIfEmpty();
    }

    private void Forget()
    {
        _inside--;
        EndIfEmpty();
    }

    private void EndIfEmpty()
    {
        if (_isStopping && _inside == 0 && _empty.TrySetResult())
            Poller.Release();
    }
}
