using System.Net;
using Hubbub.Net.Loop.Polling;

namespace Hubbub.Net.Listening.Polled;

/// <summary>
/// Somebody who has not told yet what is spoken. Looks at the first bytes and consumes none, so
/// that whoever serves it reads them all. As <see cref="Sniffer"/>, on the loop's thread.
/// </summary>
internal sealed class Newcomer(PolledPort port, RawSocket socket, IPAddress from, bool isStanding)
    : IPolled
{
    /// <summary>By edges: bytes that are looked at and left there are not told again and again.</summary>
    private const Readiness Wanted = Readiness.Readable | Readiness.Ended | Readiness.EdgeOnly;

    private readonly long _cameAt = Poller.Now;
    private bool _isHeard;
    private bool _isGreeted;
    private bool _isOver;

    public long DueAt { get; private set; }

    public void Begin()
    {
        port.Poller.Attach(socket.Fd, this);
        if (!port.Poller.TryWant(socket.Fd, Wanted, Readiness.None))
        {
            Cut();
            return;
        }

        Remind(port.Options.Silence);
    }

    public void OnReady(Readiness what)
    {
        var head = port.Poller.Scratch.AsSpan(0, FirstBytes.LongestWait);
        var length = socket.Receive(head, peek: true);
        if (length < 0 && RawSocket.IsNothingNow)
            return;
        if (length <= 0)
        {
            // It left without a word.
            Cut();
            return;
        }

        _isHeard = true;
        head = head[..length];
        var isLine =
            what.HasFlag(Readiness.Ended)
            || length >= FirstBytes.LongestWait
            || head.Contains((byte)'\n');
        var told = head[..Math.Min(length, FirstBytes.Telling)];
        Settle(FirstBytes.Judge(told, isLine, allowTls: true));
    }

    public void OnDue(long now)
    {
        if (_isOver)
            return;
        if (isStanding)
            TurnAway(FullNotice.For(WireKind.Text));
        else if (now - _cameAt >= (long)port.Options.FirstLine.TotalMilliseconds)
            TurnAway(LateNotice.Text);
        else
            Greet();
    }

    public void Cut()
    {
        if (_isOver)
            return;
        End();
        port.Poller.Detach(socket.Fd, Wanted);
        socket.Reset();
        port.Leave();
    }

    private void Greet()
    {
        if (!_isHeard)
        {
            // The first bytes of a connection fit.
            _ = socket.Send(port.Host.Greeting.Span);
            _isGreeted = true;
        }

        Remind(port.Options.FirstLine);
    }

    private void Settle(Speech speech)
    {
        switch (speech)
        {
            case Speech.Tls or Speech.Http:
                End();
                port.Poller.Detach(socket.Fd, Wanted);
                port.HandOn(socket, isStanding);
                break;
            case Speech.Irc:
                Welcome(WireKind.Irc);
                break;
            case Speech.Text:
                Welcome(WireKind.Text);
                break;
            case Speech.Undecided:
            default:
                break;
        }
    }

    private void Welcome(WireKind kind)
    {
        if (isStanding)
        {
            TurnAway(FullNotice.For(kind));
            return;
        }

        var connection = new PolledConnection(port, socket, from, isUrgent: false);
        if (port.Host.Open(connection, kind, _isGreeted) is not { } inlet)
        {
            TurnAway(FullNotice.For(kind));
            return;
        }

        End();
        connection.Begin(inlet, Wanted);
    }

    private void TurnAway(ReadOnlySpan<byte> notice)
    {
        End();
        var connection = new PolledConnection(port, socket, from, isStanding);
        connection.Begin(inlet: null, Wanted);
        connection.TrySend(notice);
        connection.Close();
    }

    /// <param name="after">Its coming.</param>
    private void Remind(TimeSpan after)
    {
        DueAt = _cameAt + (long)after.TotalMilliseconds;
        port.Poller.Remind(this);
    }

    /// <summary>Somebody else looks after the socket.</summary>
    private void End()
    {
        _isOver = true;
        DueAt = 0;
    }
}
