using Hubbub.Core;

namespace Hubbub.Tests.Core;

public sealed class RestartTests
{
    [Fact]
    public void Given_an_empty_log_when_a_node_starts_then_the_lobby_is_made_once()
    {
        var story = A.EmptyHub().Restart();
        Assert.Equal(new RoomId(1), story.One<NodeStarted>().LobbyAt);
        Assert.Equal(default, story.Restart().One<NodeStarted>().LobbyAt);
        Assert.True(story.Exists("#lobby"));
    }

    [Fact]
    public void Given_other_settings_when_the_lobby_is_called_otherwise_then_nobody_can_make_it_theirs()
    {
        var story = A.Hub()
            .Configure(s => s with { LobbyName = "#Home", Lobby = Fold.Room("#Home") });
        Assert.False(story.With("ada").In("#home").One<Joined>().Made);
        Assert.Equal(default, story.Restart().One<NodeStarted>().LobbyAt);
    }

    [Fact]
    public void Given_people_here_when_the_node_starts_again_then_their_sessions_end_in_order_and_nicks_are_free()
    {
        var story = A.Hub().With("cyd", "ada", "bob").In("#tea");
        var before = new[] { story.Of("cyd"), story.Of("ada"), story.Of("bob") };
        Assert.Equal(before, story.Restart().One<NodeStarted>().Ended);
        Assert.IsType<Attached>(story.With("bob").Told[0]);
        Assert.Equal(1, ((CountsAnswer)story.Hub.Answer(default, new Counts())).Sessions);
    }

    [Fact]
    public void Given_operators_here_when_the_node_starts_again_then_none_is_counted()
    {
        var story = A.Hub().With("ada").Oper("ada").Restart();
        Assert.Equal(0, ((CountsAnswer)story.Hub.Answer(default, new Counts())).Operators);
    }

    [Fact]
    public void Given_a_cared_for_room_when_the_node_starts_again_then_topic_modes_bans_and_key_stay()
    {
        var story = A.Hub().With("ada").In("#tea").Topic("ada", "#tea", "leaves");
        var id = story.StateOf("ada", "#tea").Room.Id;
        story.Mode("ada", "#tea", "+skb sesame eve!*@*").Restart().FromSnapshot();

        story.With("eve").Join("eve", "#tea", "sesame").IsRefused(Reason.Banned);
        story.With("bob").Join("bob", "#tea").IsRefused(Reason.WrongKey);
        story.Join("bob", "#tea", "sesame").One<Joined>();
        var room = story.StateOf("bob", "#tea");
        Assert.Equal((id, "leaves"), (room.Room.Id, room.Room.Topic!.Text));
        Assert.Equal(RoomFlags.Default | RoomFlags.Secret, room.Flags);
    }

    /// <summary>"founder and operator roles lapse and come back only by account or the server's operator, never to whoever comes first"</summary>
    [Fact]
    public void Given_a_room_emptied_by_a_start_when_someone_comes_first_then_they_get_no_role()
    {
        var story = A.Hub().With("ada").In("#tea").Restart().With("eve").In("#tea");
        Assert.Equal("eve", story.Names("eve", "#tea"));
        story.Mode("eve", "#tea", "+o eve").IsRefused(Reason.NotRoomOperator);
    }

    [Fact]
    public void Given_a_node_that_ends_in_order_when_it_stops_then_its_sessions_end_and_rooms_stay()
    {
        var story = A.Hub().With("ada", "bob").In("#tea").ByNode(new Stopped());
        Assert.Equal(2, story.One<NodeStopped>().Ended.Count);
        Assert.Equal(Reach.Everyone, story.One<NodeStopped>().Audience.Reach);
        Assert.True(story.Exists("#tea"));
    }

    [Fact]
    public void Given_new_settings_when_they_are_logged_then_they_hold_from_there()
    {
        var story = A.Hub()
            .With("ada")
            .In("#a", "#b")
            .Configure(s => s with { RoomsPerSession = 2 });
        story.Join("ada", "#c").IsRefused(Reason.TooManyRooms);
        story.FromSnapshot().Join("ada", "#c").IsRefused(Reason.TooManyRooms);
    }

