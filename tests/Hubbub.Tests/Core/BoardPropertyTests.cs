using FsCheck;
using FsCheck.Fluent;
using Hubbub.Tests.Log;

namespace Hubbub.Tests.Core;

/// <summary>Whatever happens on a board, in whatever order.</summary>
public sealed class BoardPropertyTests
{
    private static readonly string[] s_nicks = ["ada", "bob", "eve"];

    private static readonly Gen<Action<Story>> s_step = Gen.OneOf(
        from nick in Gen.Elements(s_nicks)
        from seconds in Gen.Choose(0, 90)
        from pinned in Gen.Elements(true, false)
        select (Action<Story>)(
            story => story.Post(nick, "#tea", "x", TimeSpan.FromSeconds(seconds), pinned)
        ),
        from nick in Gen.Elements(s_nicks)
        from number in Gen.Choose(1, 9)
        from seconds in Gen.OneOf(Gen.Choose(0, 90).Select(s => (int?)s), Gen.Constant<int?>(null))
        select (Action<Story>)(
            story =>
                story.Edit(nick, "#tea", number, seconds is { } s ? TimeSpan.FromSeconds(s) : null)
        ),
        from nick in Gen.Elements(s_nicks)
        from number in Gen.Choose(1, 9)
        from isOn in Gen.Elements(true, false)
        select (Action<Story>)(story => story.Pin(nick, "#tea", number, isOn)),
        from nick in Gen.Elements(s_nicks)
        from number in Gen.Choose(1, 9)
        select (Action<Story>)(story => story.TakeDown(nick, "#tea", number)),
        from nick in Gen.Elements(s_nicks)
        from first in Gen.Choose(1, 9)
        from last in Gen.Choose(1, 9)
        select (Action<Story>)(story => story.See("#tea", (nick, first, last))),
        from hours in Gen.Choose(0, 30)
        select (Action<Story>)(story => story.After(TimeSpan.FromHours(hours)).Expire())
    );

    [Fact]
    public void A_board_is_in_order_within_its_bounds_and_the_same_after_a_snapshot() =>
        Prop.ForAll(
                s_step.ListOf().Resize(60).ToArbitrary(),
                steps =>
                {
                    var story = A.Hub().With(s_nicks).In("#tea");
                    foreach (var step in steps)
                        step(story);
                    var (due, seen) = (story.Hub.NextDue, story.Numbers("eve", "#tea"));
                    var board = story.FromSnapshot().Board("eve", "#tea");
                    Assert.Equal(due, story.Hub.NextDue);
                    Assert.Equal(seen, story.Numbers("eve", "#tea"));
                    var all = board.Others.Concat(board.Pinned).ToList();
                    Assert.Equal(all.Count, all.Select(post => post.Number).Distinct().Count());
                    Assert.Equal(
                        board.Others.Select(post => post.Number),
                        board.Others.Select(post => post.Number).Order()
                    );
                    // The author does not count.
                    Assert.All(all, post => Assert.InRange(post.Seen, 0, s_nicks.Length - 1));
                }
            )
            .Check();

    [Fact]
    public void Whatever_was_posted_for_a_time_is_nowhere_two_days_after_it() =>
        Prop.ForAll(
                s_step.ListOf().Resize(40).ToArbitrary(),
                steps =>
                {
                    var story = A.Hub().With(s_nicks).In("#tea");
                    foreach (var step in steps)
                        step(story);
                    var kept = story
                        .Board("ada", "#tea")
                        .Others.Concat(story.Board("ada", "#tea").Pinned)
                        .Where(post => post.Expires == 0)
                        .Select(post => post.Number)
                        .Order();
                    story.After(TimeSpan.FromDays(1)).Expire();
                    story.After(TimeSpan.FromDays(1)).Expire();
                    var left = story.Board("ada", "#tea");
                    Assert.Equal(
                        kept,
                        left.Others.Concat(left.Pinned).Select(post => post.Number).Order()
                    );
                    Assert.Null(story.Hub.NextDue);
                }
            )
            .Check();
}
