namespace Hubbub.Files;

/// <summary>How a transfer ends. The numbers are the codes with which connections are closed.</summary>
public enum EndKind
{
    Done = 0,

    /// <summary>The transport's own: the other side broke its rules.</summary>
    Violation = 1,

    /// <summary>Whoever was offered the files does not want them.</summary>
    Refused = 16,

    /// <summary>A person has stopped it.</summary>
    Stopped = 17,
    NoRoom = 18,
    NoAccess = 19,

    /// <summary>A file is not any more what was offered.</summary>
    Changed = 20,

    /// <summary>A message that means nothing, or means nothing now.</summary>
    Misread = 21,

    /// <summary>Any other trouble with a disk.</summary>
    Disk = 22,

    /// <summary>Too many are waiting already.</summary>
    Busy = 23,

    /// <summary>The other side speaks, but not of files, or in another version.</summary>
    OtherKind = 24,

    /// <summary>The other side has fallen silent. Never sent.</summary>
    Lost = 25,
}

/// <param name="IsHere">It came about on this side.</param>
/// <param name="Text">For people, the same words on both sides: who and what.</param>
public sealed record TransferEnd(EndKind Kind, bool IsHere, string Text)
{
    public bool IsDone => Kind == EndKind.Done;

    /// <summary>The same command goes on where it was.</summary>
    public bool CanGoOn =>
        Kind
            is EndKind.Stopped
                or EndKind.NoRoom
                or EndKind.NoAccess
                or EndKind.Disk
                or EndKind.Lost;
}

/// <summary>Something ends a transfer: thrown by whoever works, told to both sides.</summary>
#pragma warning disable RCS1194 // Always of a kind.
public sealed class TransferException(EndKind kind, string text, Exception? inner = null)
#pragma warning restore RCS1194
    : Exception(text, inner)
{
    public EndKind Kind { get; } = kind;

    /// <summary>What the system said about a file, in the words of both sides.</summary>
    /// <param name="whose">"the sender" or "the receiver".</param>
    internal static TransferException Of(Exception trouble, string whose, string path)
    {
        const int NoSpace = 28;
        const int Quota = 122;
        const int WindowsFull = unchecked((int)0x80070070);
        return trouble switch
        {
            TransferException known => known,
            IOException { HResult: NoSpace or Quota or WindowsFull } => new(
                EndKind.NoRoom,
                $"the disk of {whose} is full ({path})",
                trouble
            ),
            UnauthorizedAccessException => new(
                EndKind.NoAccess,
                $"{whose} may not touch {path}",
                trouble
            ),
            _ => new(EndKind.Disk, $"{whose} has trouble with {path}: {trouble.Message}", trouble),
        };
    }
}
