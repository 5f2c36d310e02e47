using System.Text;
using FsCheck.Fluent;
using Hubbub.Terminal.Keys;
using Hubbub.Tests.Log;

namespace Hubbub.Tests.Terminal;

public sealed class KeyDecoderTests
{
    [Theory]
    [InlineData("a", KeyKind.Character, KeyModifiers.None, "a")]
    [InlineData("é", KeyKind.Character, KeyModifiers.None, "é")]
    [InlineData("😀", KeyKind.Character, KeyModifiers.None, "😀")]
    [InlineData("\r", KeyKind.Enter, KeyModifiers.None, "")]
    [InlineData("\e\r", KeyKind.Enter, KeyModifiers.Alt, "")]
    [InlineData("\x7F", KeyKind.Backspace, KeyModifiers.None, "")]
    [InlineData("\e\x7F", KeyKind.Backspace, KeyModifiers.Alt, "")]
    [InlineData("\t", KeyKind.Tab, KeyModifiers.None, "")]
    [InlineData("\x12", KeyKind.Character, KeyModifiers.Control, "r")]
    [InlineData("\x1F", KeyKind.Character, KeyModifiers.Control, "_")]
    [InlineData("\e1", KeyKind.Character, KeyModifiers.Alt, "1")]
    [InlineData("\e[A", KeyKind.Up, KeyModifiers.None, "")]
    [InlineData("\eOA", KeyKind.Up, KeyModifiers.None, "")]
    [InlineData("\e[1;5C", KeyKind.Right, KeyModifiers.Control, "")]
    [InlineData("\e[1;3D", KeyKind.Left, KeyModifiers.Alt, "")]
    [InlineData("\e\e[D", KeyKind.Left, KeyModifiers.Alt, "")]
    [InlineData("\e[5~", KeyKind.PageUp, KeyModifiers.None, "")]
    [InlineData("\e[3;5~", KeyKind.Delete, KeyModifiers.Control, "")]
    [InlineData("\e[7~", KeyKind.Home, KeyModifiers.None, "")]
    [InlineData("\e[Z", KeyKind.Tab, KeyModifiers.Shift, "")]
    [InlineData("\e[15~", KeyKind.Function, KeyModifiers.None, "5")]
    [InlineData("\e[[A", KeyKind.Function, KeyModifiers.None, "1")]
    [InlineData("\e[13;3u", KeyKind.Enter, KeyModifiers.Alt, "")]
    [InlineData("\e[27;5;99~", KeyKind.Character, KeyModifiers.Control, "c")]
    public void A_key_is_known_whole_and_byte_by_byte(
        string sent,
        KeyKind kind,
        KeyModifiers modifiers,
        string text
    )
    {
        Key[] expected = [new(kind, modifiers, text)];
        Assert.Equal(expected, Decode(sent));
        Assert.Equal(expected, DecodeByteByByte(sent));
    }

    [Fact]
    public void A_lone_escape_is_the_key_only_when_nothing_follows_in_time()
    {
        var decoder = new KeyDecoder();
        var keys = new List<Key>();
        decoder.Decode("\e"u8, keys);
        Assert.Empty(keys);
        Assert.True(decoder.IsWaiting);
        decoder.GiveUp(keys);
        Assert.Equal([new Key(KeyKind.Escape)], keys);
        Assert.False(decoder.IsWaiting);
    }

    [Theory]
    [InlineData("\e[1;")]
    [InlineData("\e]0;title")]
    [InlineData("\eP1$r")]
    public void A_sequence_that_breaks_off_is_dropped_when_nothing_follows(string broken)
    {
        var decoder = new KeyDecoder();
        var keys = new List<Key>();
        decoder.Decode(Encoding.UTF8.GetBytes(broken), keys);
        decoder.GiveUp(keys);
        decoder.Decode("x"u8, keys);
        Assert.Equal([Key.Of('x')], keys);
    }

    [Theory]
    [InlineData("\e[1;\e[Ax")]
    [InlineData("\e[?1;2c\e[Ax")]
    [InlineData("\e]11;rgb:0/0/0\x07\e[Ax")]
    [InlineData("\e]11;rgb:0/0/0\e\\\e[Ax")]
    public void What_is_no_key_is_passed_over_and_what_follows_is_known(string sent) =>
        Assert.Equal([new Key(KeyKind.Up), Key.Of('x')], Decode(sent));

    [Fact]
    public void A_paste_is_one_key_with_its_lines_and_its_control_characters_do_nothing() =>
        Assert.Equal(
            [Key.Paste("one\ntwo\x03\e[A\nthree"), Key.Of('x')],
            DecodeByteByByte("\e[200~one\r\ntwo\x03\e[A\rthree\e[201~x")
        );

    [Fact]
    public void A_paste_whose_end_is_lost_does_not_take_the_keyboard()
    {
        var decoder = new KeyDecoder();
        var keys = new List<Key>();
        decoder.Decode("\e[200~one"u8, keys);
        Assert.True(decoder.IsWaiting);
        decoder.GiveUp(keys);
        decoder.Decode("x"u8, keys);
        Assert.Equal([Key.Paste("one"), Key.Of('x')], keys);
    }

    [Fact]
    public void A_paste_is_bounded()
    {
        var decoder = new KeyDecoder();
        var keys = new List<Key>();
        decoder.Decode("\e[200~"u8, keys);
        for (var i = 0; i < 40; i++)
            decoder.Decode(
                new byte[100_000]
                    .Select(_ => (byte)'a')
                    .ToArray(),
                keys
            );
        decoder.Decode("\e[201~"u8, keys);
        Assert.Equal(KeyDecoder.LongestPaste, Assert.Single(keys).Text.Length);
    }

    [Fact]
    public void Bytes_that_are_no_UTF8_are_shown_as_such() =>
        Assert.Equal([Key.Of('\uFFFD'), Key.Of('x')], Decode([0xFF, (byte)'x']));

    /// <summary>In whatever pieces they come.</summary>
    [Fact]
    public void Random_bytes_break_nothing_and_leave_nothing_behind() =>
        Prop.ForAll<byte[][]>(pieces =>
            {
                var decoder = new KeyDecoder();
                var keys = new List<Key>();
                foreach (var piece in pieces)
                    decoder.Decode(piece ?? [], keys);
                decoder.GiveUp(keys);
                keys.Clear();
                decoder.Decode("x"u8, keys);
                return keys is [{ Text: "x" }] && !decoder.IsWaiting;
            })
            .Check();

    private static List<Key> Decode(string sent) => Decode(Encoding.UTF8.GetBytes(sent));

    private static List<Key> Decode(byte[] sent)
    {
        var keys = new List<Key>();
        new KeyDecoder().Decode(sent, keys);
        return keys;
    }

    private static List<Key> DecodeByteByByte(string sent)
    {
        var decoder = new KeyDecoder();
        var keys = new List<Key>();
        foreach (var one in Encoding.UTF8.GetBytes(sent))
            decoder.Decode([one], keys);
        return keys;
    }
}
