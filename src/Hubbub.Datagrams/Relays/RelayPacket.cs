using System.Buffers.Binary;

namespace Hubbub.Datagrams;

/// <summary>What is said to a relay, and by it: docs/datagrams.md, "Relays".</summary>
internal static class RelayPacket
{
    /// <summary>first byte, version, end of the relay. The packet of who is behind it follows.</summary>
    public const int Header = 2 + sizeof(ulong);

    /// <summary>All that is said about a relay has one size: an answer is never larger than its question.</summary>
    public const int BindingSize = 40;

    /// <summary>Writes the header of a packet that is to be passed on.</summary>
    public static void WriteHeader(Span<byte> to, ulong end)
    {
        to[0] = Packet.FirstOf(PacketKind.Relayed);
        to[1] = Packet.Version;
        BinaryPrimitives.WriteUInt64BigEndian(to[2..], end);
    }

    /// <summary>The end that a packet names; null: it is cut off, or of another version.</summary>
    public static ulong? EndOf(ReadOnlySpan<byte> datagram) =>
        datagram.Length >= Header && datagram[1] == Packet.Version
            ? BinaryPrimitives.ReadUInt64BigEndian(datagram[2..])
            : null;

    /// <param name="to"><see cref="BindingSize"/> bytes.</param>
    public static void WriteBinding(Span<byte> to, ulong end, in Binding binding)
    {
        to[..BindingSize].Clear();
        WriteHeader(to, end);
        to[0] = Packet.FirstOf(PacketKind.Binding);
        BinaryPrimitives.WriteUInt64BigEndian(to[Header..], binding.Cookie);
        to[Header + sizeof(ulong)] = binding.IsBound ? (byte)1 : (byte)0;
    }

    /// <summary>After <see cref="EndOf"/>; null: it is cut off.</summary>
    public static Binding? BindingOf(ReadOnlySpan<byte> datagram) =>
        datagram.Length == BindingSize
            ? new(
                BinaryPrimitives.ReadUInt64BigEndian(datagram[Header..]),
                datagram[Header + sizeof(ulong)] == 1
            )
            : null;
}

/// <summary>One word about an end of a relay.</summary>
/// <param name="Cookie">From the relay: to be repeated. From a client: the one that it was told; 0: none yet.</param>
/// <param name="IsBound">From the relay: what comes for this end goes to who asked. From a client: false.</param>
internal readonly record struct Binding(ulong Cookie, bool IsBound);
