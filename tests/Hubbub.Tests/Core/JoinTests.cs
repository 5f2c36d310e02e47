using Hubbub.Core;

namespace Hubbub.Tests.Core;

public sealed class JoinTests
{
    [Fact]
    public void Given_no_such_room_when_someone_joins_then_it_is_made_and_theirs()
    {
        var story = A.Hub().With("ada").In("#Tea");
        var joined = story.One<Joined>();
        Assert.True(joined.Made);
        Assert.Equal(story.Now, joined.Room.Index);
        Assert.Equal("~@ada", story.Names("ada", "#tea"));
    }

    [Fact]
    public void Given_a_room_when_another_joins_under_another_case_then_they_have_no_role()
    {
        var story = A.Hub().With("ada").In("#Tea").With("bob").In("#TEA");
        Assert.False(story.One<Joined>().Made);
        Assert.Equal("#Tea", story.One<Joined>().Name);
        Assert.Equal("~@ada bob", story.Names("bob", "#tea"));
    }

    [Fact]
    public void Given_someone_already_in_when_they_join_then_nothing_is_told() =>
        A.Hub().With("ada").In("#tea").Join("ada", "#TEA").IsSilent();

    [Fact]
    public void Given_a_full_room_when_someone_joins_then_they_are_refused() =>
        A.Hub()
            .With("ada", "bob")
            .In("#tea")
            .Mode("ada", "#tea", "+l 2")
            .With("cyd")
            .In("#tea")
            .IsRefused(Reason.RoomFull, "#tea");

    [Fact]
    public void Given_a_full_room_when_someone_leaves_then_the_next_may_come()
    {
        var story = A.Hub().With("ada", "bob").In("#tea").Mode("ada", "#tea", "+l 2");
        story.With("cyd").Leave("bob", "#tea").Join("cyd", "#tea").One<Joined>();
    }

    [Fact]
    public void Given_a_ban_when_the_banned_join_then_they_are_refused() =>
        A.Hub()
            .With("ada")
            .In("#tea")
            .Mode("ada", "#tea", "+b BOB!*@*")
            .With("bob")
            .In("#tea")
            .IsRefused(Reason.Banned);

    [Fact]
    public void Given_a_ban_and_an_exception_when_the_excepted_join_then_they_are_in() =>
        A.Hub()
            .With("ada")
            .In("#tea")
            .Mode("ada", "#tea", "+be *!*@*.host bob!*@*")
            .With("bob")
            .In("#tea")
            .One<Joined>();

    [Fact]
    public void Given_a_ban_when_the_banned_are_invited_then_they_are_still_refused() =>
        A.Hub()
            .With("ada", "bob")
            .With("ada2")
            .In("#tea")
            .Mode("ada2", "#tea", "+b bob!*@*")
            .Invite("ada2", "bob", "#tea")
            .Join("bob", "#tea")
            .IsRefused(Reason.Banned);

    [Fact]
    public void Given_a_closed_room_when_someone_uninvited_joins_then_they_are_refused() =>
        Closed().Join("bob", "#tea").IsRefused(Reason.InviteOnly);

    [Fact]
    public void Given_a_closed_room_when_the_invited_join_then_they_are_in_once()
    {
        var story = Closed().Invite("ada", "bob", "#tea").Join("bob", "#tea");
        story.One<Joined>();
        story.Leave("bob", "#tea").Join("bob", "#tea").IsRefused(Reason.InviteOnly);
    }

    [Fact]
    public void Given_an_invite_exception_when_those_it_names_join_then_they_are_in() =>
        Closed().Mode("ada", "#tea", "+I *!bob@*").Join("bob", "#tea").One<Joined>();

    [Fact]
    public void Given_an_invite_exception_when_the_room_has_a_key_then_the_key_is_still_needed() =>
        Closed()
            .Mode("ada", "#tea", "+Ik *!bob@* k")
            .Join("bob", "#tea")
            .IsRefused(Reason.WrongKey);

