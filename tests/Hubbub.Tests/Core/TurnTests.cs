using FsCheck;
using FsCheck.Fluent;
using Hubbub.Core;

namespace Hubbub.Tests.Core;

public sealed class TurnTests
{
    [Fact]
    public void Given_an_operator_when_they_turn_turns_on_then_they_have_the_first()
    {
        var story = Tea().Turns("bob", "#tea");
        story.IsRefused(Reason.NotRoomOperator, "#tea");

        story.Turns("ada", "#tea");

        Assert.True(story.One<TurnsSet>().On);
        Assert.Equal("ada", story.One<TurnCame>().Nick);
        Assert.Equal(["ada", "bob", "cyd"], story.Round("#tea"));
    }

    [Fact]
    public void Given_turns_when_the_first_has_spoken_then_it_is_the_next_ones_turn()
    {
        var story = Tea().Turns("ada", "#tea").Say("ada", "#tea");

        Assert.Equal("bob", story.One<TurnCame>().Nick);
        Assert.Equal(story.Of("bob"), story.One<TurnCame>().Holder);
        story.Say("bob", "#tea").Say("cyd", "#tea");
        Assert.Equal("ada", story.One<TurnCame>().Nick);
    }

    [Theory]
    [InlineData(MessageKind.Said)]
    [InlineData(MessageKind.Notice)]
    [InlineData(MessageKind.Action)]
    [InlineData(MessageKind.Mark)]
    public void Given_turns_when_somebody_speaks_out_of_turn_then_they_are_told_whose_it_is(
        MessageKind kind
    )
    {
        var story = Tea().Turns("ada", "#tea").SayAs("bob", "#tea", kind);

        var refused = Assert.IsType<Refused>(Assert.Single(story.Told));
        Assert.Equal(
            (Reason.NotYourTurn, "ada", "#tea"),
            (refused.Reason, refused.Subject, refused.Room)
        );
        Assert.Equal(["ada", "bob", "cyd"], story.Round("#tea"));
    }

    [Theory]
    [InlineData(MessageKind.Query)]
    [InlineData(MessageKind.Reply)]
    public void Given_turns_when_programs_talk_then_they_may_not(MessageKind kind) =>
        Tea().Turns("ada", "#tea").SayAs("ada", "#tea", kind).IsRefused(Reason.MayNotSpeak);

    [Fact]
    public void Given_turns_when_the_first_only_reacts_then_it_is_still_their_turn()
    {
        var story = Tea().Turns("ada", "#tea").SayAs("ada", "#tea", MessageKind.Mark);
        Assert.IsType<SaidInRoom>(Assert.Single(story.Told));
        Assert.Equal(["ada", "bob", "cyd"], story.Round("#tea"));
    }

    [Theory]
    [InlineData(500, true)]
    [InlineData(501, false)]
    public void Given_a_longest_message_when_one_is_said_then_its_counted_length_decides(
        int length,
        bool may
    )
    {
        var story = Tea()
            .Turns("ada", "#tea", longest: 500)
            .By("ada", new SayToRoom("#tea", Fold.Room("#tea"), MessageKind.Said, length), "x");
        if (may)
        {
            story.One<SaidInRoom>();
            return;
        }

        var refused = story.One<Refused>();
        Assert.Equal((Reason.TooLong, 501, 500), (refused.Reason, refused.Length, refused.Most));
        Assert.Equal("ada", story.Round("#tea")[0]);
    }

    [Fact]
    public void Given_turns_when_the_first_passes_then_the_next_has_it()
    {
        var story = Tea().Turns("ada", "#tea").Pass("ada", "#tea");
        Assert.Equal("ada", story.One<TurnPassed>().By.Nick);
        Assert.Equal("bob", story.One<TurnCame>().Nick);
        Assert.Equal(["bob", "cyd", "ada"], story.Round("#tea"));
    }

    [Fact]
    public void Given_turns_when_somebody_else_passes_then_only_an_operator_may()
    {
        var story = Tea()
            .Turns("ada", "#tea")
            .Pass("cyd", "#tea")
            .IsRefused(Reason.NotYourTurn, "ada");
        story.Say("ada", "#tea").Pass("ada", "#tea");
        Assert.Equal("cyd", story.One<TurnCame>().Nick);
    }

    [Fact]
    public void Given_no_turns_when_somebody_passes_then_there_are_none() =>
        Tea().Pass("ada", "#tea").IsRefused(Reason.NoTurns, "#tea");

    [Fact]
    public void Given_turns_when_the_first_leaves_then_it_is_the_next_ones_turn()
    {
        var story = Tea().Turns("ada", "#tea").Say("ada", "#tea").Quit("bob");
        Assert.Equal("cyd", story.One<TurnCame>().Nick);
        Assert.Equal(["cyd", "ada"], story.Round("#tea"));
    }

