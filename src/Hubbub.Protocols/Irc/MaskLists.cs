using Hubbub.Core;

namespace Hubbub.Protocols.Irc;

/// <summary>A room's mask lists as MODE shows them.</summary>
internal static class MaskLists
{
    private static readonly Dictionary<
        RoomMode,
        (Numeric Entry, Numeric End, string Ending)
    > s_rows = new()
    {
        [RoomMode.Ban] = (Numeric.BanList, Numeric.EndOfBanList, "End of channel ban list"),
        [RoomMode.BanException] = (
            Numeric.ExceptionList,
            Numeric.EndOfExceptionList,
            "End of channel exception list"
        ),
        [RoomMode.InviteException] = (
            Numeric.InviteExceptionList,
            Numeric.EndOfInviteExceptionList,
            "End of channel invite exception list"
        ),
    };

    public static void Write(
        IrcWire wire,
        string room,
        FoldedRoom folded,
        RoomMode list,
        Hub hub,
        LineWriter writer
    )
    {
        if (hub.Answer(wire.Session, new MasksOf(folded, list)) is not MasksAnswer masks)
        {
            wire.Begin(writer, Numeric.NoSuchChannel)
                .Arg(Families.RoomLists.Shown(room))
                .Last("No such channel");
            return;
        }

        if (!masks.Allowed)
        {
            wire.Begin(writer, Numeric.ChannelOperatorNeeded)
                .Arg(masks.Name)
                .Last("You're not a channel operator");
            return;
        }

        var (entry, end, ending) = s_rows[list];
        foreach (var mask in masks.Masks)
        {
            wire.Begin(writer, entry)
                .Arg(masks.Name)
                .Arg(mask.Mask)
                .Arg(mask.SetBy)
                .Write((byte)' ')
                .Write(mask.At / 1_000_000)
                .End();
        }

        wire.Begin(writer, end).Arg(masks.Name).Last(ending);
    }
}
