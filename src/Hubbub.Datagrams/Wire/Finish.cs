namespace Hubbub.Datagrams;

/// <summary>
/// A client's packets until the server has answered one: as a short packet, with the ticket before
/// the sealed frames. The first may carry data already.
/// </summary>
internal readonly ref struct Finish
{
    public ConnectionId Server { get; init; }

    public ConnectionId Client { get; init; }

    /// <summary>The low 32 bits.</summary>
    public uint Number { get; init; }

    public ReadOnlySpan<byte> Ticket { get; init; }

    public static int HeaderSize(int ticket) => Packet.LongHeader + sizeof(uint) + 1 + ticket;

    public void WriteHeader(ref WireWriter to)
    {
        Packet.WriteLong(ref to, PacketKind.Finish, Server, Client);
        to.UInt32(Number);
        to.Short(Ticket);
    }

    public static bool TryRead(ReadOnlySpan<byte> datagram, out Finish finish)
    {
        var reader = new WireReader(datagram);
        var isWhole = Packet.TryReadLong(ref reader, out var header);
        finish = new Finish
        {
            Server = header.Destination,
            Client = header.Source,
            Number = reader.UInt32(),
            Ticket = reader.Short(),
        };
        return isWhole
            && !reader.Failed
            && header.Version == Packet.Version
            && reader.Remaining >= Packet.Tag;
    }
}
