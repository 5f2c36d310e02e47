using System.Buffers;
using System.Text;

namespace Hubbub.Terminal.Keys;

/// <summary>
/// A terminal's bytes to keys. Sequences may come in pieces; a lone ESC is told from the start of
/// a sequence by time, which is given from outside: while <see cref="IsWaiting"/>, call
/// <see cref="GiveUp"/> when <see cref="Patience"/> has gone by without a byte.
/// </summary>
public sealed class KeyDecoder
{
    /// <summary>Characters of one paste; what is beyond is dropped.</summary>
    public const int LongestPaste = 1024 * 1024;

    private const byte Escape = 0x1B;
    private const int LongestSequence = 64;

    private readonly ArrayBufferWriter<byte> _paste = new();
    private byte[] _bytes = new byte[256];
    private int _length;
    private bool _isPasting;

    /// <summary>Bytes wait for the rest of their sequence.</summary>
    public bool IsWaiting => _length > 0 || _isPasting;

    /// <summary>How long to wait for it: a sequence comes in one go, a paste with pauses.</summary>
    public TimeSpan Patience => TimeSpan.FromMilliseconds(_isPasting ? 1_000 : 50);

    public void Decode(ReadOnlySpan<byte> bytes, List<Key> keys)
    {
        if (_length + bytes.Length > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + bytes.Length));
        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
        var at = 0;
        while (at < _length)
        {
            var taken = _isPasting
                ? TakePaste(_bytes.AsSpan(at, _length - at), keys)
                : Take(_bytes.AsSpan(at, _length - at), keys);
            if (taken == 0)
                break;
            at += taken;
        }

