using System.Buffers.Binary;

namespace Hubbub.Datagrams;

/// <summary>
/// The key of one direction and one phase. The cipher itself (kilobytes, most of them outside the
/// heap) is made when first used and given back when the connection rests.
/// </summary>
internal sealed class DirectionKey : IDisposable
{
    private readonly CipherKind _kind;

    /// <summary>The secret, the key and the IV, one behind the other: thousands of connections keep two of these.</summary>
    private readonly byte[] _material;
    private PacketCipher? _cipher;

    public DirectionKey(CipherKind kind, byte[] secret)
    {
        _kind = kind;
        _material =
        [
            .. secret,
            .. KeySchedule.Derive(secret, "key", [], KeySchedule.KeySize),
            .. KeySchedule.Derive(secret, "iv", [], KeySchedule.NonceSize),
        ];
    }

    private ReadOnlySpan<byte> Secret => _material.AsSpan(0, KeySchedule.HashSize);

    private ReadOnlySpan<byte> Key => _material.AsSpan(KeySchedule.HashSize, KeySchedule.KeySize);

    private ReadOnlySpan<byte> Iv => _material.AsSpan(KeySchedule.HashSize + KeySchedule.KeySize);

    /// <summary>The key of the phase after this one.</summary>
    public DirectionKey Next() =>
        new(_kind, KeySchedule.Derive(Secret, "next", [], KeySchedule.HashSize));

    /// <param name="packet">The header, the text, and room for the tag.</param>
    public void Seal(long number, Span<byte> packet, int header)
    {
        Span<byte> nonce = stackalloc byte[KeySchedule.NonceSize];
        Nonce(number, nonce);
        Cipher().Seal(nonce, packet[..header], packet[header..^Packet.Tag], packet[^Packet.Tag..]);
    }

    /// <param name="packet">Header, sealed text, tag; opened in place. At least a header and a tag long.</param>
    /// <returns>False: forged or damaged; the packet's text is worthless now.</returns>
    public bool TryOpen(long number, Span<byte> packet, int header)
    {
        Span<byte> nonce = stackalloc byte[KeySchedule.NonceSize];
        Nonce(number, nonce);
        return Cipher()
            .TryOpen(nonce, packet[..header], packet[header..^Packet.Tag], packet[^Packet.Tag..]);
    }

    /// <summary>Gives the cipher back until the next packet.</summary>
    public void Rest()
    {
        _cipher?.Dispose();
        _cipher = null;
    }

    public void Dispose() => Rest();

    private PacketCipher Cipher() => _cipher ??= PacketCipher.Create(_kind, Key);

    /// <summary>The IV of the direction, its last eight bytes XORed with the packet number: never the same twice.</summary>
    private void Nonce(long number, Span<byte> nonce)
    {
        Iv.CopyTo(nonce);
        var low = BinaryPrimitives.ReadUInt64BigEndian(nonce[4..]);
        BinaryPrimitives.WriteUInt64BigEndian(nonce[4..], low ^ (ulong)number);
    }
}
