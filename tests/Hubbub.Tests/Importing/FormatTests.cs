using FsCheck;
using FsCheck.Fluent;
using Hubbub.Core;
using Hubbub.Protocols.Logs;
using Hubbub.Tests.Log;

namespace Hubbub.Tests.Importing;

/// <summary>The logs of other programs, a small one of each.</summary>
public sealed class FormatTests
{
    private const string WeeChat = """
        2024-01-31 23:58:01	-->	ada (~a@home) has joined #tea
        2024-01-31 23:58:30	@ada	green: or black?
        2024-01-31 23:59:59	 *	bob pours
        2024-02-01 00:00:01	--	Notice(bob) -> #tea: it is late
        2024-02-01 00:00:02	--	Mode #tea [+o bob] by ada
        2024-02-01 00:00:03	<--	bob (~b@pub) has quit (Quit: leaving)
        """;

    private const string Irssi = """
        --- Log opened Wed Jan 31 23:58:00 2024
        23:58 -!- ada [~a@home] has joined #tea
        23:58 <@ada> green: or black?
        23:59  * bob pours
        --- Day changed Thu Feb 01 2024
        00:00 -bob:#tea- it is late
        00:00 < bob> bye
        --- Log closed Thu Feb 01 00:00:09 2024
        """;

    private const string Znc = """
        [23:58:01] *** Joins: ada (~a@home)
        [23:58:30] <ada> green: or black?
        [23:59:59] * bob pours
        [23:59:59] -bob- it is late
        """;

    private const string EnergyMech = """
        [23:58] *** Joins: ada (~a@home)
        [23:58] <ada> green: or black?
        [23:59] * bob pours
        [00:01] <bob> past midnight
        """;

    private static readonly Gen<ForeignSaid> s_said =
        from day in Gen.Choose(0, 10_000)
        from second in Gen.Choose(0, 86_399)
        from kind in Gen.Elements(MessageKind.Said, MessageKind.Action, MessageKind.Notice)
        from nick in Gen.Elements("ada", "[bob]", "c_y-d", "日本", "a|away", "^^")
        from text in Gen.Elements(
            "hello",
            " set in",
            "<x> y",
            "*** Joins: x",
            "- a: b",
            "tab\there",
            "日本語 😀",
            "\u00034red\u000f",
            "-"
        )
        select new ForeignSaid(
            new DateOnly(2000, 1, 1).AddDays(day),
            new TimeOnly(TimeSpan.FromSeconds(second).Ticks),
            kind,
            nick,
            text
        );

    [Theory]
    [InlineData("weechat", WeeChat, "ada: green: or black?|* bob pours|-bob- it is late", 3)]
    [InlineData("irssi", Irssi, "ada: green: or black?|* bob pours|-bob- it is late|bob: bye", 4)]
    [InlineData("znc", Znc, "ada: green: or black?|* bob pours|-bob- it is late", 1)]
    [InlineData(
        "energymech",
        EnergyMech,
        "ada: green: or black?|* bob pours|bob: past midnight",
        1
    )]
    public void Each_format_is_recognised_and_read(string name, string log, string said, int others)
    {
        var lines = log.ReplaceLineEndings("\n").Split('\n');
        var format = ForeignFormats.Recognise(lines)!;
        Assert.Equal(name, format.Name);
        var read = lines.Select(line => format.Read(line)).ToList();
        Assert.DoesNotContain(null, read);
        Assert.Equal(said, string.Join('|', read.OfType<ForeignSaid>().Select(Show)));
        Assert.Equal(others, read.Count(line => line is not ForeignSaid));
    }

    [Fact]
    public void What_was_written_is_read_back() =>
        Prop.ForAll(
                s_said.Zip(Gen.Elements(ForeignFormats.All.ToArray())).ToArbitrary(),
                pair =>
                {
                    var (said, format) = pair;
                    var read = (ForeignSaid?)format.Read(format.Write(said));
                    var expected = said with { Day = read?.Day, Time = read?.Time ?? default };
                    // EnergyMech has no seconds, and only WeeChat has days.
                    return read == expected
                        && (read.Day is null || read.Day == said.Day)
                        && read.Time.Hour == said.Time.Hour
                        && read.Time.Minute == said.Time.Minute
                        && (read.Time.Second == said.Time.Second || format.Name == "energymech");
                }
            )
            .Check();

    [Fact]
    public void Arbitrary_lines_are_told_and_never_thrown() =>
        Prop.ForAll(
                ArbMap.Default.GeneratorFor<string>().ToArbitrary(),
                line =>
                {
                    foreach (var format in ForeignFormats.All)
                    {
                        if (line is not null)
                            _ = format.Read(line);
                    }

                    return true;
                }
            )
            .Check();

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("[12:34] <> nobody")]
    [InlineData("[12:34] <a b> two")]
    [InlineData("[12:34] <ada> ")]
    [InlineData("[25:00] <ada> late")]
    [InlineData("2024-13-01 00:00:00\tada\tno such month")]
    [InlineData("--- Day changed Thu Feb 31 2024")]
    [InlineData("--- Day changed")]
    public void What_is_no_line_of_a_log_is_none(string line) =>
        Assert.All(ForeignFormats.All, format => Assert.Null(format.Read(line)));

    private static string Show(ForeignSaid said) =>
        said.Kind switch
        {
            MessageKind.Action => $"* {said.Nick} {said.Text}",
            MessageKind.Notice => $"-{said.Nick}- {said.Text}",
            _ => $"{said.Nick}: {said.Text}",
        };
}
