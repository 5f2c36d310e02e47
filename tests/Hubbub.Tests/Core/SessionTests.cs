using Hubbub.Core;

namespace Hubbub.Tests.Core;

public sealed class SessionTests
{
    [Fact]
    public void Given_a_free_nick_when_someone_attaches_then_they_are_here()
    {
        var story = A.Hub().With("ada");
        var who = story.One<Attached>().Who;
        Assert.Equal("ada!ada@ada.host", who.Mask);
        Assert.Equal(story.Of("ada"), story.Told[0].Actor);
    }

    [Fact]
    public void Given_a_nick_in_use_when_another_attaches_with_it_then_they_are_refused() =>
        A.Hub().With("ada").With("ADA").IsRefused(Reason.NickTaken, "ADA");

    [Fact]
    public void Given_someone_attached_when_they_attach_again_then_they_are_refused()
    {
        var story = A.Hub().With("ada");
        story
            .By("ada", new Attach("eve", Fold.Nick("eve"), "e", "h", "r"))
            .IsRefused(Reason.NickTaken);
    }

    [Fact]
    public void Given_someone_refused_a_nick_when_they_try_another_then_they_are_here()
    {
        var story = A.Hub().With("ada").With("ADA");
        story.By("ADA", new Attach("eve", Fold.Nick("eve"), "e", "h", "r"));
        Assert.Equal("eve", story.One<Attached>().Who.Nick);
    }

    [Fact]
    public void Given_someone_not_attached_when_they_ask_for_anything_then_they_are_refused()
    {
        var story = A.Hub().With("ada").Quit("ada");
        story.Join("ada", "#tea").IsRefused(Reason.NotAttached);
        story.Quit("ada").IsRefused(Reason.NotAttached);
        story.Rename("ada", "eve").IsRefused(Reason.NotAttached);
        story.Oper("ada").IsRefused(Reason.NotAttached);
    }

    [Fact]
    public void Given_someone_in_two_rooms_when_they_quit_then_both_are_told_and_their_nick_is_free()
    {
        var story = A.Hub().With("ada", "bob").In("#tea", "#pie").Quit("ada");
        var gone = story.One<Detached>();
        Assert.Equal(2, gone.Rooms.Count);
        Assert.Equal(Reach.Rooms, gone.Audience.Reach);
        Assert.Equal("bob", story.Names("bob", "#tea"));
        Assert.IsType<Attached>(story.With("ada").Told[0]);
    }

    [Fact]
    public void Given_someone_alone_in_rooms_when_they_quit_then_those_rooms_end()
    {
        var story = A.Hub().With("ada").In("#tea", "#pie").With("bob").In("#pie").Quit("ada");
        Assert.Equal("#tea", story.One<RoomEnded>().Name);
        Assert.False(story.Exists("#tea"));
        Assert.True(story.Exists("#pie"));
    }

    [Theory]
    [InlineData(DetachCause.Left)]
    [InlineData(DetachCause.TimedOut)]
    [InlineData(DetachCause.OutboxFull)]
    public void Given_a_cause_when_a_session_ends_then_the_cause_is_told(DetachCause cause) =>
        Assert.Equal(cause, A.Hub().With("ada").Quit("ada", cause).One<Detached>().Cause);

    [Fact]
    public void Given_a_server_operator_when_they_kill_someone_then_that_session_ends()
    {
        var story = A.Hub().With("ada", "bob").In("#tea").Oper("ada").Kill("ada", "BOB");
        var killed = story.One<Detached>();
        Assert.Equal("bob", killed.Who.Nick);
        Assert.Equal("ada", killed.By?.Nick);
        Assert.Equal(DetachCause.Killed, killed.Cause);
        Assert.Equal("~@ada", story.Names("ada", "#tea"));
    }

    [Fact]
    public void Given_a_server_operator_when_they_kill_themselves_then_their_rooms_end()
    {
        var story = A.Hub().With("ada").In("#tea").Oper("ada").Kill("ada", "ada");
        Assert.IsType<RoomEnded>(story.Told[1]);
        Assert.Equal(0, ((CountsAnswer)story.Hub.Answer(default, new Counts())).Operators);
    }

