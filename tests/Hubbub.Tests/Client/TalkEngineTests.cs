using System.Text;
using Hubbub.Client.Engine;
using Hubbub.Client.Talking;

namespace Hubbub.Tests.Client;

/// <summary>One end of a talk, with the server played by hand.</summary>
public sealed class TalkEngineTests
{
    private const string Caps =
        "batch draft/multiline echo-message hubbub/talk message-tags server-time standard-replies";

    [Fact]
    public void Given_a_guest_without_a_name_when_one_is_refused_then_it_is_asked_again()
    {
        var story = new Story(nick: null).Agreed();
        Assert.Equal(TalkStage.Naming, story.Engine.Stage);
        Assert.Null(story.Engine.Submit("a b"));
        Assert.Equal(
            "“a b” cannot be your name. A name cannot have white space in it. Another?",
            story.Last
        );
        Assert.Null(story.Engine.Submit("elevenchars"));
        Assert.Contains("at most 10", story.Last);
        Assert.Equal(TalkStage.Naming, story.Engine.Stage);
        Assert.Null(story.Engine.Submit("ada"));
        story.Hears(":s 433 * ada :Nickname is already in use");
        Assert.Equal("“ada” cannot be your name. Nickname is already in use. Another?", story.Last);
        Assert.Null(story.Engine.Submit("eve"));
        Assert.Equal(["NICK ada", "NICK eve"], story.Sent[^2..]);
    }

    [Fact]
    public void Given_a_talk_when_it_is_not_ones_turn_then_what_was_typed_stays()
    {
        var story = new Story().Talking();
        Assert.Null(story.Engine.Submit("hello"));
        Assert.Equal(
            "One moment: what you said before is on its way.",
            story.Engine.Submit("more")
        );
        story.Hears(":ada!~talk@h PRIVMSG #talk :hello", ":s TURN #talk host");
        Assert.Equal("It is host's turn. What you typed stays here.", story.Engine.Submit("more"));
        story.Hears(":host!~talk@h PRIVMSG #talk :yes?", ":s TURN #talk ada");
        Assert.True(story.Engine.IsOwnTurn);
        Assert.Equal(["ada> hello", "host> yes?"], story.Said);
    }

    [Fact]
    public void Given_a_message_of_501_characters_when_it_is_submitted_then_its_length_is_told()
    {
        var story = new Story().Talking();
        Assert.StartsWith(
            "That has 501 characters; at most 500",
            story.Engine.Submit(string.Concat(Enumerable.Repeat("👩‍🚀", 501)))
        );
        Assert.Null(story.Engine.UnderWay);
    }

    [Fact]
    public void Given_a_message_longer_than_a_line_when_it_is_said_then_it_goes_and_comes_whole()
    {
        var story = new Story().Talking();
        var text = string.Concat(Enumerable.Repeat("👩‍🚀 ", 240)) + "\n\nend";
        story.Sent.Clear();
        Assert.Null(story.Engine.Submit(text));
        Assert.Equal("BATCH +t draft/multiline #talk", story.Sent[0]);
        Assert.Equal("BATCH -t", story.Sent[^1]);
        Assert.All(story.Sent, line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 1, 510));

        story.Hears(story.Sent.Select(FromServer).ToArray());
        Assert.Equal(["ada> " + text], story.Said);

