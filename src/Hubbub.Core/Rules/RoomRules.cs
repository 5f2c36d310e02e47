using System.Diagnostics.CodeAnalysis;

namespace Hubbub.Core;

/// <summary>What several commands about rooms check alike.</summary>
internal static class RoomRules
{
    /// <summary>The room, if there is one and the session is in it; else refuses.</summary>
    public static bool TryFindOwn(
        in Deciding at,
        FoldedRoom folded,
        string typed,
        [NotNullWhen(true)] out Room? room
    )
    {
        room = at.State.Find(folded);
        if (room is null)
            at.Refuse(Reason.NoSuchRoom, typed);
        else if (!room.Members.ContainsKey(at.Session.Who.Session))
            at.Refuse(Reason.NotInRoom, room.Name);
        else
            return true;
        room = null;
        return false;
    }

    /// <summary>As <see cref="TryFindOwn"/>; but server operators look after a lasting room from outside too.</summary>
    public static bool TryFindCared(
        in Deciding at,
        FoldedRoom folded,
        string typed,
        [NotNullWhen(true)] out Room? room
    )
    {
        room = at.State.Find(folded);
        if (room is not null && room.RankOf(at.Session) == Rank.Founder)
            return true;
        return TryFindOwn(at, folded, typed, out room);
    }
}