    [Theory]
    [InlineData("", Reason.WrongKey)]
    [InlineData("Sesame", Reason.WrongKey)]
    [InlineData("sesame ", Reason.WrongKey)]
    public void Given_a_key_when_another_is_tried_then_they_are_refused(
        string key,
        Reason reason
    ) => Keyed().Join("bob", "#tea", key).IsRefused(reason);

    [Fact]
    public void Given_a_key_when_it_is_tried_then_they_are_in() =>
        Keyed().Join("bob", "#tea", "sesame").One<Joined>();

    [Fact]
    public void Given_no_key_when_one_is_tried_then_they_are_in() =>
        A.Hub().With("ada").In("#tea").With("bob").Join("bob", "#tea", "any").One<Joined>();

    [Theory]
    [InlineData("+k sesame")]
    [InlineData("+l 1")]
    [InlineData("+i")]
    public void Given_an_invitation_when_the_room_is_barred_otherwise_then_they_are_in(
        string mode
    ) =>
        A.Hub()
            .With("bob")
            .With("ada")
            .In("#tea")
            .Mode("ada", "#tea", mode)
            .Invite("ada", "bob", "#tea")
            .Join("bob", "#tea")
            .One<Joined>();

    [Fact]
    public void Given_the_most_rooms_when_one_more_is_joined_then_it_is_refused_until_one_is_left()
    {
        var story = A.Hub().Configure(s => s with { RoomsPerSession = 2 });
        story.With("ada").In("#a", "#b", "#c").IsRefused(Reason.TooManyRooms, "#c");
        story.Leave("ada", "#a").Join("ada", "#c").One<Joined>();
    }

    [Fact]
    public void Given_a_lasting_room_when_someone_joins_it_empty_then_they_get_no_role()
    {
        var story = A.Hub().With("ada").In("#lobby");
        Assert.False(story.One<Joined>().Made);
        Assert.Equal("ada", story.Names("ada", "#lobby"));
    }

    [Theory]
    [InlineData("+i")]
    [InlineData("+k sesame")]
    [InlineData("+l 1")]
    [InlineData("+b *!*@*")]
    public void Given_a_lasting_room_when_a_server_operator_joins_then_nothing_bars_them(
        string mode
    ) =>
        A.Hub()
            .With("bob")
            .In("#lobby")
            .With("ada")
            .Oper("ada")
            .Mode("ada", "#lobby", mode)
            .Join("ada", "#lobby")
            .One<Joined>();

    [Fact]
    public void Given_someone_elses_room_when_a_server_operator_joins_then_bans_hold_for_them() =>
        A.Hub()
            .With("ada")
            .In("#tea")
            .Mode("ada", "#tea", "+b bob!*@*")
            .With("bob")
            .Oper("bob")
            .Join("bob", "#tea")
            .IsRefused(Reason.Banned);

    [Fact]
    public void Given_a_room_when_its_last_member_leaves_then_it_ends()
    {
        var story = A.Hub().With("ada", "bob").In("#tea").Leave("ada", "#tea", "bye");
        Assert.Equal("ada", story.One<Left>().Who.Nick);
        Assert.Single(story.Told);
        story.Leave("bob", "#tea").One<RoomEnded>();
        Assert.False(story.Exists("#tea"));
    }

    [Fact]
    public void Given_a_lasting_room_when_its_last_member_leaves_then_it_stays()
    {
        var story = A.Hub().With("ada").In("#lobby").Leave("ada", "#lobby");
        Assert.Single(story.Told);
        Assert.True(story.Exists("#lobby"));
    }

    [Fact]
    public void Given_no_such_room_when_someone_leaves_it_then_they_are_refused() =>
        A.Hub().With("ada").Leave("ada", "#tea").IsRefused(Reason.NoSuchRoom, "#tea");

    [Fact]
    public void Given_a_room_of_others_when_someone_leaves_it_then_they_are_refused() =>
        A.Hub().With("ada").In("#tea").With("bob").Leave("bob", "#tea").IsRefused(Reason.NotInRoom);

    private static Story Closed() =>
        A.Hub().With("bob").With("ada").In("#tea").Mode("ada", "#tea", "+i");

    private static Story Keyed() =>
        A.Hub().With("bob").With("ada").In("#tea").Mode("ada", "#tea", "+k sesame");
}
