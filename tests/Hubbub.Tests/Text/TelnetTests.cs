using Hubbub.Protocols.Text;

namespace Hubbub.Tests.Text;

/// <summary>RFC 854: "All TELNET commands consist of at least a two byte sequence: the IAC and the code".</summary>
public sealed class TelnetTests
{
    private const byte Iac = 255;
    private const byte Will = 251;
    private const byte Wont = 252;
    private const byte Do = 253;
    private const byte Dont = 254;

    [Fact]
    public void Commands_within_a_line_are_taken_out()
    {
        var people = new TextChat().With("ada", "bob");
        people[0].Send([(byte)'h', Iac, Dont, 1, (byte)'i', Iac, 241]);
        Assert.Equal("[#lobby] ada> hi\n", people[1].Read());
    }

    [Fact]
    public void A_line_that_is_nothing_but_negotiation_says_nothing()
    {
        var chat = new TextChat();
        var people = chat.With("ada", "bob");
        var logged = chat.Entries.Count;
        people[0].Send([Iac, Dont, 1]);
        Assert.Equal(logged, chat.Entries.Count);
    }

    [Fact]
    public void Options_are_refused_each_once()
    {
        var ada = new TextChat().With("ada")[0];
        byte[] offers = [Iac, Will, 24, Iac, Do, 1, Iac, Will, 24, Iac, Wont, 3];
        SendRaw(ada, offers);
        Assert.Equal(new byte[] { Iac, Dont, 24, Iac, Wont, 1 }, ada.ReadBytes());
        SendRaw(ada, offers);
        Assert.Empty(ada.ReadBytes());
    }

    [Fact]
    public void Subnegotiation_is_skipped_also_over_the_end_of_a_line()
    {
        var people = new TextChat().With("ada", "bob");
        people[0].Send([Iac, 250, 24, 0, (byte)'x', (byte)'t', Iac, Iac]);
        people[0].Send([(byte)'y', Iac, 240, (byte)'h', (byte)'i']);
        Assert.Equal("[#lobby] ada> hi\n", people[1].Read());
    }

    [Fact]
    public void A_doubled_IAC_is_the_byte_255_which_no_UTF_8_holds()
    {
        var ada = new TextChat().With("ada")[0];
        Assert.Contains(
            "not valid UTF-8",
            ada.Send([(byte)'a', Iac, Iac, (byte)'b']),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(244)]
    [InlineData(243)]
    [InlineData(236)]
    public void Ctrl_C_leaves(byte command)
    {
        var people = new TextChat().With("ada", "bob");
        Assert.Equal("Goodbye, ada.\n", people[0].Send([(byte)'h', Iac, command]));
        Assert.Equal("ada has left.\n", people[1].Read());
    }

    [Fact]
    public void Ctrl_C_as_a_plain_byte_leaves() =>
        Assert.Equal("Goodbye, ada.\n", new TextChat().With("ada")[0].Send([3]));

    [Theory]
    [InlineData("helo\blo", "hello")]
    [InlineData("hex\u007Fllo", "hello")]
    [InlineData("\b\bhello", "hello")]
    [InlineData("hé\bello", "hello")]
    [InlineData("hel\0lo", "hello")]
    [InlineData("hello\r\0", "hello")]
    [InlineData("hello\r", "hello")]
    public void Corrections_are_applied_and_NUL_and_CR_removed(string typed, string meant)
    {
        var people = new TextChat().With("ada", "bob");
        people[0].Type(typed);
        Assert.Equal($"[#lobby] ada> {meant}\n", people[1].Read());
    }

    [Fact]
    public void Erase_line_and_erase_character_are_applied()
    {
        var people = new TextChat().With("ada", "bob");
        people[0].Send([(byte)'x', Iac, 248, (byte)'h', (byte)'o', Iac, 247, (byte)'i']);
        Assert.Equal("[#lobby] ada> hi\n", people[1].Read());
    }

    [Fact]
    public void A_corrected_quit_leaves()
    {
        var ada = new TextChat().With("ada")[0];
        Assert.Equal("Goodbye, ada.\n", ada.Type("quot\b\bit"));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("hello", 0)]
    [InlineData("hello\r", 0)]
    [InlineData("hello\nworld\n", 6)]
    [InlineData("hello\r\nworld", 7)]
    [InlineData("hello\r\0world", 7)]
    [InlineData("a\rb\n", 4)]
    public void A_line_ends_at_LF_CR_LF_and_CR_NUL(string heard, int end) =>
        Assert.Equal(end, TelnetLine.EndOf(System.Text.Encoding.ASCII.GetBytes(heard)));

    [Fact]
    public void A_line_ends_at_an_interrupt_but_not_at_the_byte_255()
    {
        Assert.Equal(3, TelnetLine.EndOf([(byte)'a', Iac, 244, Iac, Do, 6]));
        Assert.Equal(0, TelnetLine.EndOf([(byte)'a', Iac, Iac, 244]));
    }

    private static void SendRaw(Terminal terminal, byte[] line) =>
        terminal.Take(terminal.Wire.OnLine(line));
}
