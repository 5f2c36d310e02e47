using Hubbub.Core;

namespace Hubbub.Tests.Core;

/// <summary>How long what is said stays: decided by operators, hidden first, erased a grace later (ADR 14).</summary>
public sealed class KeepTests
{
    private static readonly TimeSpan s_grace = TimeSpan.FromHours(1);

    [Fact]
    public void Given_somebody_who_is_no_operator_when_they_decide_then_they_are_refused() =>
        A.Hub()
            .With("ada")
            .In("#tea")
            .Keep("ada", "#tea", TimeSpan.FromDays(1))
            .IsRefused(Reason.NotServerOperator);

    [Fact]
    public void Given_no_such_room_when_an_operator_decides_then_they_are_refused() =>
        A.Hub()
            .With("ada")
            .Oper("ada")
            .Keep("ada", "#tea", TimeSpan.FromDays(1))
            .IsRefused(Reason.NoSuchRoom, "#tea");

    [Fact]
    public void Given_an_operator_outside_the_room_when_they_decide_then_the_room_is_told()
    {
        var story = A.Hub().With("bob").In("#tea").With("ada").Oper("ada");
        var set = story.Keep("ada", "#tea", TimeSpan.FromDays(90)).One<KeepSet>();
        Assert.Equal(Reach.Room, set.Audience.Reach);
        Assert.Equal(90L * 86_400_000_000, set.Span);
        Assert.Equal(set.Span, story.Ask<KeepAnswer>("bob", Of("#tea")).Span);
    }

    [Fact]
    public void Given_a_stranger_when_they_ask_then_they_are_not_told() =>
        A.Hub().With("bob").In("#tea").With("eve").Ask<NotFound>("eve", Of("#tea"));

    [Fact]
    public void Given_a_room_that_was_decided_on_when_all_leave_then_it_stays_until_that_is_taken_back()
    {
        var story = A.Hub().With("bob").In("#tea").With("ada").Oper("ada");
        story.Keep("ada", "#tea", TimeSpan.FromDays(1)).Leave("bob", "#tea");
        Assert.True(story.FromSnapshot().Exists("#tea"));
        story.Keep("ada", "#tea", TimeSpan.Zero);
        Assert.False(story.Exists("#tea"));
    }

    [Fact]
    public void Given_what_is_forgotten_when_it_is_read_then_it_is_nowhere()
    {
        var story = A.Hub().With("ada", "bob").In("#tea").Say("ada", "#tea");
        var first = story.Now;
        story.Say("bob", "#tea").Tell("ada", "bob").Forget("#tea", first);
        Assert.Equal([first + 1], story.Recent("ada", "#tea"));
        var room = Assert.IsType<RoomPassage>(story.PassageOf("ada", "#tea"));
        Assert.Equal(first, room.After);
        story.ForgetTalks(first + 2);
        var talk = Assert.IsType<TalkPassage>(story.PassageOf("ada", "bob"));
        Assert.Equal(first + 2, talk.After);
    }

    [Fact]
    public void Given_a_clock_put_right_when_it_is_within_the_grace_then_all_is_back()
    {
        var story = A.Hub().With("ada").In("#tea").Say("ada", "#tea");
        var said = story.Now;
        story.Forget("#tea", said);
        Assert.Empty(story.Recent("ada", "#tea"));
        story.Forget("#tea", 0);
        Assert.Equal([said], story.Recent("ada", "#tea"));
        // And the mark begins anew.
        story.After(s_grace).Forget("#tea", said);
        Assert.Equal(0UL, story.One<Forgot>().Now.Erased);
    }

    [Fact]
    public void Given_the_grace_is_over_when_it_is_marked_again_then_it_is_erased_for_ever()
    {
        var story = A.Hub().With("ada").In("#tea").Say("ada", "#tea");
        var first = story.Now;
        story.Forget("#tea", first).Say("ada", "#tea");
        story.After(TimeSpan.FromMinutes(59)).Forget("#tea", first + 2);
        Assert.Equal(0UL, story.One<Forgot>().Now.Erased);
        story.After(TimeSpan.FromMinutes(1)).Forget("#tea", first + 2);
        var forgot = story.One<Forgot>().Now;
        Assert.Equal((first, first + 2), (forgot.Erased, forgot.Next));
        // Not to be taken back any more; what was hidden later is.
        story.Forget("#tea", 0);
        Assert.Equal(
            (first, first),
            (story.One<Forgot>().Now.UpTo, story.One<Forgot>().Now.Erased)
        );
        story.FromSnapshot();
    }

    [Fact]
    public void Given_the_same_again_when_nothing_is_due_then_nothing_happens() =>
        A.Hub()
            .With("ada")
            .In("#tea")
            .Say("ada", "#tea")
            .Forget("#tea", 3)
            .Forget("#tea", 3)
            .IsSilent();

    [Fact]
    public void Given_a_place_that_is_not_yet_when_it_is_forgotten_then_what_comes_stays()
    {
        var story = A.Hub().With("ada").In("#tea").Forget("#tea", ulong.MaxValue);
        Assert.Equal(story.Now - 1, story.One<Forgot>().Now.UpTo);
        Assert.Equal([story.Now + 1], story.Say("ada", "#tea").Recent("ada", "#tea"));
    }

    [Fact]
    public void Given_a_post_when_the_rest_is_forgotten_then_it_stays_on_the_board()
    {
        var story = A.Hub().With("ada").In("#tea").Post("ada", "#tea");
        var said = story.Now;
        story.Forget("#tea", said).After(s_grace).Forget("#tea", said);
        Assert.Single(story.Ask<BoardAnswer>("ada", new BoardOf(Fold.Room("#tea"), 0, 10)).Others);
        var room = ((ForgettingsAnswer)story.Hub.Answer(default, new Forgettings())).Rooms[^1];
        Assert.Equal([said], room.Posts);
        Assert.Empty(story.Recent("ada", "#tea"));
    }

    private static KeepOf Of(string room) => new(Fold.Room(room));
}
