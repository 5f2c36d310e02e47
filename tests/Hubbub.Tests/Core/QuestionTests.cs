using Hubbub.Core;

namespace Hubbub.Tests.Core;

public sealed class QuestionTests
{
    [Fact]
    public void Given_a_secret_room_when_outsiders_look_then_they_see_nothing_of_it()
    {
        var story = Secret();
        foreach (var question in About("#tea"))
            Assert.IsType<NotFound>(story.Hub.Answer(story.Of("eve"), question));
        Assert.DoesNotContain("#tea", Listed(story, "eve"));
        Assert.Empty(story.Ask<PersonAnswer>("eve", new WhoIs(Fold.Nick("ada"))).Rooms);
        var state = story.StateOf("eve", "#tea");
        Assert.False(state.Visible);
        Assert.Equal((0, null, ""), (state.Room.Members, state.Room.Topic, state.Key));
    }

    [Theory]
    [InlineData("ada")]
    [InlineData("boss")]
    public void Given_a_secret_room_when_members_or_server_operators_look_then_they_see_it(
        string who
    )
    {
        var story = Secret();
        foreach (var question in About("#tea"))
            Assert.IsNotType<NotFound>(story.Hub.Answer(story.Of(who), question));
        Assert.Contains("#tea", Listed(story, who));
        Assert.Single(story.Ask<PersonAnswer>(who, new WhoIs(Fold.Nick("ada"))).Rooms);
        Assert.True(story.StateOf(who, "#tea").Visible);
    }

    [Fact]
    public void Given_a_key_when_others_than_members_ask_then_they_learn_only_that_there_is_one()
    {
        var story = A.Hub()
            .With("ada")
            .In("#tea")
            .Mode("ada", "#tea", "+k sesame")
            .With("eve")
            .Oper("eve");
        var outside = story.StateOf("eve", "#tea");
        Assert.Equal((true, ""), (outside.HasKey, outside.Key));
        Assert.Equal("sesame", story.StateOf("ada", "#tea").Key);
    }

    [Fact]
    public void Given_someone_invisible_when_others_list_people_then_only_those_who_share_a_room_see_them()
    {
        var story = A.Hub()
            .With("ada", "bob")
            .In("#tea")
            .Invisible("ada")
            .With("eve", "boss")
            .Oper("boss");
        Assert.Equal("bob", story.Names("eve", "#tea"));
        Assert.Equal("~@ada bob", story.Names("bob", "#tea"));
        Assert.Equal("~@ada bob", story.Names("boss", "#tea"));
        Assert.Equal(["bob", "eve", "boss"], Matching(story, "eve", "*"));
        Assert.Equal(["ada", "bob", "eve", "boss"], Matching(story, "bob", "*"));
        Assert.Equal(["ada"], Matching(story, "eve", "ada"));
        Assert.Empty(Matching(story, "eve", "ad*"));
    }

    [Fact]
    public void Given_someone_invisible_when_a_stranger_asks_who_they_are_then_their_rooms_stay_hidden()
    {
        var story = A.Hub().With("ada", "bob").In("#tea").Invisible("ada").With("eve");
        Assert.Empty(story.Ask<PersonAnswer>("eve", new WhoIs(Fold.Nick("ada"))).Rooms);
        Assert.Single(story.Ask<PersonAnswer>("bob", new WhoIs(Fold.Nick("ada"))).Rooms);
        Assert.Single(story.Ask<PersonAnswer>("ada", new WhoIs(Fold.Nick("ada"))).Rooms);
    }

    [Fact]
    public void Given_nobody_of_that_nick_when_asked_who_they_are_then_nobody_is_found() =>
        A.Hub().With("ada").Ask<NotFound>("ada", new WhoIs(Fold.Nick("eve")));

    [Fact]
    public void Given_several_nicks_when_asked_who_is_here_then_those_who_are_not_are_left_out()
    {
        var story = A.Hub().With("ada", "bob");
        var nicks = new[] { "bob", "eve", "ADA" }.Select(Fold.Nick).ToArray();
        var people = story.Ask<PeopleAnswer>("ada", new WhichOf(nicks)).People;
        Assert.Equal(["bob", "ada"], people.Select(p => p.Who.Nick));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(4, false)]
    public void Given_a_bound_when_people_are_listed_then_cut_tells_whether_there_were_more(
        int most,
        bool cut
    )
    {
        var story = A.Hub().With("ada", "bob", "cyd");
        var found = story.Ask<PeopleAnswer>("ada", new PeopleMatching("*.HOST", false, most));
        Assert.Equal((Math.Min(most, 3), cut), (found.People.Count, found.Cut));
    }

    [Fact]
    public void Given_operators_only_when_people_are_listed_then_others_are_left_out()
    {
        var story = A.Hub().With("ada", "bob").Oper("bob");
        var found = story.Ask<PeopleAnswer>("ada", new PeopleMatching("*", true, 9));
        Assert.Equal("bob", Assert.Single(found.People).Who.Nick);
    }