    [Fact]
    public void Given_turns_when_another_leaves_then_nothing_is_told_of_turns()
    {
        var story = Tea().Turns("ada", "#tea").Leave("bob", "#tea");
        Assert.Empty(story.Told.OfType<TurnCame>());
        Assert.Equal(["ada", "cyd"], story.Round("#tea"));
    }

    [Fact]
    public void Given_turns_when_somebody_comes_then_they_are_the_last()
    {
        var story = Tea().Turns("ada", "#tea").Say("ada", "#tea").With("dan").Join("dan", "#tea");
        Assert.Equal(["bob", "cyd", "ada", "dan"], story.Round("#tea"));
    }

    [Fact]
    public void Given_turns_when_the_first_is_put_out_then_it_is_the_next_ones_turn()
    {
        var story = Tea().Turns("ada", "#tea").Say("ada", "#tea").Kick("ada", "bob", "#tea");
        Assert.Equal("cyd", story.One<TurnCame>().Nick);
    }

    [Fact]
    public void Given_turns_when_the_first_is_renamed_then_they_keep_it()
    {
        var story = Tea().Turns("ada", "#tea").Say("ada", "#tea").Rename("bob", "bert");
        Assert.Equal(["bert", "cyd", "ada"], story.Round("#tea"));
        story.Say("bert", "#tea").One<SaidInRoom>();
    }

    [Fact]
    public void Given_a_restart_when_people_come_back_then_the_turn_is_where_it_was()
    {
        var story = Tea().Turns("ada", "#tea").Say("ada", "#tea").Restart();

        story.With("cyd", "bob").In("#tea");

        Assert.Equal(["bob", "cyd", "ada"], story.Round("#tea"));
        story.Say("cyd", "#tea").IsRefused(Reason.NotYourTurn, "bob");
        story.Say("bob", "#tea").One<SaidInRoom>();
    }

    [Fact]
    public void Given_a_restart_when_the_first_does_not_come_back_then_anybody_may_pass()
    {
        var story = Tea().Turns("ada", "#tea").Restart().With("cyd").In("#tea");
        story.Say("cyd", "#tea").IsRefused(Reason.NotYourTurn, "ada");

        story.Pass("cyd", "#tea").Pass("cyd", "#tea");

        Assert.Equal("cyd", story.One<TurnCame>().Nick);
        story.Say("cyd", "#tea").One<SaidInRoom>();
    }

    [Fact]
    public void Given_turns_when_they_are_turned_off_then_everybody_speaks_as_they_like()
    {
        var story = Tea().Turns("ada", "#tea").Turns("ada", "#tea", on: false);
        Assert.False(story.One<TurnsSet>().On);
        story.Say("cyd", "#tea");
        Assert.IsType<SaidInRoom>(Assert.Single(story.Told));
    }

    [Fact]
    public void Given_turns_when_words_go_to_those_with_a_role_alone_then_they_may_not() =>
        Tea()
            .Turns("ada", "#tea")
            .By(
                "ada",
                new SayToRoles("#tea", Fold.Room("#tea"), MessageKind.Said, 2, Rank.Operator),
                "hm"
            )
            .IsRefused(Reason.MayNotSpeak, "#tea");

    [Fact]
    public void Given_turns_when_the_hub_goes_through_its_snapshot_then_nothing_changes()
    {
        var story = Tea().Turns("ada", "#tea", longest: 20).Say("ada", "#tea").FromSnapshot();
        Assert.Equal(["bob", "cyd", "ada"], story.Round("#tea"));
        story.Say("ada", "#tea").IsRefused(Reason.NotYourTurn, "bob");
    }

    /// <summary>
    /// Whatever people do, whoever is heard had the turn, and has it again only after everybody else
    /// who was there all the time had theirs or passed.
    /// </summary>
    [Fact]
    public void Whatever_people_do_only_the_one_whose_turn_it_is_is_heard() =>
        Prop.ForAll(
                Gen.Choose(0, 1_000_000).ArrayOf(120).ToArbitrary(),
                steps =>
                {
                    var story = Tea().Turns("ada", "#tea").With("dan").Join("dan", "#tea");
                    foreach (var step in steps)
                    {
                        var before = story.Round("#tea");
                        var who = new[] { "ada", "bob", "cyd", "dan" }[step % 4];
                        Step(story, who, step / 4);
                        foreach (var said in story.TakeTold().OfType<SaidInRoom>())
                        {
                            Assert.Equal(before[0], said.From.Nick);
                            Assert.Equal(before.Skip(1).Append(before[0]), story.Round("#tea"));
                        }
                    }
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(60).WithQuietOnSuccess(true));

    private static void Step(Story story, string who, int dice)
    {
        switch (dice % 8)
        {
            case 0 when who != "dan":
                story.Leave(who, "#tea");
                break;
            case 1:
                story.Join(who, "#tea");
                break;
            case 2:
                story.Pass(who, "#tea");
                break;
            case 3:
                story.FromSnapshot();
                break;
            default:
                story.Say(who, "#tea");
                break;
        }
    }

    private static Story Tea() => A.Hub().With("ada", "bob", "cyd").In("#tea");
}
