using Hubbub.Core;

namespace Hubbub.Tests.Core;

/// <summary>Posts: what is said in a room and stays on its board.</summary>
public sealed class BoardTests
{
    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);

    [Fact]
    public void Given_a_post_then_everybody_in_the_room_is_told_and_it_is_on_the_board_and_among_what_was_said()
    {
        var story = A.Hub().With("ada", "bob").In("#tea").Post("ada", "#tea");
        var said = story.One<SaidInRoom>();
        Assert.Equal(1, said.Post!.Number);
        Assert.Equal(Audience.Of(said.Room), said.Audience);
        story.Post("bob", "#tea", answers: 1);
        Assert.Equal("1 2", story.Numbers("bob", "#tea"));
        Assert.Equal(1, story.PostOn("bob", "#tea", 2).Answers);
        Assert.Equal(2, story.Recent("ada", "#tea").Count);
    }

    /// <summary>The seed: "Those who come later see what is on the board".</summary>
    [Fact]
    public void Given_a_room_with_posts_when_all_have_left_then_it_stays_and_who_comes_later_sees_them()
    {
        var story = A.Hub().With("ada").In("#tea").Post("ada", "#tea").Quit("ada");
        Assert.True(story.Exists("#tea"));
        story.With("bob").In("#tea").FromSnapshot();
        Assert.Equal("1", story.Numbers("bob", "#tea"));
        // Roles come back to nobody who comes first.
        Assert.Equal("bob", story.Names("bob", "#tea"));
    }

    [Fact]
    public void Given_an_empty_room_when_its_last_post_is_taken_down_or_erased_then_it_ends()
    {
        var story = A.Hub().With("ada", "bob").In("#tea").Post("ada", "#tea").Leave("bob", "#tea");
        story.Leave("ada", "#tea").TakeDown("ada", "#tea", 1);
        Assert.False(story.Exists("#tea"));
        story.Join("ada", "#tea").Post("ada", "#tea", lasts: s_hour).Leave("ada", "#tea");
        story.After(s_hour).Expire();
        Assert.True(story.Exists("#tea"));
        story.After(s_day).Expire();
        Assert.False(story.Exists("#tea"));
    }

    [Fact]
    public void Who_may_not_speak_may_not_post()
    {
        var story = A.Hub().With("ada", "bob").In("#tea").With("eve");
        story.Post("eve", "#tea").IsRefused(Reason.MayNotSpeak);
        story.Mode("ada", "#tea", "+m").Post("bob", "#tea").IsRefused(Reason.MayNotSpeak);
        story.Mode("ada", "#tea", "-m").Mode("ada", "#tea", "+b m:bob!*@*");
        story.Post("bob", "#tea").IsRefused(Reason.MayNotSpeak);
        story.Post("ada", "#none").IsRefused(Reason.NoSuchRoom);
    }

    [Fact]
    public void Where_people_speak_in_turns_a_post_is_a_turn()
    {
        var story = A.Hub().With("ada", "bob").In("#tea").Turns("ada", "#tea");
        story.Post("bob", "#tea").IsRefused(Reason.NotYourTurn);
        story.Post("ada", "#tea");
        Assert.Equal(["bob", "ada"], story.Round("#tea"));
    }

    [Fact]
    public void At_the_desk_there_is_no_board()
    {
        var story = A.Hub().With("host").Oper("host").Open("host").With("ada").Ask("ada");
        story.Post("ada", "#talk").IsRefused(Reason.NoBoard);
    }

    [Fact]
    public void Given_a_post_then_its_author_and_operators_edit_it_and_nobody_else()
    {
        var story = A.Hub().With("ada", "bob", "eve").In("#tea").Post("bob", "#tea", lasts: s_hour);
        var before = story.PostOn("bob", "#tea", 1);
        story.Edit("eve", "#tea", 1).IsRefused(Reason.NotYourPost, "bob");
        story.Edit("bob", "#tea", 1);
        Assert.Equal(new MessageId(before.Index, 0), story.One<SaidInRoom>().Erases);
        var after = story.PostOn("bob", "#tea", 1);
        Assert.Equal(before with { Index = story.Now, Edited = true }, after);
        Assert.Equal([story.Now], story.Recent("bob", "#tea"));
        story.Edit("ada", "#tea", 1, lasts: TimeSpan.Zero);
        Assert.Equal("bob", story.PostOn("bob", "#tea", 1).Author);
        Assert.Equal(0, story.PostOn("bob", "#tea", 1).Expires);
    }

    [Fact]
    public void Given_an_operators_edit_then_the_post_is_still_its_authors_to_take_back()
    {
        var story = A.Hub()
            .With("ada", "bob")
            .In("#tea")
            .Post("bob", "#tea")
            .Edit("ada", "#tea", 1);
        var index = story.Now;
        var author = story.Of("ada");
        var room = story.StateOf("bob", "#tea").Room.Id;
        story.By("bob", new Redact(index, "t", "#tea", author, "ada", 1, room, default));
        Assert.Equal(1, story.One<Redacted>().Post);
        Assert.Equal("", story.Numbers("bob", "#tea"));
    }

    [Fact]
    public void Given_a_post_taken_down_then_it_is_nowhere_and_its_text_is_to_be_erased()
    {
        var story = A.Hub().With("ada", "bob", "eve").In("#tea").Post("bob", "#tea");
        var index = story.Now;
        story.TakeDown("eve", "#tea", 1).IsRefused(Reason.NotYourPost, "bob");
        story.TakeDown("bob", "#tea", 1);
        Assert.Equal(new MessageId(index, 0), story.One<Redacted>().Erases);
        Assert.Equal("", story.Numbers("ada", "#tea"));
        Assert.Empty(story.Recent("ada", "#tea"));
        story.TakeDown("bob", "#tea", 1).IsRefused(Reason.NoSuchPost);
        Assert.Equal(1, story.One<Refused>().Post);
    }

    [Fact]
    public void Given_the_author_gone_when_another_takes_the_name_then_the_post_is_not_theirs()
    {
        var story = A.Hub().With("ada", "bob").In("#tea").Post("bob", "#tea").Quit("bob");
        story.With("bob").In("#tea").TakeDown("bob", "#tea", 1).IsRefused(Reason.NotYourPost);
        story.TakeDown("ada", "#tea", 1);
        Assert.Equal("", story.Numbers("bob", "#tea"));
    }

    [Fact]
    public void Given_pins_then_only_operators_and_they_stand_first()
    {
        var story = A.Hub().With("ada", "bob").In("#tea").Post("bob", "#tea").Post("bob", "#tea");
        story.Pin("bob", "#tea", 2).IsRefused(Reason.NotRoomOperator);
        story.Post("bob", "#tea", pinned: true).IsRefused(Reason.NotRoomOperator);
        story.Pin("ada", "#tea", 2);
        Assert.Equal("2! 1", story.Numbers("bob", "#tea"));
        story.Pin("ada", "#tea", 2).IsSilent();
        story.Pin("ada", "#tea", 2, on: false).Pin("ada", "#tea", 9).IsRefused(Reason.NoSuchPost);
        Assert.Equal("1 2", story.Numbers("bob", "#tea"));
        for (var i = 0; i < Board.MostPinned; i++)
            story.Post("ada", "#tea", pinned: true);
        story.Pin("ada", "#tea", 1).IsRefused(Reason.TooManyPinned);
        story.Post("ada", "#tea", pinned: true).IsRefused(Reason.TooManyPinned);
    }

    [Fact]
    public void A_servers_operator_looks_after_the_lobbys_board_from_outside()
    {
        var story = A.Hub().With("ada").Join("ada", "#lobby").Post("ada", "#lobby");
        story.With("boss").Oper("boss").Pin("boss", "#lobby", 1);
        Assert.Equal("1!", story.Numbers("ada", "#lobby"));
        story.TakeDown("boss", "#lobby", 1);
        Assert.Equal("", story.Numbers("ada", "#lobby"));
    }

    /// <summary>"Expiry hides; erasing comes a day later", by the time of the log's entries.</summary>
    [Fact]
    public void Given_an_expiry_when_its_time_has_come_then_it_is_hidden_and_a_day_later_erased()
    {
        var story = A.Hub().With("ada").In("#tea").Post("ada", "#tea", lasts: s_hour);
        var index = story.Now;
        story.Expire().IsSilent();
        story.After(s_hour).Expire();
        Assert.Equal(1, story.One<PostExpired>().Number);
        Assert.Equal("", story.Numbers("ada", "#tea"));
        Assert.Single(story.Recent("ada", "#tea"));
        story.After(s_day - s_hour).FromSnapshot().Expire().IsSilent();
        story.After(s_hour).Expire();
        Assert.Equal(new MessageId(index, 0), story.One<PostErased>().Erases);
        Assert.Empty(story.Recent("ada", "#tea"));
        Assert.Null(story.Hub.NextDue);
    }

    [Fact]
    public void Given_an_expired_post_when_its_author_lets_it_last_longer_then_it_is_back()
    {
        var story = A.Hub().With("ada").In("#tea").Post("ada", "#tea", lasts: s_hour);
        story.After(s_hour).Expire().Edit("ada", "#tea", 1).IsRefused(Reason.NoSuchPost);
        story.Edit("ada", "#tea", 1, lasts: s_hour);
        Assert.Equal("1", story.Numbers("ada", "#tea"));
        story.After(s_day).Expire();
        Assert.Single(story.Told.OfType<PostExpired>());
    }

    [Fact]
    public void Each_name_counts_once_as_a_reader_and_nobody_of_their_own()
    {
        var story = A.Hub().With("ada", "bob", "eve").In("#tea");
        story.Post("ada", "#tea").Post("ada", "#tea").Post("bob", "#tea");
        story.See("#tea", ("bob", 1, 3), ("ada", 1, 3)).See("#tea", ("bob", 1, 2));
        Assert.Equal([1, 1, 1], story.Board("eve", "#tea").Others.Select(post => post.Seen));
        story.Quit("bob").With("bob").In("#tea").See("#tea", ("bob", 1, 3), ("eve", 2, 9));
        story.FromSnapshot();
        Assert.Equal([1, 2, 2], story.Board("eve", "#tea").Others.Select(post => post.Seen));
    }

    [Fact]
    public void Who_is_not_in_the_room_has_seen_nothing()
    {
        var story = A.Hub().With("ada", "bob").In("#tea").Post("ada", "#tea").Leave("bob", "#tea");
        story.See("#tea", ("bob", 1, 1)).IsSilent();
        Assert.Equal(0, story.PostOn("ada", "#tea", 1).Seen);
    }

    [Fact]
    public void More_readers_than_are_remembered_are_still_counted()
    {
        var story = A.Hub().With("ada").In("#tea").Post("ada", "#tea");
        for (var i = 0; i <= Readers.Most; i++)
        {
            var nick = $"n{i}";
            story.With(nick).In("#tea").See("#tea", (nick, 1, 1)).Quit(nick);
        }

        Assert.Equal(Readers.Most + 1, story.PostOn("ada", "#tea", 1).Seen);
        story.FromSnapshot();
    }

    [Fact]
    public void Given_as_many_posts_of_one_name_as_may_be_then_its_own_oldest_makes_room_and_no_others()
    {
        var story = A.Hub().With("ada", "bob").In("#tea").Post("bob", "#tea");
        for (var i = 0; i <= Board.MostOfOne; i++)
            story.Post("ada", "#tea");
        Assert.Equal(2, story.One<SaidInRoom>().Displaces);
        var board = story.Board("bob", "#tea");
        Assert.Equal(Board.MostOfOne + 1, board.Count);
        Assert.NotNull(story.PostOn("bob", "#tea", 1));
        Assert.Null(story.PostOn("bob", "#tea", 2));
    }

    [Fact]
    public void Given_a_full_board_then_who_has_nothing_to_make_room_with_is_refused()
    {
        var story = A.Hub().With("ada").In("#tea");
        for (var i = 0; i < Board.Most; i++)
        {
            if (i % Board.MostOfOne == 0)
                story.With($"n{i}").In("#tea");
            story.Post($"n{i - (i % Board.MostOfOne)}", "#tea");
        }

        story.Post("ada", "#tea").IsRefused(Reason.BoardFull);
        story.Post("n0", "#tea");
        Assert.Equal(1, story.One<SaidInRoom>().Displaces);
    }

    [Fact]
    public void Pages_go_back_to_the_first()
    {
        var story = A.Hub().With("ada").In("#tea");
        for (var i = 0; i < 45; i++)
            story.Post("ada", "#tea");
        var first = story.Board("ada", "#tea");
        Assert.Equal((26, 45, 26), (first.Others[0].Number, first.Count, first.Older));
        var second = story.Board("ada", "#tea", first.Older);
        var third = story.Board("ada", "#tea", second.Older);
        Assert.Equal((1, 5, 0), (third.Others[0].Number, third.Others[^1].Number, third.Older));
    }

    [Fact]
    public void Given_a_closed_room_then_a_newcomer_sees_posts_from_their_coming_on_and_strangers_none()
    {
        var story = A.Hub().With("ada").In("#tea").Post("ada", "#tea").Mode("ada", "#tea", "+i");
        story.With("bob").Invite("ada", "bob", "#tea");
        Assert.IsType<NotFound>(
            story.Hub.Answer(story.Of("bob"), new BoardOf(Fold.Room("#tea"), 0, 9))
        );
        story.Join("bob", "#tea").Post("ada", "#tea");
        Assert.Equal("2", story.Numbers("bob", "#tea"));
        Assert.Null(story.PostOn("bob", "#tea", 1));
    }

    [Fact]
    public void After_a_restart_the_board_is_there_and_nobodys_but_the_operators()
    {
        var story = A.Hub().With("ada").Join("ada", "#lobby").Post("ada", "#lobby").Restart();
        story.With("ada").Join("ada", "#lobby");
        Assert.Equal("1", story.Numbers("ada", "#lobby"));
        story.TakeDown("ada", "#lobby", 1).IsRefused(Reason.NotYourPost);
    }
}
