using System.Security.Cryptography;

namespace Hubbub.Datagrams;

/// <summary>What became of a datagram.</summary>
internal enum Fate
{
    Taken,

    /// <summary>It has come before.</summary>
    Repeated,

    /// <summary>It does not open: forged or damaged.</summary>
    Forged,
    Malformed,
}

/// <summary>
/// One connection after its handshake: a state machine of datagrams and time. It owns no socket, no
/// clock and no thread; <see cref="Endpoint"/> brings it what comes and takes what goes.
/// </summary>
public sealed class Connection : ITouched
{
    private readonly Action<Connection> _touched;

    /// <summary>What only a client knows of its server; null: this is the server.</summary>
    private readonly Admission? _asClient;
    private readonly FrameTaker _taker;
    private readonly PacketWriter _writer;
    private Quiet _quiet;
    private LastWish? _lastWish;
    private BlockTable? _blocks;
    private bool _isTold;

    internal Connection(
        Admission admission,
        ConnectionOptions options,
        bool isClient,
        FillRandom random,
        Action<Connection> touched,
        long now
    )
    {
        // Thousands of a server's rest: what the handshake has told is kept only where it is needed.
        _asClient = isClient ? admission : null;
        Id = admission.Own;
        Other = admission.Other;
        Introduction = admission.Introduction;
        _touched = touched;
        _quiet = new Quiet(options, admission.Parameters, isClient, now);
        IsConfirmed = !isClient;
        Protection = new PacketProtection(admission.Cipher, admission.Master, isClient);
        CryptographicOperations.ZeroMemory(admission.Master);
        Loss = new LossDetector(new SentFrames(this));
        Path = new PathState(admission.Address, random);
        Size = new PacketSize(
            Math.Min(options.Parameters.LargestDatagram, admission.Parameters.LargestDatagram)
        );
        Streams = new StreamTable(
            isClient,
            options.Parameters,
            admission.Parameters,
            options.StreamBuffer,
            this
        );
        _taker = new FrameTaker(this);
        _writer = new PacketWriter(this, random) { IsPingDue = isClient };
    }

    public IConnectionHandler Handler { get; set; } = Silent.Instance;

    /// <summary>For whoever uses the connection.</summary>
    public object? Tag { get; set; }

    public ConnectionId Id { get; }

    /// <summary>Where the other side is now.</summary>
    public PeerAddress Address => Path.Current;

    /// <summary>The other side's identity; null: it is a client, which has none.</summary>
    public Fingerprint? Fingerprint => _asClient?.Fingerprint;

    /// <summary>The name of the secret by which both were introduced; 0: none.</summary>
    public UInt128 Introduction { get; }

    /// <summary>A client's own address as the server sees it.</summary>
    public PeerAddress Observed => _asClient?.Observed ?? default;

    /// <summary>It has ended, or is ending: nothing more can be said.</summary>
    public bool IsEnded => Farewell.HasBegun;

    public ConnectionStatistics Statistics =>
        new(
            TimeSpan.FromMicroseconds(Loss.RoundTrip.Smoothed),
            (long)(Loss.Bandwidth * Moment.Second),
            Loss.Window,
            Loss.InFlight,
            Loss.Sent.Next,
            Loss.LostPackets,
            Loss.SpuriousPackets,
            Size.Current
        );

    /// <summary>The id by which packets reach the other side.</summary>
    internal ConnectionId Other { get; }

    internal bool IsClient => _asClient is not null;

    /// <summary>Goes along until the server has answered.</summary>
    internal ReadOnlySpan<byte> Ticket => _asClient is null ? [] : _asClient.Ticket;

    internal PacketProtection Protection { get; }

    internal ReceivedPackets Received { get; } = new();

    internal LossDetector Loss { get; }

    internal Pacer Pacer { get; } = new();

    internal PathState Path { get; }

    internal PacketSize Size { get; }

    internal StreamTable Streams { get; }