        _bytes.AsSpan(at, _length - at).CopyTo(_bytes);
        _length -= at;
    }

    /// <summary>The rest has not come: what is there is what was meant.</summary>
    public void GiveUp(List<Key> keys)
    {
        if (_isPasting)
        {
            Keep(_bytes.AsSpan(0, _length));
            EndPaste(keys);
        }
        else if (_length > 0 && _bytes[0] == Escape)
        {
            // Alone it is the key; with one more it was Alt; a longer one is broken, and dropped.
            if (_length == 1)
                keys.Add(new Key(KeyKind.Escape));
            else if (_length == 2)
                keys.Add(
                    _bytes[1] == Escape
                        ? new Key(KeyKind.Escape, KeyModifiers.Alt)
                        : Key.Alt((char)_bytes[1])
                );
        }
        else if (_length > 0)
        {
            keys.Add(Key.Of('\uFFFD'));
        }

        _length = 0;
    }

    /// <summary>Bytes taken; 0: more are needed.</summary>
    private int Take(ReadOnlySpan<byte> bytes, List<Key> keys)
    {
        if (bytes[0] != Escape)
            return TakeCharacter(bytes, KeyModifiers.None, keys);
        if (bytes.Length == 1)
            return 0;
        switch (bytes[1])
        {
            case (byte)'[':
                return TakeCsi(bytes, keys);
            case (byte)'O':
                return TakeSs3(bytes, keys);
            case (byte)']' or (byte)'P' or (byte)'_' or (byte)'^' or (byte)'X':
                return TakeString(bytes);
            case Escape:
                return TakeAltSequence(bytes, keys);
            default:
                var taken = TakeCharacter(bytes[1..], KeyModifiers.Alt, keys);
                return taken == 0 ? 0 : taken + 1;
        }
    }

    /// <summary>rxvt sends ESC before a key's sequence for Alt.</summary>
    private int TakeAltSequence(ReadOnlySpan<byte> bytes, List<Key> keys)
    {
        if (bytes.Length == 2)
            return 0;
        if (bytes[2] is not ((byte)'[' or (byte)'O'))
        {
            keys.Add(new Key(KeyKind.Escape));
            return 1;
        }

        var before = keys.Count;
        var taken = Take(bytes[1..], keys);
        for (var i = before; i < keys.Count; i++)
            keys[i] = keys[i] with { Modifiers = keys[i].Modifiers | KeyModifiers.Alt };
        return taken == 0 ? 0 : taken + 1;
    }

    private int TakeCsi(ReadOnlySpan<byte> bytes, List<Key> keys)
    {
        // The Linux console: ESC [ [ A is F1.
        if (bytes.Length > 2 && bytes[2] == '[')
        {
            if (bytes.Length > 3 && bytes[3] is >= (byte)'A' and <= (byte)'E')
                keys.Add(new Key(KeyKind.Function, Text: $"{bytes[3] - 'A' + 1}"));
            return bytes.Length > 3 ? 4 : 0;
        }

        for (var i = 2; i < bytes.Length; i++)
        {
            if (bytes[i] is >= 0x20 and <= 0x3F && i < LongestSequence)
                continue;
            // Broken off by something else: drop what there was, begin anew with that.
            if (bytes[i] is < 0x40 or > 0x7E)
                return i;
            Finish(bytes[2..i], (char)bytes[i], keys);
            return i + 1;
        }

        return 0;
    }

    private void Finish(ReadOnlySpan<byte> parameters, char final, List<Key> keys)
    {
        if (final == '~' && parameters.SequenceEqual("200"u8))
        {
            _isPasting = true;
            return;
        }

        Span<char> chars = stackalloc char[LongestSequence];
        Encoding.ASCII.GetChars(parameters, chars);
        if (EscapeTable.OfCsi(chars[..parameters.Length], final) is { } key)
            keys.Add(key);
    }

    private static int TakeSs3(ReadOnlySpan<byte> bytes, List<Key> keys)
    {
        if (bytes.Length == 2)
            return 0;
        if (bytes[2] < 0x20)
            return 2;
        if (EscapeTable.OfSs3((char)bytes[2]) is { } key)
            keys.Add(key);
        return 3;
    }

    /// <summary>A terminal's answer to something (OSC, DCS, …), up to BEL or ST: nobody pressed it.</summary>
    private static int TakeString(ReadOnlySpan<byte> bytes)
    {
        for (var i = 2; i < bytes.Length; i++)
        {
            if (bytes[i] == 0x07)
                return i + 1;
            if (bytes[i] == Escape)
                return i + 1 == bytes.Length ? 0
                    : bytes[i + 1] == '\\' ? i + 2
                    : i;
            if (i >= LongestSequence * 64)
                return i;
        }

        return 0;
    }

    private static int TakeCharacter(
        ReadOnlySpan<byte> bytes,
        KeyModifiers modifiers,
        List<Key> keys
    )
    {
        var first = bytes[0];
        if (first is < 0x20 or 0x7F)
        {
            keys.Add(OfControl(first, modifiers));
            return 1;
        }

        var status = Rune.DecodeFromUtf8(bytes, out var rune, out var length);
        if (status == OperationStatus.NeedMoreData)
            return 0;
        keys.Add(new Key(KeyKind.Character, modifiers, rune.ToString()));
        return length;
    }

    private static Key OfControl(byte code, KeyModifiers modifiers) =>
        code switch
        {
            0x08 or 0x7F => new(KeyKind.Backspace, modifiers),
            0x09 => new(KeyKind.Tab, modifiers),
            0x0A or 0x0D => new(KeyKind.Enter, modifiers),
            0 => new(KeyKind.Character, modifiers | KeyModifiers.Control, " "),
            < 0x1B => new(
                KeyKind.Character,
                modifiers | KeyModifiers.Control,
                ((char)('a' + code - 1)).ToString()
            ),
            _ => new(
                KeyKind.Character,
                modifiers | KeyModifiers.Control,
                ((char)(code + 0x40)).ToString()
            ),
        };

    private int TakePaste(ReadOnlySpan<byte> bytes, List<Key> keys)
    {
        var end = "\e[201~"u8;
        var at = bytes.IndexOf(end);
        if (at >= 0)
        {
            Keep(bytes[..at]);
            EndPaste(keys);
            return at + end.Length;
        }

        // The end may have come in part.
        var escape = bytes[Math.Max(0, bytes.Length - end.Length)..].IndexOf(Escape);
        var sure = escape < 0 ? bytes.Length : Math.Max(0, bytes.Length - end.Length) + escape;
        Keep(bytes[..sure]);
        return sure;
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        var room = LongestPaste - _paste.WrittenCount;
        _paste.Write(bytes[..Math.Min(room, bytes.Length)]);
    }

    private void EndPaste(List<Key> keys)
    {
        _isPasting = false;
        var text = Encoding
            .UTF8.GetString(_paste.WrittenSpan)
            .Replace("\r\n", "\n", StringComparison.Ordinal)
            .Replace('\r', '\n');
        _paste.Clear();
        keys.Add(Key.Paste(text));
    }
}
