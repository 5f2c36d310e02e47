using System.Buffers.Binary;

namespace Hubbub.Datagrams;

/// <summary>
/// Many connections behind one address: tells whose a datagram is, answers strangers without
/// remembering them, and knows who has something to send and when. No socket, clock or thread.
/// </summary>
internal sealed class Endpoint : IDisposable
{
    private readonly EndpointOptions _options;
    private readonly IEndpointHandler _handler;
    private readonly OwnRelays _output;
    private readonly IDatagramOut _socket;
    private readonly FillRandom _random;
    private Strangers? _strangers;
    private readonly Dialing _dialing;
    private readonly Dictionary<ConnectionId, Connection> _connections = [];
    private readonly Dictionary<UInt128, Connection> _byResetToken = [];
    private readonly Fence _fence;
    private readonly Schedule _schedule;
    private readonly Action<Connection> _wake;

    public Endpoint(
        EndpointOptions options,
        IEndpointHandler handler,
        IDatagramOut output,
        FillRandom random
    )
    {
        _options = options;
        _handler = handler;
        _socket = output;
        _output = new OwnRelays(output);
        _random = random;
        _fence = new Fence(handler, Counters);
        _schedule = new Schedule(_output, _fence, Remove);
        _wake = _schedule.Wake;
        _dialing = new Dialing(_output);
    }

    public EndpointCounters Counters { get; } = new();

    public int Count => _connections.Count;

    /// <summary>When <see cref="Run"/> has something to do; a time past: now.</summary>
    public long Timer => Math.Min(Math.Min(_schedule.Next, _dialing.Timer), _output.Timer);

    public Dial Dial(
        IReadOnlyList<PeerAddress> addresses,
        DialOptions options,
        IDialHandler handler,
        long now
    ) => _dialing.Begin(new Dial(addresses, options, handler, _random, now), now);

    public void Cancel(Dial dial) => _dialing.End(dial, DialFailure.Cancelled);

    /// <summary>From here on <see cref="PeerAddress.OfRelay"/> of this end is an address like others.</summary>
    /// <param name="relays">Addresses of the server whose relay it is.</param>
    public void OpenRelay(ulong end, IReadOnlyList<PeerAddress> relays, long now)
    {
        _output.Open(end, relays, now);
        _output.OnTimer(now);
    }

    /// <summary>Opens a way through a NAT for packets from an address: a packet that means nothing there.</summary>
    public void Punch(PeerAddress to)
    {
        Span<byte> noise = stackalloc byte[Packet.ShortHeader + Packet.Tag];
        _random(noise);
        noise[0] = (byte)(0x80 | (noise[0] & 0x1F));
        _output.Send(to, noise, noise.Length);
    }

    /// <param name="datagram">Opened in place.</param>
    public void Receive(Span<byte> datagram, PeerAddress from, long now)
    {
        Counters.Received++;
        var kind = Packet.KindOf(datagram);
        if (kind == PacketKind.Foreign)
        {
            OnRaw(datagram, from);
            return;
        }

        if (datagram.Length > Packet.Largest)
        {
            Counters.Oversized++;
            return;
        }

        if (datagram.Length < Packet.ShortHeader + Packet.Tag)
        {
            Counters.Malformed++;
            return;
        }

        switch (kind)
        {
            case PacketKind.Unknown:
                Counters.Malformed++;
                break;
            case PacketKind.Relayed or PacketKind.Binding:
                OnRelay(kind, datagram, from, now);
                break;
            case PacketKind.Hello:
                Strangers()?.OnHello(datagram, from, _connections.Count, now);
                break;
            case PacketKind.Retry or PacketKind.Welcome or PacketKind.Refusal:
                OnAnswer(datagram, from, now);
                break;
            default:
                OnPacket(datagram, from, kind, now);
                break;
        }
    }

    /// <summary>Does what is due and sends what may go.</summary>
    public void Run(long now)
    {
        _output.OnTimer(now);
        _dialing.OnTimer(now);
        _schedule.Run(now);
    }

    /// <summary>Ends all connections, in so many words.</summary>
    public void CloseAll(long code, string text)
    {
        foreach (var connection in _connections.Values.ToArray())
            connection.Close(code, text);
    }

    public void Dispose()
    {
        _dialing.Dispose();
        foreach (var connection in _connections.Values.ToArray())
        {
            _fence.Try(connection, static c => c.EndAtOnce(new(CloseKind.Here, 0, "")));
            Remove(connection);
        }

        _strangers?.Dispose();
    }

    private void OnRaw(ReadOnlySpan<byte> datagram, PeerAddress from)
    {
        Counters.Foreign++;
        try
        {
            _handler.Raw(from, datagram);
        }
#pragma warning disable CA1031 // A handler's bug is told, and hurts nobody else.
        catch (Exception bug)
#pragma warning restore CA1031
        {
            _fence.Break(connection: null, bug);
        }
    }

