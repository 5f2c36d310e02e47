namespace Hubbub.Core;

/// <summary>
/// One attached person-device: the <paramref name="Number"/>-th connection of a node's
/// <paramref name="Incarnation"/>. Given without the log; number 0 is the node itself.
/// </summary>
public readonly record struct SessionId(ulong Incarnation, uint Number) : IComparable<SessionId>
{
    /// <summary>Total order: incarnation, then number. Every ordered telling of sessions uses it.</summary>
    public int CompareTo(SessionId other)
    {
        var byIncarnation = Incarnation.CompareTo(other.Incarnation);
        return byIncarnation != 0 ? byIncarnation : Number.CompareTo(other.Number);
    }
}

/// <summary>
/// A room's identity: the index of the entry that made it. A room made again under an old name
/// is another room.
/// </summary>
public readonly record struct RoomId(ulong Index);

/// <summary>
/// What was told of one entry: the place of the entry in the log, and of the event among those of
/// the entry. Clients know it as a token (<c>msgid</c>) that tells them neither.
/// </summary>
public readonly record struct MessageId(ulong Index, int Ordinal) : IComparable<MessageId>
{
    public int CompareTo(MessageId other)
    {
        var byIndex = Index.CompareTo(other.Index);
        return byIndex != 0 ? byIndex : Ordinal.CompareTo(other.Ordinal);
    }
}

/// <summary>A nick in the form in which nicks are compared. Folded outside (it needs Unicode data).</summary>
public readonly record struct FoldedNick(string Value);

/// <summary>A room's name in the form in which names are compared.</summary>
public readonly record struct FoldedRoom(string Value);

/// <summary>
/// What others see of a session. A rename makes a new one, so an event may keep it: it still
/// tells who somebody was when they have gone.
/// </summary>
/// <param name="Host">The shown host: cloaked outside, never an address.</param>
public sealed record Identity(
    SessionId Session,
    string Nick,
    FoldedNick Folded,
    string User,
    string Host,
    string RealName
)
{
    /// <summary>Marked as a program.</summary>
    public bool IsBot { get; init; }

    /// <summary><c>nick!user@host</c>, what ban masks are held against.</summary>
    public string Mask => $"{Nick}!{User}@{Host}";
}