        static string FromServer(string line)
        {
            var tagged = line.StartsWith('@');
            var at = tagged ? line.IndexOf(' ') + 1 : 0;
            return line[..at] + ":ada!~talk@h " + line[at..];
        }
    }

    [Fact]
    public void Given_a_message_when_the_server_refuses_it_then_it_comes_back_to_be_edited()
    {
        var story = new Story().Talking();
        story.Engine.Submit("hello");
        story.Hears(":s 404 ada #talk :Cannot send to channel: it is host's turn");
        Assert.Equal(["hello"], story.GivenBack);
        Assert.Null(story.Engine.UnderWay);
    }

    [Theory]
    [InlineData("FAIL TALK NOBODY_AT_CONSOLE :x", "Nobody is at the console of here:1.")]
    [InlineData("FAIL TALK LINE_FULL host :x", "The line at here:1 is full")]
    [InlineData("TALK CLOSED host", "host has gone")]
    [InlineData("464 ada :Password incorrect", "here:1 asks for a password: ")]
    public void Given_a_guest_when_there_can_be_no_talk_then_why_is_told(string line, string why)
    {
        var story = new Story().Welcomed().Hears(":s " + line);
        Assert.StartsWith(why, story.Engine.Ended);
    }

    [Theory]
    [InlineData("host", "host closed the conversation.")]
    [InlineData("ada", "You closed the conversation with host.")]
    [InlineData("host", "host has gone: the connection was lost (Connection reset).")]
    public void Given_a_talk_when_it_ends_then_who_closed_it_is_told(string by, string words)
    {
        var how = words.Contains("gone", StringComparison.Ordinal)
            ? " :has gone: the connection was lost (Connection reset)"
            : "";
        var story = new Story().Talking().Hears($":s TALK ENDED #talk {by} ada{how}");
        Assert.Equal((words, ""), (story.Last, story.Engine.Ended));
        Assert.False(story.Engine.IsOver);
        Assert.True(story.Hears("ERROR :Closing Link").Engine.IsOver);
    }

    [Fact]
    public void Given_a_talk_when_the_server_is_silent_then_it_is_asked_and_given_up_within_30_seconds()
    {
        var story = new Story().Talking().Wait(9);
        Assert.Equal("PING :alive", story.Sent[^1]);
        story.Hears(":s PONG s :alive").Wait(9);
        Assert.Null(story.Engine.Ended);
        story.Wait(20);
        Assert.Equal(
            "The connection to here:1 is lost: nothing was heard for 20 seconds",
            story.Engine.Ended
        );
        Assert.True(story.Engine.IsOver);
    }

    [Fact]
    public void Given_a_server_that_knows_no_talks_when_a_guest_comes_then_it_is_told()
    {
        var story = new Story().Hears(":s CAP * LS :multi-prefix");
        Assert.Equal("here:1 knows no talks.", story.Engine.Ended);
    }

    [Fact]
    public void Given_a_host_when_a_guest_goes_then_it_waits_for_the_next_and_once_ends()
    {
        var story = new Story("host", isHost: true).Welcomed("host");
        Assert.Equal("OPER console secret", story.Sent[^1]);
        story.Hears(":s 381 host :You are now an operator of this server");
        Assert.Equal("TALK OPEN #talk 500 10", story.Sent[^1]);
        story.Hears(
            ":s TALK OPEN #talk 500",
            ":s TALK BEGAN #talk host ada 500",
            ":s TURN #talk ada"
        );
        Assert.Equal("ada has come from 10.0.0.7. Please wait for the first message.", story.Last);
        story.Hears(":s TALK ENDED #talk ada ada");
        Assert.Equal("Still open on here:1. Waiting for the next guest …", story.Last);
        Assert.NotNull(story.Engine.Submit("anybody?"));
        story.Engine.Once = true;
        story.Hears(":s TALK BEGAN #talk host bob 500", ":s TALK ENDED #talk bob bob");
        Assert.Equal("", story.Engine.Ended);
    }

    private sealed class Story : ITalkView, ILink
    {
        private readonly GivenTime _time = new();

        public Story(string? nick = "ada", bool isHost = false)
        {
            Engine = new TalkEngine(
                new TalkOptions
                {
                    Nick = nick,
                    IsHost = isHost,
                    Place = "here:1",
                    Operator = ("console", "secret"),
                    AddressOf = _ => isHost ? "10.0.0.7" : null,
                },
                this,
                _time
            );
            Engine.Dialing();
            Engine.Connected(this);
        }

        public TalkEngine Engine { get; }

        public List<string> Sent { get; } = [];

        public List<string> Said { get; } = [];

        public List<string> GivenBack { get; } = [];

        public string Last { get; private set; } = "";

        public Story Agreed() => Hears($":s CAP * LS :{Caps}", $":s CAP * ACK :{Caps}");

        public Story Welcomed(string nick = "ada") => Agreed().Hears($":s 001 {nick} :Welcome");

        public Story Talking() =>
            Welcomed().Hears(":s TALK BEGAN #talk host ada 500", ":s TURN #talk ada");

        public Story Hears(params string[] lines)
        {
            foreach (var line in lines)
                Engine.Line(Encoding.UTF8.GetBytes(line));
            return this;
        }

        public Story Wait(double seconds)
        {
            _time.Pass(TimeSpan.FromSeconds(seconds));
            Engine.Tick();
            return this;
        }

        void ILink.Send(string line) => Sent.Add(line);

        void ILink.Close() { }

        void ITalkView.Note(string words) => Last = words;

        void ITalkView.Said(Message words) => Said.Add($"{words.Who}> {words.Text}");

        void ITalkView.GivenBack(string text, string why) => GivenBack.Add(text);
    }
}