    /// <summary>There is one, or was: who only talks needs no table of them.</summary>
    internal bool HasBlocks => _blocks is not null;

    internal BlockTable Blocks => _blocks ??= new BlockTable(this);

    internal Farewell Farewell { get; } = new();

    /// <summary>The server has answered: its tickets need not go along any more.</summary>
    internal bool IsConfirmed { get; private set; }

    /// <summary>By this a server that has forgotten the connection makes itself known; empty: it cannot.</summary>
    internal ReadOnlySpan<byte> ResetToken => _asClient is null ? [] : _asClient.ResetToken;

    /// <summary>The endpoint's place for it.</summary>
    internal EndpointSeat Seat { get; } = new();

    /// <returns>Null: as many are open as the other side allows.</returns>
    public DatagramStream? TryOpenStream() => Streams.TryOpen();

    /// <summary>Opens a channel for sending; its id is agreed upon on a stream.</summary>
    public BlockSender SendBlocks(long channel, IBlockSource source) =>
        Blocks.Open(channel, source);

    /// <summary>Agrees to take what is sent on a channel.</summary>
    /// <param name="window">Bytes that may be under way or kept by the sink.</param>
    public BlockReceiver AcceptBlocks(long channel, IBlockSink sink, long window) =>
        Blocks.Accept(channel, sink, window);

    public void Forget(BlockSender sender) => Blocks.Close(sender);

    public void Forget(BlockReceiver receiver) => Blocks.Close(receiver);

    /// <summary>
    /// Looks for a better path: each of these addresses is asked for so long, and the first that answers is where
    /// packets go from then on (<see cref="IConnectionHandler.Moved"/>). A client's to do; the other side follows.
    /// </summary>
    public void Search(IEnumerable<PeerAddress> addresses, TimeSpan patience)
    {
        Path.Search(addresses, (long)patience.TotalMicroseconds);
        Touch();
    }

    /// <summary>Ends when all that was written has arrived.</summary>
    /// <param name="text">At most 255 bytes of UTF-8.</param>
    /// <param name="most">From then on it ends whether it has arrived or not; null: as long as it takes.</param>
    public void CloseWhenSent(long code, string text, TimeSpan? most = null)
    {
        if (_lastWish is not null)
            return;
        _lastWish = new LastWish(code, text, most);
        Touch();
    }

    /// <summary>Ends now. What is under way may be lost.</summary>
    public void Close(long code, string text)
    {
        if (IsEnded)
            return;
        Farewell.Begin(code, text, now: 0);
        Tell(new(CloseKind.Here, code, text));
        Touch();
    }

    /// <param name="datagram">Opened in place.</param>
    internal Fate Receive(Span<byte> datagram, PeerAddress from, long now)
    {
        var fate = PacketOpener.Open(
            this,
            datagram,
            out var header,
            out var number,
            out var atOnce
        );
        if (fate != Fate.Taken)
            return fate;
        _quiet.OnReceived(now);
        IsConfirmed = true;
        var isNewest = number > Received.Largest;
        var wrong = _taker.Take(datagram[header..^Packet.Tag], from, now);
        Received.Add(number, _taker.WantsAck, atOnce, Loss.RoundTrip.AckDelay, now);
        if (wrong is not null)
        {
            Violate(wrong, now);
            return Fate.Malformed;
        }

        if (isNewest && !_taker.IsOfPath)
            Path.OnPacket(from, datagram.Length, now);
        Streams.Sweep();
        return Fate.Taken;
    }

    /// <summary>The packet opens with this connection's keys. It is not taken.</summary>
    internal bool IsMine(ReadOnlySpan<byte> datagram)
    {
        Span<byte> copy = stackalloc byte[datagram.Length];
        datagram.CopyTo(copy);
        return PacketOpener.Open(this, copy, out _, out _, out _) == Fate.Taken;
    }

