using System.Security.Cryptography;

namespace Hubbub.Datagrams;

/// <summary>
/// Seals notes to oneself that travel by the other side: tickets and cookies. Its keys live in memory
/// only, for 30 to 60 seconds: nothing that was sealed can be opened after that, by anybody.
/// </summary>
internal sealed class SealingBox(FillRandom random) : IDisposable
{
    /// <summary>A note is worth something for so long, in microseconds.</summary>
    public const long Life = 10_000_000;

    public const int Overhead = KeySchedule.NonceSize + sizeof(ulong) + Packet.Tag;

    private const long Rotation = 30_000_000;

    private PacketCipher? _current;
    private PacketCipher? _previous;
    private long _born;

    /// <returns>The sealed note: the text's length and <see cref="Overhead"/>.</returns>
    public int Seal(ReadOnlySpan<byte> text, ReadOnlySpan<byte> context, long now, Span<byte> note)
    {
        Rotate(now);
        var writer = new WireWriter(note);
        random(writer.Take(KeySchedule.NonceSize));
        var sealedPart = writer.Take(sizeof(ulong) + text.Length);
        new WireWriter(sealedPart).UInt64((ulong)now);
        text.CopyTo(sealedPart[sizeof(ulong)..]);
        _current!.Seal(note[..KeySchedule.NonceSize], context, sealedPart, writer.Take(Packet.Tag));
        return writer.Position;
    }

    /// <returns>The text's length; −1: forged, damaged, or too old.</returns>
    public int Open(ReadOnlySpan<byte> note, ReadOnlySpan<byte> context, long now, Span<byte> text)
    {
        Rotate(now);
        var size = note.Length - Overhead;
        if (size < 0 || size > text.Length)
            return -1;
        return
            TryOpen(_current!, note, context, now, text[..size])
            || (_previous is not null && TryOpen(_previous, note, context, now, text[..size]))
            ? size
            : -1;
    }

    public void Dispose()
    {
        _current?.Dispose();
        _previous?.Dispose();
    }

    private static bool TryOpen(
        PacketCipher cipher,
        ReadOnlySpan<byte> note,
        ReadOnlySpan<byte> context,
        long now,
        Span<byte> text
    )
    {
        Span<byte> opened = stackalloc byte[sizeof(ulong) + text.Length];
        note[KeySchedule.NonceSize..^Packet.Tag].CopyTo(opened);
        if (!cipher.TryOpen(note[..KeySchedule.NonceSize], context, opened, note[^Packet.Tag..]))
            return false;
        var at = (long)new WireReader(opened).UInt64();
        opened[sizeof(ulong)..].CopyTo(text);
        return now >= at && now - at <= Life;
    }

    private void Rotate(long now)
    {
        if (_current is not null && now - _born < Rotation)
            return;
        _previous?.Dispose();
        // Both are stale when nobody came for so long.
        _previous = now - _born < 2 * Rotation ? _current : null;
        if (_previous is null)
            _current?.Dispose();
        Span<byte> key = stackalloc byte[KeySchedule.KeySize];
        random(key);
        _current = PacketCipher.Create(
            (PacketCipher.Available & 1) != 0 ? CipherKind.Aes256Gcm : CipherKind.ChaCha20Poly1305,
            key
        );
        CryptographicOperations.ZeroMemory(key);
        _born = now;
    }
}
