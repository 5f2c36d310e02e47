using FsCheck;
using FsCheck.Fluent;
using Hubbub.Core;

namespace Hubbub.Tests.Core;

public sealed class DeskTests
{
    [Fact]
    public void Given_nobody_at_the_desk_when_somebody_asks_to_talk_then_they_are_told_so() =>
        A.Hub().With("gus").Ask("gus").IsRefused(Reason.NobodyAtDesk);

    [Fact]
    public void Given_no_operator_when_they_sit_down_at_the_desk_then_they_may_not() =>
        A.Hub().With("gus").Open("gus").IsRefused(Reason.NotServerOperator);

    [Fact]
    public void Given_a_taken_desk_when_another_sits_down_then_they_are_told_who_is_there() =>
        Desk().With("hal").Oper("hal").Open("hal").IsRefused(Reason.DeskTaken, "host");

    [Fact]
    public void Given_a_free_host_when_a_guest_asks_then_they_are_in_and_have_the_first_turn()
    {
        var story = Desk().With("gus").Ask("gus");

        Assert.Equal("gus", story.One<Joined>().Who.Nick);
        Assert.Equal(("host", "gus"), Names(story.One<TalkBegan>()));
        Assert.Equal("gus", story.One<TurnCame>().Nick);
        Assert.Equal(["gus", "host"], story.Round("#talk", "host"));
    }

    [Fact]
    public void Given_no_guest_when_the_host_speaks_then_nobody_is_there() =>
        Desk().Say("host", "#talk").IsRefused(Reason.NoGuest);

    [Fact]
    public void Given_a_talk_when_both_speak_then_their_turns_alternate()
    {
        var story = Desk().With("gus").Ask("gus");
        story.Say("host", "#talk").IsRefused(Reason.NotYourTurn, "gus");
        story.Say("gus", "#talk").One<SaidInRoom>();
        story.Say("gus", "#talk").IsRefused(Reason.NotYourTurn, "host");
        story.Say("host", "#talk").One<SaidInRoom>();
        story.Say("gus", "#talk").One<SaidInRoom>();
    }

    [Theory]
    [InlineData("host")]
    [InlineData("gus")]
    public void Given_a_talk_when_either_would_pass_or_end_the_turns_then_they_may_not(string who)
    {
        var story = Desk().With("gus").Ask("gus");
        story.Pass(who, "#talk").IsRefused(Reason.FixedTurns);
        if (who == "host")
            story.Turns("host", "#talk", on: false).IsRefused(Reason.FixedTurns);
    }

    [Fact]
    public void Given_a_talk_when_others_ask_then_they_wait_in_line_and_are_told_their_place()
    {
        var story = Desk(line: 2).With("gus", "ann", "bea", "cia").Ask("gus").Ask("ann");
        Assert.Equal(1, story.One<PlacedInLine>().Place);
        Assert.Equal(2, story.Ask("bea").One<PlacedInLine>().Place);
        story.Ask("cia").IsRefused(Reason.LineFull);
        story.Ask("ann").IsRefused(Reason.TalkingAlready);
    }

    public static TheoryData<string, string> Ends =>
        new()
        {
            { "gus", "ends" },
            { "gus", "leaves the room" },
            { "gus", "quits" },
            { "gus", "vanishes" },
            { "host", "ends" },
            { "host", "puts them out" },
        };

