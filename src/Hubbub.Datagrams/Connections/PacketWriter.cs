namespace Hubbub.Datagrams;

/// <summary>Writes the packets of a connection, one at a time, into whatever it is given.</summary>
internal sealed class PacketWriter(Connection connection, FillRandom random)
{
    /// <summary>About one number in so many is left out, so that nobody acknowledges what they have not seen.</summary>
    private const int SkipEvery = 4_096;

    private long _skipAt = -1;
    private int _spare;

    /// <summary>A PING goes with the next packet.</summary>
    public bool IsPingDue { get; set; }

    /// <summary>Something goes out now if the window and the pace allow it.</summary>
    public bool HasWork =>
        IsPingDue
        || connection.Streams.HasWork()
        || (connection.HasBlocks && connection.Blocks.HasWork());

    /// <summary>When there is work: the pacer's time for it. A full window waits for an ACK, not for time.</summary>
    public long Timer(long now)
    {
        var loss = connection.Loss;
        var size = connection.Size.Current;
        if (loss.Probes > 0)
            return now;
        if (!HasWork || !loss.HasRoom(size))
            return Moment.Never;
        return connection.Pacer.MaySend(loss.PacingRate, size, now)
            ? now
            : connection.Pacer.Next(loss.PacingRate, size, now);
    }

    /// <param name="into">At least <see cref="Packet.Largest"/> bytes, or the current packet size.</param>
    /// <returns>The packet's size; 0: nothing goes now.</returns>
    public int Write(Span<byte> into, long now, out PeerAddress to)
    {
        to = connection.Path.Current;
        if (connection.Farewell.HasBegun)
            return connection.Farewell.At <= now ? WriteFarewell(into, now) : 0;
        if (connection.Path.IsDue(now) && WritePath(into, now, out to) is > 0 and var length)
            return length;
        to = connection.Path.Current;
        var loss = connection.Loss;
        var size = connection.Size.Current;
        var mayCarry =
            loss.Probes > 0
            || (loss.HasRoom(size) && connection.Pacer.MaySend(loss.PacingRate, size, now));
        if (mayCarry && connection.IsConfirmed && connection.Size.IsProbeDue(now))
            return into.Length >= connection.Size.Next ? WriteSizeProbe(into, now) : 0;
        if (connection.Received.Due > now && !(mayCarry && (HasWork || loss.Probes > 0)))
            return 0;
        return WriteFrames(into[..Math.Min(size, into.Length)], mayCarry, now);
    }

    private int WriteFrames(Span<byte> into, bool mayCarry, long now)
    {
        var loss = connection.Loss;
        var header = HeaderSize;
        var writer = new WireWriter(into[header..^Packet.Tag]);
        var sent = new FrameList();
        var mayEcho = false;
        if (connection.Received.HasPending && connection.Received.MostSize <= writer.Room)
        {
            mayEcho = connection.Received.WantsEcho;
            var told = connection.Received.Write(ref writer, now, mayEcho || mayCarry);
            sent.Add(new(FrameKind.Ack, Offset: told));
        }

        var acks = sent.Count;
        if (mayCarry)
            Carry(ref writer, ref sent);
        if (mayEcho && sent.Count == acks)
            Ping(ref writer, ref sent);
        if (sent.Count == 0)
            return 0;
        var isTracked = sent.Count > acks;
        var length = header + writer.Position + Packet.Tag;
        if (isTracked)
        {
            connection.Pacer.OnSent(length);
            if (length >= connection.Size.Current)
                connection.Size.OnFull();
        }

        var packet = new SentPacket
        {
            Size = length,
            First = sent.First,
            Second = sent.Second,
            Rest = sent.Rest,
        };
        Seal(into[..length], header, packet, isTracked, now);
        if (mayCarry && !HasWork && loss.HasRoom(0))
            loss.OnAppLimited();
        return length;
    }

