using System.Buffers;
using System.Net;
using Hubbub.Core;
using Hubbub.Net.Loop.Polling;

namespace Hubbub.Net.Listening.Polled;

/// <summary>
/// A plain connection that the loop reads and writes by itself. Idle it is this object and nothing
/// more: no buffer, no task, no timer. Of the loop's thread only.
/// </summary>
internal sealed class PolledConnection(
    PolledPort port,
    RawSocket socket,
    IPAddress from,
    bool isUrgent
) : ITransport, IPolled
{
    private IInlet? _inlet;
    private Readiness _wanted;
    private Stage _stage;
    private bool _isPaused;
    private bool _isOutputFull;
    private bool _isInputEnded;
    private bool _isBroken;
    private bool _isEndTold;

    private enum Stage : byte
    {
        Open,

        /// <summary>Closed by the host; the other end has yet to make room for the last bytes.</summary>
        Leaving,

        /// <summary>Everything is sent, its end too. What still comes is thrown away.</summary>
        Lingering,
        Gone,
    }

    public long DueAt { get; private set; }

    public string Address => from.ToString();

    public bool IsLoopback => IPAddress.IsLoopback(from);

    public bool IsSecure => false;

    private bool WantsInput =>
        _stage == Stage.Lingering
        || (_stage == Stage.Open && _inlet is not null && !_isPaused && !_isInputEnded);

    /// <summary>Its first bytes are there, unread.</summary>
    /// <param name="inlet">Null: nothing of it is wanted, it is only told something.</param>
    /// <param name="wanted">What the kernel was asked for its socket last.</param>
    public void Begin(IInlet? inlet, Readiness wanted)
    {
        _inlet = inlet;
        _wanted = wanted;
        port.Poller.Attach(socket.Fd, this);
        if (inlet is not null)
            Read();
        Settle();
    }

    public int TrySend(ReadOnlySpan<byte> bytes)
    {
        // Nobody hears it any more; the way in tells why.
        if (_stage != Stage.Open || _isBroken || bytes.IsEmpty)
            return bytes.Length;
        var sent = socket.Send(bytes);
        if (sent == bytes.Length)
            return sent;
        if (sent < 0 && !RawSocket.IsNothingNow)
        {
            _isBroken = true;
            return bytes.Length;
        }

        _isOutputFull = true;
        Settle();
        return Math.Max(sent, 0);
    }

    public void Close()
    {
        if (!port.Poller.IsHere)
        {
            port.Poller.Post(Close);
            return;
        }

        if (_stage != Stage.Open)
            return;
        if (_isOutputFull && !_isBroken)
            Await(Stage.Leaving, port.Options.Farewell);
        else
            EndOutput();
        TellEnd(DetachCause.Left, "Connection closed");
        Settle();
    }

    public void OnReady(Readiness what)
    {
        const Readiness Over = Readiness.Broken | Readiness.HungUp;
        if (_isOutputFull && (what & (Readiness.Writable | Over)) != 0)
            MakeRoom();
        if (WantsInput && (what & (Readiness.Readable | Readiness.Ended | Over)) != 0)
            Read();
        Settle();
    }

    public void OnDue(long now)
    {
        if (_stage == Stage.Leaving)
            // It does not read: nothing that it has not taken by now will ever arrive.
            End(reset: true);
        else if (_stage == Stage.Lingering)
            End(reset: false);
    }

    public void Cut() => Lose();

    private void MakeRoom()
    {
        _isOutputFull = false;
        if (_stage == Stage.Leaving)
            EndOutput();
        else
            _inlet?.Writable();
    }

    private void Read()
    {
        var buffer = port.Poller.Scratch;
        var length = socket.Receive(buffer);
        if (length > 0)
            Feed(new ReadOnlySequence<byte>(buffer, 0, length));
        else if (length == 0)
            EndInput();
        else if (!RawSocket.IsNothingNow)
            Lose();
    }

    private void Feed(in ReadOnlySequence<byte> bytes)
    {
        if (_stage != Stage.Open)
            return;
        var fed = _inlet!.FeedAsync(bytes);
        if (fed.IsCompletedSuccessfully)
            return;
        _isPaused = true;
        _ = ResumeAsync(fed);
    }

    /// <summary>Back-pressure: the other end feels it as TCP's.</summary>
    private async Task ResumeAsync(ValueTask fed)
    {
        await fed.ConfigureAwait(false);
        port.Poller.Post(() =>
        {
            _isPaused = false;
            Settle();
        });
    }

    /// <summary>A half-close (`printf … | nc -N`): the other end still listens for what comes of it.</summary>
    private void EndInput()
    {
        _isInputEnded = true;
        if (_stage == Stage.Lingering)
            End(reset: false);
        else if (_isBroken)
            Lose();
        else
            TellEnd(DetachCause.Left, "Connection closed");
    }

    /// <summary>
    /// After the last byte out: closing a socket with unread bytes resets it, and the last words
    /// would be lost.
    /// </summary>
    private void EndOutput()
    {
        if (_isInputEnded || _isBroken)
        {
            End(reset: false);
            return;
        }

        socket.EndOutput();
        Await(Stage.Lingering, isUrgent ? Ending.ShortLinger : Ending.Linger);
    }

    private void Lose()
    {
        End(reset: true);
        TellEnd(DetachCause.ConnectionLost, "Connection reset");
    }

    /// <summary>Once; from then on it is not fed.</summary>
    private void TellEnd(DetachCause cause, string reason)
    {
        if (_isEndTold)
            return;
        _isEndTold = true;
        _inlet?.End(cause, reason);
    }

    private void Await(Stage stage, TimeSpan most)
    {
        _stage = stage;
        DueAt = Poller.Now + (long)most.TotalMilliseconds;
        port.Poller.Remind(this);
    }

    /// <summary>The kernel is asked for what is wanted now.</summary>
    private void Settle()
    {
        if (_stage == Stage.Gone)
            return;
        var wanted =
            (WantsInput ? Readiness.Readable | Readiness.Ended : Readiness.None)
            | (_isOutputFull ? Readiness.Writable : Readiness.None);
        if (port.Poller.TryWant(socket.Fd, wanted, _wanted))
            _wanted = wanted;
        else
            Lose();
    }

    private void End(bool reset)
    {
        if (_stage == Stage.Gone)
            return;
        _stage = Stage.Gone;
        DueAt = 0;
        port.Poller.Detach(socket.Fd, _wanted);
        if (reset)
            socket.Reset();
        else
            socket.Close();
        port.Leave();
    }
}
