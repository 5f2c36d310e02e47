namespace Hubbub.Core;

/// <summary>How long what is said in a room stays, whatever the server does elsewhere. By server operators.</summary>
/// <param name="Span">See <see cref="Keep"/>.</param>
public sealed record SetKeep(string Room, FoldedRoom Folded, long Span) : Command;

/// <summary>
/// Proposed by the node when its clock says so: how far some rooms are forgotten. The hub sees
/// places only; what was set too far is set back by another.
/// </summary>
public sealed record Forget(IReadOnlyList<ForgetMark> Marks) : Command
{
    public bool Equals(Forget? other) => other is not null && Marks.SequenceEqual(other.Marks);

    public override int GetHashCode() => Marks.Count;
}

/// <summary>Everything in a room up to an entry is to be read nowhere any more.</summary>
/// <param name="Room">Default: private talks, and rooms that have ended.</param>
/// <param name="Grace">After how long out of sight it may be erased, in microseconds.</param>
public readonly record struct ForgetMark(RoomId Room, ulong UpTo, long Grace);

/// <summary>Spans that stand for something else; all others are microseconds.</summary>
public static class Keep
{
    /// <summary>As long as the server keeps what nobody has decided on.</summary>
    public const long AsServer = 0;

    public const long Forever = long.MaxValue;
}