    [Theory]
    [InlineData('b', true)]
    [InlineData('e', false)]
    [InlineData('I', false)]
    public void Given_a_mask_list_when_a_plain_member_reads_it_then_only_bans_are_shown(
        char list,
        bool may
    )
    {
        var story = A.Hub().With("ada", "bob").In("#tea").Mode("ada", "#tea", $"+{list} x");
        var question = new MasksOf(Fold.Room("#tea"), Modes.Of(list));
        Assert.Equal(may, story.Ask<MasksAnswer>("bob", question).Allowed);
        Assert.Equal(may ? 1 : 0, story.Ask<MasksAnswer>("bob", question).Masks.Count);
        Assert.Single(story.Ask<MasksAnswer>("ada", question).Masks);
    }

    /// <summary>"Only members may read a room; in +i/+k rooms, only from their own join on."</summary>
    [Theory]
    [InlineData("+k sesame")]
    [InlineData("+i")]
    public void Given_a_closed_room_when_a_member_reads_it_then_only_from_their_own_coming_on(
        string mode
    )
    {
        var story = A.Hub().With("bob").With("ada").In("#tea").Say("ada", "#tea");
        var first = story.Now;
        story
            .Mode("ada", "#tea", mode)
            .Invite("ada", "bob", "#tea")
            .Join("bob", "#tea")
            .Say("ada", "#tea");
        Assert.Equal([story.Now], story.Recent("bob", "#tea"));
        Assert.Equal([first, story.Now], story.Recent("ada", "#tea"));
        story.Ask<NotFound>("bob", new RecentIn(Fold.Room("#lobby"), 9));
    }

    [Fact]
    public void Given_an_open_room_when_a_member_reads_it_then_what_was_said_before_too()
    {
        var story = A.Hub().With("ada").In("#tea").Say("ada", "#tea").With("bob").In("#tea");
        Assert.Single(story.Recent("bob", "#tea"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public void Given_pages_of_members_when_people_come_and_go_between_them_then_no_one_who_stays_is_skipped(
        int most
    )
    {
        var story = A.Hub();
        var crowd = Enumerable.Range(0, 60).Select(i => $"p{i}").ToArray();
        story.With(crowd).In("#tea");
        var seen = new List<string>();
        ulong next = 0;
        var left = 0;
        do
        {
            var page = story.Ask<MembersAnswer>(
                "p59",
                new MembersOf(Fold.Room("#tea"), most, next)
            );
            seen.AddRange(page.Members.Select(m => m.Who.Nick));
            next = page.Next;
            for (var i = 0; i < 2 && left < 48; i++, left += 2)
                story.Leave(crowd[left], "#tea");
            story.With($"late{left}").In("#tea");
        } while (next != 0 && seen.Count < 1000);

        Assert.Superset(crowd.Where((_, i) => i % 2 == 1).ToHashSet(), seen.ToHashSet());
        Assert.Equal(seen.Distinct().Count(), seen.Count);
    }

    [Fact]
    public void Given_pages_of_rooms_when_rooms_come_and_go_between_them_then_none_that_stays_is_skipped()
    {
        var story = A.Hub().With("ada");
        var rooms = Enumerable.Range(0, 40).Select(i => $"#{i}").ToArray();
        story.In(rooms);
        var seen = new List<string>();
        var after = default(RoomId);
        var left = 0;
        do
        {
            var page = story.Ask<RoomsAnswer>("ada", new Rooms(3, after));
            seen.AddRange(page.Rooms.Select(r => r.Name));
            after = page.Next;
            for (var i = 0; i < 3 && left < 40; i++, left += 2)
                story.Leave("ada", rooms[left]);
        } while (after != default);

        Assert.Superset(rooms.Where((_, i) => i % 2 == 1).ToHashSet(), seen.ToHashSet());
        Assert.Contains("#lobby", seen);
        Assert.Equal(seen.Distinct().Count(), seen.Count);
    }

    [Fact]
    public void Given_a_room_emptied_by_a_start_when_rooms_are_listed_then_it_is_left_out()
    {
        var story = A.Hub().With("ada").In("#tea").Restart().With("bob");
        Assert.Equal(["#lobby"], Listed(story, "bob"));
    }

    [Fact]
    public void Given_nobody_attached_when_they_ask_then_they_see_what_everybody_may()
    {
        var hub = Secret().Hub;
        Assert.IsType<NotFound>(hub.Answer(default, new MembersOf(Fold.Room("#tea"), 9)));
        Assert.IsType<MembersAnswer>(hub.Answer(default, new MembersOf(Fold.Room("#lobby"), 9)));
        Assert.Equal(new CountsAnswer(3, 1, 2), hub.Answer(default, new Counts()));
    }

    private static Story Secret() =>
        A.Hub()
            .With("ada")
            .In("#tea")
            .Topic("ada", "#tea", "leaves")
            .Mode("ada", "#tea", "+sk sesame")
            .With("eve", "boss")
            .Oper("boss");

    private static Question[] About(string room) =>
        [new MembersOf(Fold.Room(room), 10), new MasksOf(Fold.Room(room), RoomMode.Ban)];

    private static string[] Listed(Story story, string nick) =>
        story.Ask<RoomsAnswer>(nick, new Rooms(100)).Rooms.Select(room => room.Name).ToArray();

    private static string[] Matching(Story story, string nick, string mask) =>
        story
            .Ask<PeopleAnswer>(nick, new PeopleMatching(mask, false, 100))
            .People.Select(person => person.Who.Nick)
            .ToArray();
}
