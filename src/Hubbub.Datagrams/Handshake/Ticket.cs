using System.Buffers.Binary;

namespace Hubbub.Datagrams;

/// <summary>All that a server would have to remember of a hello that it has answered.</summary>
internal static class Ticket
{
    public const int Least =
        (2 * ConnectionId.Size) + PeerAddress.Size + 1 + 16 + KeySchedule.HashSize;

    public const int Most = Least + Hello.MostParameters;

    public static int Write(Span<byte> to, Admission admission, ReadOnlySpan<byte> parameters)
    {
        var writer = new WireWriter(to);
        writer.UInt64(admission.Own.Value);
        writer.UInt64(admission.Other.Value);
        admission.Address.Write(ref writer);
        writer.Byte((int)admission.Cipher);
        BinaryPrimitives.WriteUInt128BigEndian(writer.Take(16), admission.Introduction);
        writer.Bytes(admission.Master);
        writer.Bytes(parameters);
        return writer.Position;
    }

    /// <summary>The ticket was opened with the server's own key: it holds what <see cref="Write"/> wrote.</summary>
    public static bool TryRead(ReadOnlySpan<byte> from, out Admission? admission)
    {
        var reader = new WireReader(from);
        admission = new Admission
        {
            Own = new(reader.UInt64()),
            Other = new(reader.UInt64()),
            Address = PeerAddress.Read(ref reader),
            Cipher = (CipherKind)reader.Byte(),
            Introduction = ReadIntroduction(reader.Bytes(16)),
            Master = reader.Bytes(KeySchedule.HashSize).ToArray(),
            Parameters = new Parameters(),
        };
        if (
            reader.Failed || !Parameters.TryRead(reader.Bytes(reader.Remaining), out var parameters)
        )
            return false;
        admission = admission with { Parameters = parameters };
        return true;
    }

    public static UInt128 ReadIntroduction(ReadOnlySpan<byte> bytes) =>
        bytes.IsEmpty ? UInt128.Zero : BinaryPrimitives.ReadUInt128BigEndian(bytes);
}