    [Fact]
    public void Given_anybody_else_when_they_kill_someone_then_they_are_refused() =>
        A.Hub().With("ada", "bob").Kill("ada", "bob").IsRefused(Reason.NotServerOperator);

    [Fact]
    public void Given_nobody_of_that_nick_when_an_operator_kills_them_then_it_is_refused() =>
        A.Hub().With("ada").Oper("ada").Kill("ada", "eve").IsRefused(Reason.NoSuchNick, "eve");

    [Fact]
    public void Given_ones_own_nick_when_only_its_case_changes_then_it_changes()
    {
        var story = A.Hub().With("ada").In("#tea").Rename("ada", "ADA");
        Assert.Equal("ada", story.One<Renamed>().Before.Nick);
        Assert.Equal("~@ADA", story.Names("ADA", "#tea"));
    }

    [Fact]
    public void Given_ones_own_nick_when_one_takes_it_again_then_nothing_is_told() =>
        A.Hub().With("ada").Rename("ada", "ada").IsSilent();

    [Fact]
    public void Given_a_nick_in_use_when_another_takes_it_then_they_are_refused() =>
        A.Hub().With("ada", "bob").Rename("bob", "Ada").IsRefused(Reason.NickTaken, "Ada");

    [Fact]
    public void Given_a_rename_when_it_is_told_then_the_old_nick_is_free_and_rooms_and_roles_stay()
    {
        var story = A.Hub().With("ada", "bob").In("#tea").Rename("ada", "eve");
        Assert.Single(story.One<Renamed>().Rooms);
        Assert.Equal("~@eve bob", story.Names("bob", "#tea"));
        Assert.IsType<Attached>(story.With("ada").Told[0]);
    }

    [Fact]
    public void Given_someone_away_when_they_come_back_then_both_are_told()
    {
        var story = A.Hub().With("ada").In("#tea").Away("ada", "lunch");
        Assert.Equal("lunch", story.One<AwaySet>().Message);
        Assert.Equal("lunch", story.Ask<PersonAnswer>("ada", new WhoIs(Fold.Nick("ada"))).Away);
        Assert.Null(story.Away("ada", null).One<AwaySet>().Message);
        Assert.Null(story.Ask<PersonAnswer>("ada", new WhoIs(Fold.Nick("ada"))).Away);
    }

    [Fact]
    public void Given_anybody_when_they_take_the_operator_mark_themselves_then_they_do_not_get_it()
    {
        var story = A.Hub().With("ada");
        story.By("ada", new SetSessionModes(SessionModes.Operator, SessionModes.None));
        Assert.Equal(SessionModes.None, story.One<SessionModesSet>().Added);
    }

    [Fact]
    public void Given_a_server_operator_when_they_lay_it_down_then_they_are_one_no_more()
    {
        var story = A.Hub().With("ada", "bob").Oper("ada");
        Assert.Equal("boss", story.One<SessionModesSet>().OperatorName);
        story.By("ada", new SetSessionModes(SessionModes.None, SessionModes.Operator));
        Assert.Equal(SessionModes.Operator, story.One<SessionModesSet>().Removed);
        story.Kill("ada", "bob").IsRefused(Reason.NotServerOperator);
    }

    [Fact]
    public void Given_marks_already_set_when_they_are_set_again_then_only_what_changed_is_told()
    {
        var story = A.Hub().With("ada").Invisible("ada");
        Assert.Equal(SessionModes.Invisible, story.One<SessionModesSet>().Added);
        Assert.Equal(SessionModes.None, story.Invisible("ada").One<SessionModesSet>().Added);
    }

    [Fact]
    public void Given_one_made_operator_twice_when_they_quit_then_operators_are_counted_right()
    {
        var story = A.Hub().With("ada").Oper("ada").Oper("ada").Quit("ada");
        Assert.Equal(0, ((CountsAnswer)story.Hub.Answer(default, new Counts())).Operators);
    }
}
