namespace Hubbub.Core;

/// <summary>What a member is in a room; one may be several.</summary>
[Flags]
public enum Role : byte
{
    None = 0,
    Voice = 1,
    HalfOperator = 2,
    Operator = 4,
    Founder = 8,
}

/// <summary>Roles in order of power.</summary>
public enum Rank : byte
{
    None = 0,
    Voice = 1,
    HalfOperator = 2,
    Operator = 3,
    Founder = 4,
}

internal static class Roles
{
    public static Rank RankOf(Role role) =>
        (role & Role.Founder) != 0 ? Rank.Founder
        : (role & Role.Operator) != 0 ? Rank.Operator
        : (role & Role.HalfOperator) != 0 ? Rank.HalfOperator
        : (role & Role.Voice) != 0 ? Rank.Voice
        : Rank.None;

    /// <summary>The role that a mode gives; <see cref="Role.None"/> where it gives none.</summary>
    public static Role GivenBy(RoomMode mode) =>
        mode switch
        {
            RoomMode.Founder => Role.Founder,
            RoomMode.Operator => Role.Operator,
            RoomMode.HalfOperator => Role.HalfOperator,
            RoomMode.Voice => Role.Voice,
            _ => Role.None,
        };

    /// <summary>The flag that a mode is; <see cref="RoomFlags.None"/> where it is none.</summary>
    public static RoomFlags FlagOf(RoomMode mode) =>
        mode switch
        {
            RoomMode.InviteOnly => RoomFlags.InviteOnly,
            RoomMode.Moderated => RoomFlags.Moderated,
            RoomMode.NoOutsideMessages => RoomFlags.NoOutsideMessages,
            RoomMode.Secret => RoomFlags.Secret,
            RoomMode.TopicByOperators => RoomFlags.TopicByOperators,
            RoomMode.NoPrograms => RoomFlags.NoPrograms,
            _ => RoomFlags.None,
        };
}
