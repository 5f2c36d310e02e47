using Hubbub.Core;

namespace Hubbub.Tests.Core;

public sealed class RoomCareTests
{
    [Fact]
    public void Given_an_operator_when_they_set_the_topic_then_it_is_told_and_kept()
    {
        var story = Tea().Topic("ada", "#TEA", "leaves");
        Assert.Equal("leaves", story.One<TopicSet>().Topic);
        Assert.Equal("#tea", story.One<TopicSet>().Name);
        var topic = story.StateOf("bob", "#tea").Room.Topic;
        Assert.Equal(
            ("leaves", "ada", 1_000_000L * (long)story.Now),
            (topic!.Text, topic.SetBy, topic.At)
        );
    }

    [Fact]
    public void Given_a_topic_when_an_empty_one_is_set_then_there_is_none() =>
        Assert.Null(
            Tea()
                .Topic("ada", "#tea", "leaves")
                .Topic("ada", "#tea", "")
                .StateOf("ada", "#tea")
                .Room.Topic
        );

    [Theory]
    [InlineData("", false)]
    [InlineData("+v bob", false)]
    [InlineData("+h bob", true)]
    [InlineData("+o bob", true)]
    [InlineData("-t", true)]
    public void Given_a_member_when_they_set_the_topic_then_their_role_and_the_room_decide(
        string modes,
        bool may
    )
    {
        var story = Tea();
        if (modes.Length > 0)
            story.Mode("ada", "#tea", modes);
        story.Topic("bob", "#tea", "leaves");
        if (may)
            story.One<TopicSet>();
        else
            story.IsRefused(Reason.NotRoomOperator, "#tea");
    }

    [Fact]
    public void Given_an_outsider_when_they_set_the_topic_then_they_are_refused()
    {
        Tea()
            .Mode("ada", "#tea", "-t")
            .With("eve")
            .Topic("eve", "#tea", "x")
            .IsRefused(Reason.NotInRoom);
        Tea().Topic("ada", "#pie", "x").IsRefused(Reason.NoSuchRoom, "#pie");
    }

    [Fact]
    public void Given_a_server_operator_outside_the_lobby_when_they_set_its_topic_then_it_is_set() =>
        A.Hub().With("ada").Oper("ada").Topic("ada", "#lobby", "welcome").One<TopicSet>();

    [Fact]
    public void Given_a_member_when_they_invite_someone_away_then_both_are_told_and_they_of_it()
    {
        var story = Tea().With("cyd").Away("cyd", "lunch").Invite("bob", "CYD", "#tea");
        var invited = story.One<Invited>();
        Assert.Equal("lunch", invited.Away);
        Assert.Equal(story.Of("cyd"), invited.Audience.Session);
        Assert.Equal(story.Of("bob"), invited.Actor);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("+v bob", false)]
    [InlineData("+h bob", true)]
    [InlineData("+o bob", true)]
    public void Given_a_closed_room_when_a_member_invites_then_their_role_decides(
        string modes,
        bool may
    )
    {
        var story = Tea().Mode("ada", "#tea", "+i").With("cyd");
        if (modes.Length > 0)
            story.Mode("ada", "#tea", modes);
        story.Invite("bob", "cyd", "#tea");
        if (may)
            story.One<Invited>();
        else
            story.IsRefused(Reason.NotRoomOperator);
    }

    [Fact]
    public void Given_one_already_in_when_they_are_invited_then_it_is_refused() =>
        Tea().Invite("ada", "bob", "#tea").IsRefused(Reason.OtherAlreadyInRoom, "bob");

    [Fact]
    public void Given_nobody_of_that_nick_when_they_are_invited_then_it_is_refused() =>
        Tea().Invite("ada", "eve", "#tea").IsRefused(Reason.NoSuchNick, "eve");

    [Fact]
    public void Given_an_outsider_when_they_invite_then_they_are_refused() =>
        Tea().With("eve", "cyd").Invite("eve", "cyd", "#tea").IsRefused(Reason.NotInRoom);