    private void Carry(ref WireWriter writer, ref FrameList sent)
    {
        var streams = connection.Streams;
        if (streams.IsGrantDue && writer.Room > 10)
        {
            writer.Byte((int)FrameKind.Streams);
            writer.Varint(streams.Granted);
            sent.Add(new(FrameKind.Streams));
            streams.IsGrantDue = false;
        }

        for (var i = 0; i < streams.Open.Count; i++)
        {
            var stream = streams.Open[i];
            if (!stream.IsCreditDue || sent.IsFull || writer.Room < 20)
                continue;
            writer.Byte((int)FrameKind.StreamCredit);
            writer.Varint(stream.Id);
            writer.Varint(stream.Receiving.Credit);
            sent.Add(new(FrameKind.StreamCredit, stream.Id));
            stream.IsCreditDue = false;
        }

        var before = sent.Count;
        if (connection.HasBlocks)
            connection.Blocks.WriteCredit(ref writer, ref sent);
        streams.Write(ref writer, ref sent);
        if (connection.HasBlocks && connection.Blocks.Write(ref writer, ref sent) is { } failed)
            connection.Handler.BlocksSent(connection, failed);
        var isProbeEmpty = connection.Loss.Probes > 0 && sent.Count == before;
        if ((IsPingDue || isProbeEmpty) && !sent.IsFull)
            Ping(ref writer, ref sent);
    }

    private void Ping(ref WireWriter writer, ref FrameList sent)
    {
        if (writer.Room == 0)
            return;
        writer.Byte((int)FrameKind.Ping);
        sent.Add(new(FrameKind.Ping));
        IsPingDue = false;
    }

    private int WritePath(Span<byte> into, long now, out PeerAddress to)
    {
        var size = HeaderSize + 9 + Packet.Tag;
        var writer = new WireWriter(into[HeaderSize..]);
        var apart = 2 * connection.Loss.RoundTrip.Smoothed;
        if (!connection.Path.TryWrite(ref writer, size, apart, now, out to))
            return 0;
        Seal(into[..size], HeaderSize, default, isTracked: false, now);
        return size;
    }

    private int WriteSizeProbe(Span<byte> into, long now)
    {
        var size = connection.Size.Next;
        var text = into[HeaderSize..(size - Packet.Tag)];
        text.Clear();
        text[0] = (byte)FrameKind.Ping;
        var packet = new SentPacket
        {
            Size = size,
            IsProbe = true,
            First = new(FrameKind.SizeProbe, Length: size),
        };
        connection.Size.OnProbeSent();
        connection.Pacer.OnSent(size);
        Seal(into[..size], HeaderSize, packet, isTracked: true, now);
        return size;
    }

    private int WriteFarewell(Span<byte> into, long now)
    {
        var writer = new WireWriter(into[HeaderSize..]);
        connection.Farewell.Write(ref writer, connection.Loss.RoundTrip.ProbeTimeout, now);
        var size = HeaderSize + writer.Position + Packet.Tag;
        Seal(into[..size], HeaderSize, default, isTracked: false, now);
        return size;
    }

    private int HeaderSize =>
        connection.IsConfirmed ? Packet.ShortHeader : Finish.HeaderSize(connection.Ticket.Length);

    private void Seal(Span<byte> packet, int header, in SentPacket record, bool isTracked, long now)
    {
        var loss = connection.Loss;
        SkipOne();
        var number = loss.Sent.Next;
        loss.OnSent(record, isTracked, now);
        var phase = connection.Protection.PhaseFor(number);
        if (connection.IsConfirmed)
        {
            // Whoever must wait for an ACK now would like it soon.
            var isLast = isTracked && !loss.HasRoom(connection.Size.Current);
            Packet.WriteShort(packet, connection.Other, number, phase, isLast, _spare++);
        }
        else
        {
            var writer = new WireWriter(packet);
            new Finish
            {
                Server = connection.Other,
                Client = connection.Id,
                Number = (uint)number,
                Ticket = connection.Ticket,
            }.WriteHeader(ref writer);
        }

        connection.Protection.Seal(number, packet, header);
    }

    private void SkipOne()
    {
        var next = connection.Loss.Sent.Next;
        if (next == _skipAt)
            connection.Loss.Skip();
        if (next < _skipAt)
            return;
        Span<byte> dice = stackalloc byte[2];
        random(dice);
        _skipAt = next + 2 + (((dice[0] << 8) | dice[1]) % (2 * SkipEvery));
    }
}
