using System.Buffers;
using System.Text;

namespace Hubbub.Protocols.Text;

/// <summary>
/// What others typed, made harmless for a terminal: control characters are shown, never passed on
/// (they could move the cursor, change colours, forge a line or answer in the reader's name).
/// </summary>
internal static class TextEscapes
{
    private const int ControlPictures = 0x2400;
    private const int DeletePicture = 0x2421;

    /// <summary>Printable ASCII and TAB: what needs no second look.</summary>
    private static readonly SearchValues<byte> s_plain = SearchValues.Create([
        (byte)'\t',
        .. Enumerable.Range(' ', '~' - ' ' + 1).Select(value => (byte)value),
    ]);

    /// <summary>Bytes that are not UTF-8 are shown as U+FFFD.</summary>
    public static LineWriter Show(this LineWriter writer, ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            var odd = text.IndexOfAnyExcept(s_plain);
            if (odd < 0)
                return writer.Write(text);
            writer.Write(text[..odd]);
            Rune.DecodeFromUtf8(text[odd..], out var rune, out var length);
            Show(writer, rune);
            text = text[(odd + length)..];
        }

        return writer;
    }

    public static LineWriter Show(this LineWriter writer, string text) =>
        writer.Show(Encoding.UTF8.GetBytes(text));

    /// <summary>CR LF: what telnet asks for (RFC 854); other terminals take it as well.</summary>
    public static LineWriter End(this LineWriter writer) => writer.Write("\r\n"u8);

    private static void Show(LineWriter writer, Rune rune)
    {
        switch (rune.Value)
        {
            case < ' ':
                writer.Write(new Rune(ControlPictures + rune.Value).ToString());
                break;
            case 0x7F:
                writer.Write(new Rune(DeletePicture).ToString());
                break;
            case var value when IsHidden(value):
                writer.Write($"<U+{value:X4}>");
                break;
            default:
                Span<byte> utf8 = stackalloc byte[4];
                writer.Write(utf8[..rune.EncodeToUtf8(utf8)]);
                break;
        }
    }

    /// <summary>C1 controls, line and paragraph separators, and what turns the direction of the line.</summary>
    private static bool IsHidden(int value) =>
        value is (>= 0x80 and <= 0x9F) or (>= 0x2028 and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
