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

    /// <summary>Handed to one of those who are here, or declined.</summary>
    public static Command ToPerson(Random dice, string nick, IReadOnlyList<SessionId> here) =>
        dice.Next(3) == 0
            ? new DeclineFile(dice.Next(2) * dice.Next(30))
            : new HandFile(
                nick,
                here[dice.Next(here.Count)],
                5,
                $"file {dice.Next(5)}",
                dice.Next(100),
                $"digest {dice.Next(5)}",
                $"once {dice.Next(1_000_000)}"
            );

    public static Command ByNode(Random dice) =>
        dice.Next(3) switch
        {
            0 => new ExpireFiles(),
            1 => new CloseFile(dice.Next(1, 30)),
            _ => new LimitFiles(
                new FileLimits(dice.Next(3_000), 300, 1_000L * dice.Next(400_000_000))
            ),
        };

    public static RemoveFile Remove(Random dice) => new(dice.Next(1, 30), dice.Next(5) == 0);
}
