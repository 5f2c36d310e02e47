using System.Text;
using FsCheck.Fluent;
using Hubbub.Protocols.Irc.Client;
using Hubbub.Tests.Log;

namespace Hubbub.Tests.Client;

public sealed class StateTests
{
    [Fact]
    public void Rooms_know_their_members_with_their_roles()
    {
        var story = new ClientStory(rooms: "#tea").In("#tea", names: "@ada +bob carl");
        story.Hears(
            ":dora!d@h JOIN #tea",
            ":carl!c@h PART #tea :bye",
            ":bob!b@h NICK rob",
            ":s MODE #tea +o-v rob rob",
            ":eve!e@h JOIN #other"
        );
        Assert.Equal(
            ["@ada", "@rob", "dora"],
            story
                .State.Room("#TEA")!
                .Members.Values.Select(m => m.Sign + m.Nick)
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Who_is_put_out_is_in_the_room_no_more()
    {
        var story = new ClientStory(rooms: "#tea").In("#tea").Hears(":bob!b@h KICK #tea ada :out");
        Assert.Null(story.State.Room("#tea"));
        Assert.NotNull(story.Chat.Submit("hello").Why);
    }

    [Fact]
    public void What_only_looks_like_us_is_not_us()
    {
        var story = new ClientStory(rooms: "#tea").In("#tea");
        story.Hears(":adam!a@h PART #tea", ":ADA!~a@h NICK Ada");
        Assert.Equal("Ada", story.State.Nick);
        Assert.NotNull(story.State.Room("#tea"));
    }

    [Theory]
    [InlineData(
        "@time=2026-01-02T03:04:05.678Z;msgid=x\\:y :n!u@h PRIVMSG #t :hi there",
        "n",
        "hi there",
        "x;y"
    )]
    [InlineData(":server.example NOTICE * hi", "server.example", "hi", null)]
    [InlineData("PING", "", "", null)]
    public void A_line_is_read_as_the_specification_has_it(
        string text,
        string nick,
        string last,
        string? id
    )
    {
        Assert.True(ServerLine.TryParse(Encoding.UTF8.GetBytes(text), out var line));
        Assert.Equal((nick, last, id), (line.Source.Nick, line.Last, line.MsgId));
    }

    [Fact]
    public void Bytes_that_are_no_UTF8_are_read_as_Latin_1()
    {
        Assert.True(ServerLine.TryParse([.. ":n PRIVMSG #t :caf"u8, 0xE9], out var line));
        Assert.Equal("café", line.Last);
    }

    [Fact]
    public void One_call_makes_one_line() =>
        Assert.Equal("PRIVMSG #t :a  QUIT b", ClientLine.Of("PRIVMSG", "#t", "a\r\nQUIT\0b"));

    /// <summary>"A server that stalls, lies, floods, sends endless or broken lines can't crash or freeze it."</summary>
    [Fact]
    public void No_line_breaks_the_client()
    {
        var words = Gen.Elements(
            "#tea",
            "ada",
            "bob",
            "*",
            "+o-k",
            "+",
            "-1",
            "+1",
            "chathistory",
            ":",
            ":a b",
            "LS",
            "ACK",
            "CHANTYPES=",
            "PREFIX=(ov)@",
            "PREFIX=)(",
            "CHANMODES=,",
            "CASEMAPPING=",
            "ada!a@h",
            "@+ada",
            "999999999999999999999"
        );
        var verbs = Gen.Elements(
            "CAP",
            "001",
            "004",
            "005",
            "353",
            "366",
            "332",
            "433",
            "464",
            "404",
            "471",
            "JOIN",
            "PART",
            "KICK",
            "QUIT",
            "NICK",
            "TOPIC",
            "MODE",
            "INVITE",
            "PRIVMSG",
            "NOTICE",
            "BATCH",
            "FAIL",
            "ACK",
            "PONG",
            "ERROR",
            "352",
            "322",
            "317"
        );
        var sources = Gen.Elements(
            "",
            ":ada!a@h ",
            ":bob!b@h ",
            ":s ",
            ":@! ",
            "@batch=1;time=x;label=m1 :ada!a@h "
        );
        var line =
            from source in sources
            from verb in verbs
            from rest in Gen.ListOf(words)
            select source + verb + " " + string.Join(' ', rest);
        Prop.ForAll(
                Gen.ListOf(line).ToArbitrary(),
                lines =>
                {
                    var story = new ClientStory(rooms: "#tea").In("#tea");
                    story.Chat.Submit("hello");
                    story.Hears([.. lines]);
                    return true;
                }
            )
            .Check();
    }
}