    /// <returns>The packet's size; 0: nothing goes now.</returns>
    internal int Write(Span<byte> into, long now, out PeerAddress to)
    {
        if (_lastWish is { } wish && !IsEnded)
        {
            var isAllSent = Streams.IsAllSent() && (!HasBlocks || Blocks.IsAllSent());
            if (wish.IsDue(isAllSent, now))
                Close(wish.Code, wish.Text);
        }

        var length = _writer.Write(into, now, out to);
        if (length > 0)
            _quiet.OnSent(now);
        return length;
    }

    /// <summary>When <see cref="OnTimer"/> or <see cref="Write"/> has something to do, if nothing comes before.</summary>
    internal long Timer(long now)
    {
        if (Farewell.HasBegun)
            return Farewell.Timer;
        var timer = Math.Min(Received.Due, Loss.Timer);
        timer = Math.Min(timer, Path.ChallengeAt);
        timer = Math.Min(timer, _writer.Timer(now));
        timer = Math.Min(timer, _lastWish?.By ?? Moment.Never);
        return Math.Min(timer, _quiet.Timer(MayPing));
    }

    internal void OnTimer(long now)
    {
        Farewell.OnTimer(now);
        if (Farewell.HasBegun)
            return;
        if (now >= _quiet.IdleAt)
        {
            EndAtOnce(new(CloseKind.Silence, 0, "nothing came for too long"));
            return;
        }

        if (MayPing && now >= _quiet.KeepAliveAt)
            _writer.IsPingDue = true;
        Loss.OnTimer(now, Size.Current);
        Size.OnTimeouts(Loss.ProbeCount, now);
        if (now >= _quiet.RestAt)
            Rest(now);
    }

    /// <summary>Forgotten by its endpoint without a word.</summary>
    internal void EndAtOnce(CloseReason reason)
    {
        Farewell.EndAtOnce();
        Tell(reason);
        Protection.Dispose();
    }

    /// <summary>A handler of it, or the connection itself, threw.</summary>
    internal void Fail()
    {
        _lastWish = null;
        // A second time it would be the farewell that breaks.
        if (IsEnded)
            Farewell.EndAtOnce();
        else
            Farewell.Begin(2, "the other side made a mistake", now: 0);
        try
        {
            Tell(new(CloseKind.Here, 2, "a mistake was made here"));
        }
#pragma warning disable CA1031 // The handler is what threw: it has been told of, and has had its chance.
        catch (Exception)
#pragma warning restore CA1031
        {
            return;
        }
    }

    internal void OnClose(long code, string text, long now)
    {
        Farewell.OnClose(3 * Loss.RoundTrip.ProbeTimeout, now);
        Tell(new(CloseKind.There, code, text));
    }

    internal void OnPathResponse(ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty || !Path.OnResponse(data, out var isOtherHost))
            return;
        if (isOtherHost)
        {
            Loss.ForgetPath();
            Size.Forget();
        }

        Handler.Moved(this);
    }

    /// <summary>Whoever awaits an answer hears whether anybody is there anyway.</summary>
    private bool MayPing => !_writer.IsPingDue && Loss.InFlight == 0;

    private void Violate(string wrong, long now)
    {
        if (IsEnded)
            return;
        Farewell.Begin(1, wrong, now);
        Tell(new(CloseKind.Violation, 1, wrong));
    }

    private void Rest(long now)
    {
        _quiet.OnRest(isAgain: Loss.InFlight > 0, now);
        if (Loss.InFlight > 0)
            return;
        Loss.Rest(now);
        Streams.Rest();
        Protection.Rest();
    }

    private void Tell(CloseReason reason)
    {
        if (_isTold)
            return;
        _isTold = true;
        Handler.Closed(this, reason);
    }

    private void Touch() => _touched(this);

    void ITouched.Touch() => Touch();

    private sealed class Silent : IConnectionHandler
    {
        public static readonly Silent Instance = new();
    }
}
