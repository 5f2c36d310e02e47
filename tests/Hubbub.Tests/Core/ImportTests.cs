using Hubbub.Core;

namespace Hubbub.Tests.Core;

/// <summary>What was said elsewhere comes into a room's history as it was said then (ADR 17).</summary>
public sealed class ImportTests
{
    [Fact]
    public void Given_no_such_room_when_it_is_opened_then_it_stays_and_belongs_to_operators()
    {
        var story = A.Hub().Import("#old", ("ada", "hello")).With("bob").In("#old");
        Assert.Equal("bob", story.Names("bob", "#old"));
        Assert.True(story.Leave("bob", "#old").Exists("#old"));
    }

    [Fact]
    public void Given_a_room_of_people_when_it_is_opened_then_it_stays_from_now_on()
    {
        var story = A.Hub().With("bob").In("#tea").Import("#tea").Leave("bob", "#tea");
        Assert.True(story.FromSnapshot().Exists("#tea"));
    }

    [Fact]
    public void Given_an_imported_line_then_it_is_nobodys_and_carries_its_own_time()
    {
        var story = A.Hub().With("ada").Import("#old", ("ada", "hello"));
        var said = story.One<SaidInRoom>();
        Assert.Equal(default, said.From.Session);
        Assert.Equal(1_000_000, said.HappenedAt);
        Assert.Equal(
            [story.Now],
            story.Join("ada", "#old").Recent("ada", "#old").Take(1).ToArray()
        );
    }

    [Fact]
    public void Given_a_line_of_the_future_when_imported_then_it_was_said_at_the_latest_when_it_was_logged()
    {
        var story = A.Hub().Import("#old");
        var room = (
            (ImportsAnswer)story.Hub.Answer(default, new ImportsInto(Fold.Room("#old")))
        ).Room;
        story.ByNode(
            new ImportLine(room, MessageKind.Said, "ada", Fold.Nick("ada"), long.MaxValue)
        );
        Assert.Equal(story.Hub.At, story.One<SaidInRoom>().SaidAt);
    }

    [Fact]
    public void Given_it_was_left_in_the_middle_when_it_goes_on_then_its_lines_are_counted_on()
    {
        var story = A.Hub().Import("#old", ("ada", "1"), ("ada", "2")).FromSnapshot();
        story.Import("#old", ("ada", "3"));
        var imports = (ImportsAnswer)story.Hub.Answer(default, new ImportsInto(Fold.Room("#old")));
        Assert.Equal([new ImportedFile(42, 3)], imports.Files);
    }

    [Fact]
    public void Given_people_who_speak_in_turns_when_lines_are_imported_then_no_turn_passes()
    {
        var story = A.Hub().With("ada", "bob").In("#tea").Turns("ada", "#tea");
        var before = story.Round("#tea", "ada");
        Assert.Equal(before, story.Import("#tea", ("eve", "hello")).Round("#tea", "ada"));
    }
}
