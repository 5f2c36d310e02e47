using Hubbub.Net.Loop.Polling;

namespace Hubbub.Net.Listening.Polled;

/// <summary>A socket that listens: newcomers come in by it, a few each turn, as long as there are seats.</summary>
internal sealed class Door(PolledPort port, int fd) : IPolled
{
    /// <summary>The others' lines wait no longer than these take.</summary>
    private const int MostATurn = 64;

    /// <summary>Milliseconds until it is looked again whether somebody has left.</summary>
    private const int RetryAfter = 50;

    private Readiness _wanted;
    private bool _isShut;

    public long DueAt { get; private set; }

    public void Open()
    {
        if (!port.Poller.TryWant(fd, Readiness.Readable, _wanted))
        {
            Pause();
            return;
        }

        _wanted = Readiness.Readable;
    }

    public void OnReady(Readiness what)
    {
        for (var i = 0; i < MostATurn; i++)
        {
            if (!port.Seats.TryEnter())
            {
                Pause();
                return;
            }

            var accepted = RawSocket.TryAccept(fd, out var socket, out var from);
            if (accepted == Accepted.Somebody)
            {
                port.Enter(socket, from);
                continue;
            }

            port.Seats.GiveUp();
            if (accepted == Accepted.Gone)
                continue;
            if (accepted == Accepted.NotNow)
                Pause();
            return;
        }
    }

    public void OnDue(long now)
    {
        DueAt = 0;
        if (!_isShut)
            Open();
    }

    public void Cut()
    {
        if (_isShut)
            return;
        _isShut = true;
        port.Poller.Detach(fd, _wanted);
    }

    /// <summary>Who comes now waits in the kernel's queue.</summary>
    private void Pause()
    {
        port.Poller.TryWant(fd, Readiness.None, _wanted);
        _wanted = Readiness.None;
        DueAt = Poller.Now + RetryAfter;
        port.Poller.Remind(this);
    }
}