    [Fact]
    public void Given_an_invitation_when_its_room_ends_then_it_opens_no_later_room_of_that_name()
    {
        var story = Tea()
            .With("cyd")
            .Invite("ada", "cyd", "#tea")
            .Leave("ada", "#tea")
            .Leave("bob", "#tea");
        story
            .Join("ada", "#tea")
            .Mode("ada", "#tea", "+i")
            .Join("cyd", "#tea")
            .IsRefused(Reason.InviteOnly);
    }

    [Fact]
    public void Given_more_invitations_than_are_kept_when_another_comes_then_the_oldest_falls_out()
    {
        var story = A.Hub()
            .Configure(s => s with { RoomsPerSession = 200 })
            .With("cyd")
            .With("ada");
        for (var i = 0; i < 51; i++)
            story.Join("ada", $"#{i}").Mode("ada", $"#{i}", "+i").Invite("ada", "cyd", $"#{i}");
        story.FromSnapshot();
        story.Join("cyd", "#0").IsRefused(Reason.InviteOnly);
        story.Join("cyd", "#1").One<Joined>();
        story.Join("cyd", "#50").One<Joined>();
    }

    [Fact]
    public void Given_an_operator_when_they_kick_a_member_then_the_member_is_out()
    {
        var story = Tea().Kick("ada", "BOB", "#tea");
        Assert.Equal(("ada", "bob"), (story.One<Kicked>().By.Nick, story.One<Kicked>().Whom.Nick));
        Assert.Equal("~@ada", story.Names("ada", "#tea"));
    }

    /// <summary>Half-operators and above, and nobody who stands higher.</summary>
    [Theory]
    [InlineData(' ', ' ', Reason.NotRoomOperator)]
    [InlineData('v', ' ', Reason.NotRoomOperator)]
    [InlineData('h', ' ', null)]
    [InlineData('h', 'v', null)]
    [InlineData('h', 'h', null)]
    [InlineData('h', 'o', Reason.NotHighEnough)]
    [InlineData('h', 'q', Reason.NotHighEnough)]
    [InlineData('o', 'h', null)]
    [InlineData('o', 'o', null)]
    [InlineData('o', 'q', Reason.NotHighEnough)]
    [InlineData('q', 'q', null)]
    public void Given_two_ranks_when_one_kicks_the_other_then_the_ranks_decide(
        char by,
        char whom,
        Reason? reason
    )
    {
        var story = Tea().With("cyd").In("#tea");
        if (by != ' ')
            story.Mode("ada", "#tea", $"+{by} bob");
        if (whom != ' ')
            story.Mode("ada", "#tea", $"+{whom} cyd");
        story.Kick("bob", "cyd", "#tea");
        if (reason is { } why)
            story.IsRefused(why);
        else
            story.One<Kicked>();
    }

    [Fact]
    public void Given_a_half_operator_when_they_kick_themselves_then_they_are_out() =>
        Tea().Mode("ada", "#tea", "+h bob").Kick("bob", "bob", "#tea").One<Kicked>();

    [Fact]
    public void Given_someone_alone_when_they_kick_themselves_then_the_room_ends() =>
        A.Hub().With("ada").In("#tea").Kick("ada", "ada", "#tea").One<RoomEnded>();

    [Fact]
    public void Given_one_who_is_not_there_when_they_are_kicked_then_it_is_refused()
    {
        Tea().Kick("ada", "eve", "#tea").IsRefused(Reason.NoSuchNick, "eve");
        Tea().With("eve").Kick("ada", "eve", "#tea").IsRefused(Reason.OtherNotInRoom, "eve");
        Tea().Kick("ada", "bob", "#pie").IsRefused(Reason.NoSuchRoom, "#pie");
        Tea().With("eve").Kick("eve", "bob", "#tea").IsRefused(Reason.NotInRoom);
    }

    [Fact]
    public void Given_a_server_operator_outside_the_lobby_when_they_kick_the_last_one_then_it_stays()
    {
        var story = A.Hub()
            .With("bob")
            .In("#lobby")
            .With("ada")
            .Oper("ada")
            .Kick("ada", "bob", "#lobby");
        story.One<Kicked>();
        Assert.True(story.Exists("#lobby"));
    }

    private static Story Tea() => A.Hub().With("ada", "bob").In("#tea");
}