    private void OnRelay(PacketKind kind, Span<byte> datagram, PeerAddress from, long now)
    {
        if (_options.Relays is { } relays)
        {
            relays.Take(kind, datagram, from, _socket);
            return;
        }

        if (kind == PacketKind.Binding)
        {
            _output.OnBinding(datagram, from);
            return;
        }

        var inner = _output.Unwrap(datagram, ref from);
        // Nobody has said anything about relays behind relays.
        if (Packet.KindOf(inner) is PacketKind.Foreign or PacketKind.Relayed or PacketKind.Binding)
            Counters.Unknown++;
        else
            Receive(inner, from, now);
    }

    /// <summary>Null: this endpoint answers nobody, or has no identity yet.</summary>
    private Strangers? Strangers()
    {
        if (_strangers is not null)
            return _strangers;
        try
        {
            if ((_options.Identity ?? _options.LateIdentity?.Invoke()) is { } identity)
                _strangers = new Strangers(_options, identity, _output, _random, Counters);
        }
#pragma warning disable CA1031 // Whatever a file can throw.
        catch (Exception broken)
#pragma warning restore CA1031
        {
            _fence.Break(connection: null, broken);
        }

        return _strangers;
    }

    private void OnAnswer(Span<byte> datagram, PeerAddress from, long now)
    {
        var reader = new WireReader(datagram);
        Packet.TryReadLong(ref reader, out var header);
        var step = _dialing.Take(header.Destination, datagram, from, now, out var dial);
        if (dial is null)
            Counters.Unknown++;
        else if (step == HandshakeStep.Ignored)
            Counters.Forged++;
        if (step != HandshakeStep.Admitted)
            return;
        var connection = Add(dial!.Handshake.Admission!, dial.Options.Connection, now);
        dial.Handler.Connected(dial, connection);
    }

    private void OnPacket(Span<byte> datagram, PeerAddress from, PacketKind kind, long now)
    {
        var reader = new WireReader(datagram[(kind == PacketKind.Finish ? 2 : 1)..]);
        var id = new ConnectionId(reader.UInt64());
        if (!_connections.TryGetValue(id, out var connection))
        {
            if (kind == PacketKind.Finish)
                OnFinish(datagram, from, now);
            else
                OnLost(datagram, id, from, now);
            return;
        }

        Take(connection, datagram, from, now);
    }

    private void OnFinish(Span<byte> datagram, PeerAddress from, long now)
    {
        var isFull = _connections.Count >= _options.MostConnections;
        if (isFull || _strangers?.Admit(datagram, now) is not { } admission)
        {
            // No reset: one damaged ticket must not end what the next will begin.
            Counters.Unknown++;
            return;
        }

        // Only a packet that opens makes a connection; the ticket alone may have been overheard.
        var connection = new Connection(
            admission,
            _options.Connection,
            isClient: false,
            _random,
            _wake,
            now
        );
        if (!connection.IsMine(datagram) || !_strangers.TrySpend(admission.Own, now))
        {
            Counters.Forged++;
            return;
        }

        _connections.Add(admission.Own, connection);
        _fence.Try(connection, _handler.Accepted);
        Take(connection, datagram, from, now);
    }

    private void Take(Connection connection, Span<byte> datagram, PeerAddress from, long now)
    {
        if (_fence.Receive(connection, datagram, from, now) is { } fate)
            Tally(fate);
        _schedule.Wake(connection);
    }

    private void Tally(Fate fate)
    {
        switch (fate)
        {
            case Fate.Repeated:
                Counters.Repeated++;
                break;
            case Fate.Forged:
                Counters.Forged++;
                break;
            case Fate.Malformed:
                Counters.Malformed++;
                break;
        }
    }

    /// <summary>A reset, if one of ours ends so: its server cannot know by which id we do. Otherwise unknown.</summary>
    private void OnLost(ReadOnlySpan<byte> datagram, ConnectionId id, PeerAddress from, long now)
    {
        var token = datagram[^WelcomeBody.ResetTokenSize..];
        if (!_byResetToken.TryGetValue(TokenOf(token), out var connection))
        {
            OnUnknown(id, datagram.Length, from, now);
            return;
        }

        connection.EndAtOnce(new(CloseKind.Forgotten, 0, "the other side has started anew"));
        _schedule.Wake(connection);
    }

    private static UInt128 TokenOf(ReadOnlySpan<byte> token) =>
        BinaryPrimitives.ReadUInt128BigEndian(token);

    private void OnUnknown(ConnectionId id, int size, PeerAddress from, long now)
    {
        Counters.Unknown++;
        Strangers()?.OnUnknown(id, size, from, now);
    }

    private Connection Add(Admission admission, ConnectionOptions options, long now)
    {
        var connection = new Connection(admission, options, isClient: true, _random, _wake, now);
        _connections.Add(admission.Own, connection);
        _byResetToken[TokenOf(connection.ResetToken)] = connection;
        _schedule.Wake(connection);
        return connection;
    }

    private void Remove(Connection connection)
    {
        _connections.Remove(connection.Id);
        _schedule.Remove(connection);
        if (!connection.ResetToken.IsEmpty)
            _byResetToken.Remove(TokenOf(connection.ResetToken));
        connection.Protection.Dispose();
    }
}
