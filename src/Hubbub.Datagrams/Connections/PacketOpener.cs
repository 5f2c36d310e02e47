namespace Hubbub.Datagrams;

/// <summary>Opens what comes for a connection: what has come before and what is forged goes no further.</summary>
internal static class PacketOpener
{
    /// <param name="datagram">Opened in place.</param>
    /// <param name="header">The size of what is before the frames.</param>
    /// <param name="atOnce">An ACK is wanted at once.</param>
    public static Fate Open(
        Connection connection,
        Span<byte> datagram,
        out int header,
        out long number,
        out bool atOnce
    )
    {
        header = 0;
        number = -1;
        atOnce = false;
        var phase = false;
        if (Packet.KindOf(datagram) == PacketKind.Finish)
        {
            if (connection.IsClient || !Finish.TryRead(datagram, out var finish))
                return Fate.Malformed;
            header = Finish.HeaderSize(finish.Ticket.Length);
            number = Packet.WholeNumber(finish.Number, connection.Received.Largest);
        }
        else if (Packet.TryReadShort(datagram, out var packet))
        {
            header = Packet.ShortHeader;
            number = Packet.WholeNumber(packet.Number, connection.Received.Largest);
            phase = packet.KeyPhase;
            atOnce = packet.AckNow;
        }
        else
        {
            return Fate.Malformed;
        }

        if (!connection.Received.IsNew(number))
            return Fate.Repeated;
        if (connection.Protection.TryOpen(number, phase, datagram, header))
            return Fate.Taken;
        if (connection.Protection.Forged >= PacketProtection.MostForged)
            connection.EndAtOnce(new(CloseKind.Violation, 0, "too many forged packets"));
        return Fate.Forged;
    }
}