    [Fact]
    public void Given_a_level_when_it_is_raised_then_it_never_falls()
    {
        var story = A.Hub().ByNode(new Raise(1)).IsSilent();
        Assert.Equal(2, story.ByNode(new Raise(2)).One<Raised>().Level);
        story.ByNode(new Raise(1)).IsSilent();
        Assert.Equal(2, story.Hub.Level);
    }

    [Fact]
    public void Given_an_entry_out_of_order_when_it_is_applied_then_it_is_a_bug() =>
        Assert.Throws<ArgumentException>(() =>
            A.Hub().Hub.Apply(new Entry(9, 0, default, new Stopped(), default))
        );

    [Fact]
    public void Given_a_skip_when_it_is_applied_then_nothing_happens() =>
        A.Hub().ByNode(new Skip(1)).IsSilent();

    /// <summary>"A room has a RoomId; a room made again under an old name starts empty."</summary>
    [Fact]
    public void Takeover_given_a_room_that_ended_when_another_makes_it_again_then_nothing_of_it_is_theirs()
    {
        var story = A.Hub().With("ada").In("#tea").Topic("ada", "#tea", "ours").Say("ada", "#tea");
        var old = story.StateOf("ada", "#tea").Room.Id;
        story
            .Mode("ada", "#tea", "+skb sesame eve!*@*")
            .Leave("ada", "#tea")
            .With("eve")
            .In("#tea");

        var room = story.StateOf("eve", "#tea");
        Assert.NotEqual(old, room.Room.Id);
        Assert.Null(room.Room.Topic);
        Assert.False(room.HasKey);
        Assert.Equal(RoomFlags.Default, room.Flags);
        Assert.Empty(story.Masks("eve", "#tea", 'b'));
        Assert.Empty(story.Recent("eve", "#tea"));
    }

    /// <summary>History belongs to identities, not names.</summary>
    [Fact]
    public void Takeover_given_a_nick_freed_by_a_start_when_another_takes_it_then_nothing_of_theirs_comes_along()
    {
        var story = A.Hub()
            .With("ada")
            .In("#tea")
            .Oper("ada")
            .Away("ada", "lunch")
            .Say("ada", "#tea");
        story.With("bob").Invite("ada", "bob", "#tea").Mode("ada", "#tea", "+i");
        var was = story.Of("ada");
        story.Restart().With("ada", "bob");

        Assert.NotEqual(was, story.Of("ada"));
        var eve = story.Ask<PersonAnswer>("ada", new WhoIs(Fold.Nick("ada")));
        Assert.Null(eve.Away);
        Assert.Equal(SessionModes.None, eve.Modes);
        Assert.Empty(eve.Rooms);
        story.Join("ada", "#tea").IsRefused(Reason.InviteOnly);
        story.Join("bob", "#tea").IsRefused(Reason.InviteOnly);
        Assert.IsType<NotFound>(
            story.Hub.Answer(story.Of("ada"), new RecentIn(Fold.Room("#tea"), 10))
        );
    }

    [Fact]
    public void Given_a_room_whose_roles_have_lapsed_when_a_server_operator_comes_then_they_give_them_back()
    {
        var story = A.Hub().With("ada").In("#tea").Restart().With("ada", "root");
        story.Join("ada", "#tea").Join("root", "#tea");
        story.Mode("ada", "#tea", "+o ada").IsRefused(Reason.NotRoomOperator);
        story.Oper("root").Mode("root", "#tea", "+o ada");
        story.Topic("ada", "#tea", "mine again");
        Assert.Equal("mine again", story.StateOf("ada", "#tea").Room.Topic?.Text);
        story.Mode("root", "#tea", "+i").IsRefused(Reason.NotRoomOperator);
    }
}
