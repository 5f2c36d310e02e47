using Hubbub.Core;

namespace Hubbub.Tests.Core;

/// <summary>"An exception in Decide leaves the state untouched"; one in Change breaks it, and says so.</summary>
public sealed class PoisonTests
{
    [Fact]
    public void Given_an_entry_that_no_rule_can_decide_when_it_is_applied_then_it_is_as_if_skipped()
    {
        var (poisoned, passed) = (Tea(), Tea());
        var entry = new Entry(poisoned.Now + 1, 9_000_000, poisoned.Of("ada"), null!, default);
        var thrown = Assert.Throws<DecideException>(() => poisoned.Hub.Apply(entry));
        Assert.Equal(entry.Index, thrown.Index);
        passed.Hub.PassOver(entry);
        Assert.Equal(passed.Hub.Digest(), poisoned.Hub.Digest());
        poisoned.Say("ada", "#tea").One<SaidInRoom>();
    }

    [Fact]
    public void Given_a_state_that_breaks_half_way_when_an_entry_is_applied_then_it_says_so()
    {
        var state = new HubState();
        var ada = new Identity(new SessionId(1, 1), "ada", Fold.Nick("ada"), "u", "h", "r");
        state.Add(new Session(ada));
        // Found by its name, but not by its id.
        state.RoomNames.Add(
            Fold.Room("#tea"),
            new Room(new RoomId(9), "#tea", Fold.Room("#tea"), false)
        );
        var hub = new Hub(state);
        var entry = new Entry(1, 1, ada.Session, new Join("#tea", Fold.Room("#tea")), default);
        Assert.Equal(1UL, Assert.Throws<ChangeException>(() => hub.Apply(entry)).Index);
    }

    [Fact]
    public void Given_a_skipped_entry_when_others_follow_then_indices_go_on()
    {
        var story = Tea();
        var skipped = new Entry(story.Now + 1, 0, story.Of("ada"), new Stopped(), default);
        story.Hub.PassOver(skipped);
        Assert.Equal(skipped.Index + 1, story.Say("ada", "#tea").One<SaidInRoom>().Index);
        Assert.True(story.Hub.At > 0);
    }

    private static Story Tea() => A.Hub().With("ada").In("#tea");
}