    [Theory]
    [MemberData(nameof(Ends))]
    public void Given_a_line_when_the_talk_ends_then_the_next_is_in_and_the_others_come_nearer(
        string who,
        string how
    )
    {
        var story = Desk().With("gus", "ann", "bea").Ask("gus").Ask("ann").Ask("bea");

        EndBy(story, who, how);

        Assert.Equal(
            (who, "gus"),
            (story.One<TalkEnded>().By.Nick, story.One<TalkEnded>().Guest.Nick)
        );
        Assert.Equal(("host", "ann"), Names(story.One<TalkBegan>()));
        Assert.Equal("ann", story.One<TurnCame>().Nick);
        var placed = story.One<PlacedInLine>();
        Assert.Equal(("bea", 1), (placed.Who.Nick, placed.Place));
        Assert.Equal(["ann", "host"], story.Round("#talk", "host"));
        Assert.Equal("~@host ann", story.Names("host", "#talk"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Given_both_turns_when_the_guest_goes_then_the_next_guest_has_the_first_turn(
        bool hostsTurn
    )
    {
        var story = Desk().With("gus", "ann").Ask("gus");
        if (hostsTurn)
            story.Say("gus", "#talk");
        story.Quit("gus", DetachCause.ConnectionLost).Ask("ann");
        story.Say("host", "#talk").IsRefused(Reason.NotYourTurn, "ann");
        story.Say("ann", "#talk").One<SaidInRoom>();
    }

    [Fact]
    public void Given_somebody_in_line_when_they_wait_no_longer_then_those_behind_come_nearer()
    {
        var story = Desk().With("gus", "ann", "bea").Ask("gus").Ask("ann").Ask("bea").End("ann");
        Assert.Equal("ann", story.One<LeftLine>().Who.Nick);
        Assert.Equal(
            ("bea", 1),
            (story.One<PlacedInLine>().Who.Nick, story.One<PlacedInLine>().Place)
        );
        Assert.Equal("bea", story.End("gus").One<TalkBegan>().Guest.Nick);
    }

    [Fact]
    public void Given_a_line_when_the_host_goes_then_everybody_is_told()
    {
        var story = Desk().With("gus", "ann").Ask("gus").Ask("ann").Quit("host");
        Assert.Equal("gus", story.One<TalkEnded>().Guest.Nick);
        Assert.Equal([story.Of("ann")], story.One<DeskClosed>().Waiting);
        story.One<RoomEnded>();
        story.Ask("ann").IsRefused(Reason.NobodyAtDesk);
    }

    [Fact]
    public void Given_a_dismissing_desk_when_the_talk_ends_then_the_guests_session_ends()
    {
        var story = Desk(dismisses: true).With("gus", "ann").Ask("gus").Ask("ann").End("host");
        var gone = story.One<Detached>();
        Assert.Equal(("gus", DetachCause.TalkEnded), (gone.Who.Nick, gone.Cause));
        Assert.Equal("ann", story.One<TalkBegan>().Guest.Nick);
    }

    [Fact]
    public void Given_a_dismissing_desk_with_a_full_line_when_another_asks_then_their_session_ends()
    {
        var story = Desk(line: 0, dismisses: true).With("gus", "ann").Ask("gus").Ask("ann");
        Assert.Equal(Reason.LineFull, story.One<Refused>().Reason);
        Assert.Equal("ann", story.One<Detached>().Who.Nick);
    }

    [Fact]
    public void Given_a_dismissing_desk_when_the_host_goes_then_nobody_is_left()
    {
        var story = Desk(dismisses: true).With("gus", "ann").Ask("gus").Ask("ann").Quit("host");
        Assert.Equal(
            ["ann", "gus", "host"],
            story.Told.OfType<Detached>().Select(gone => gone.Who.Nick).Order()
        );
    }

    [Fact]
    public void Given_a_talk_when_somebody_else_would_come_in_then_they_may_not_even_if_invited() =>
        Desk()
            .With("gus", "ann")
            .Ask("gus")
            .Invite("host", "ann", "#talk")
            .Join("ann", "#talk")
            .IsRefused(Reason.InviteOnly);

    [Fact]
    public void Given_a_restart_when_the_host_sits_down_again_then_the_desk_is_free()
    {
        var story = Desk().With("gus").Ask("gus").Restart().With("host", "ann").Oper("host");
        story.Open("host").One<DeskOpened>();
        Assert.Equal("ann", story.Ask("ann").One<TalkBegan>().Guest.Nick);
        Assert.Equal(["ann", "host"], story.Round("#talk", "host"));
    }

    /// <summary>The host and one guest at most; messages alternate; nobody is in line twice.</summary>
    [Fact]
    public void Whatever_people_do_a_talk_is_of_two_and_alternates() =>
        Prop.ForAll(
                Gen.Choose(0, 1_000_000).ArrayOf(150).ToArbitrary(),
                steps =>
                {
                    var story = Desk(line: 2).With("gus", "ann", "bea");
                    string? last = null;
                    foreach (var step in steps)
                    {
                        Step(story, new[] { "host", "gus", "ann", "bea" }[step % 4], step / 4);
                        foreach (var came in story.TakeTold())
                        {
                            if (came is TalkBegan began)
                                last = began.Host.Nick;
                            if (came is not SaidInRoom said)
                                continue;
                            Assert.NotEqual(last, said.From.Nick);
                            last = said.From.Nick;
                        }

                        var names = story.Names("host", "#talk").Split(' ');
                        Assert.InRange(names.Length, 1, 2);
                        Assert.Equal("~@host", names[0]);
                    }
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(60).WithQuietOnSuccess(true));

    private static void Step(Story story, string who, int dice)
    {
        switch (dice % 9)
        {
            case 0 or 1:
                story.Ask(who);
                break;
            case 2:
                story.End(who);
                break;
            case 3 when who != "host":
                story.Leave(who, "#talk");
                break;
            case 4:
                story.FromSnapshot();
                break;
            case 5:
                story.Pass(who, "#talk");
                break;
            case 6:
                story.Join(who, "#talk");
                break;
            default:
                story.Say(who, "#talk");
                break;
        }
    }

    private static void EndBy(Story story, string who, string how)
    {
        switch (how)
        {
            case "ends":
                story.End(who);
                break;
            case "leaves the room":
                story.Leave(who, "#talk");
                break;
            case "quits":
                story.Quit(who);
                break;
            case "vanishes":
                story.Quit(who, DetachCause.TimedOut);
                break;
            default:
                story.Kick(who, "gus", "#talk");
                break;
        }
    }

    private static (string Host, string Guest) Names(TalkBegan began) =>
        (began.Host.Nick, began.Guest.Nick);

    private static Story Desk(int line = 10, bool dismisses = false) =>
        A.Hub().With("host").Oper("host").Open("host", line, dismisses);
}
