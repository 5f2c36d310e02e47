using Hubbub.Core;
using Hubbub.Tests.Core;

namespace Hubbub.Tests.Replay;

/// <summary>Files that come into a town's drop, of few sizes and fewer contents.</summary>
internal static class Dropping
{
    public static OfferFile Offer(Random dice, string room) =>
        new(
            room,
            Fold.Room(room),
            5,
            $"file {dice.Next(5)}",
            dice.Next(400),
            $"digest {dice.Next(5)}",
            $"key {dice.Next(1_000_000)}"
        );

    public static RemoveFile Remove(Random dice) => new(dice.Next(1, 30), dice.Next(5) == 0);

    public static LimitFiles Limit(Random dice) => new(new FileLimits(dice.Next(3_000), 300));
}
