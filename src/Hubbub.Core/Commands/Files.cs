namespace Hubbub.Core;

/// <summary>
/// A file is in the drop for a room, whole and verified; its bytes lie beside the log. Text: the line that everybody
/// reads, with the link.
/// </summary>
/// <param name="Length">Characters of the text as people count them.</param>
/// <param name="Digest">SHA-256 of the bytes, in lower-case hexadecimal digits: where they lie.</param>
/// <param name="Key">What the link holds that nobody can guess: it opens this file and nothing else.</param>
public sealed record OfferFile(
    string Room,
    FoldedRoom Folded,
    int Length,
    string Name,
    long Size,
    string Digest,
    string Key
) : Command;

/// <summary>How much may be kept in the drop from here on. By the node, at its start.</summary>
public sealed record LimitFiles(FileLimits Limits) : Command;

/// <param name="All">Bytes of all files together; 0: none are kept.</param>
/// <param name="One">Bytes of one file.</param>
/// <param name="Wait">How long a file for one person waits to be fetched, in microseconds; see <see cref="Keep.Forever"/>; 0: nobody has said.</param>
public readonly record struct FileLimits(long All, long One, long Wait = FileLimits.UsualWait)
{
    /// <summary>7 days.</summary>
    public const long UsualWait = 7L * 86_400_000_000;
}

/// <summary>A file is taken out of the drop. Text: the reason given.</summary>
/// <param name="Owned">They have shown the secret that whoever brought it was given.</param>
public sealed record RemoveFile(int Number, bool Owned) : Command;

/// <summary>
/// A file is in the drop for one person, for one time, whole and verified. Text: the line that they read, with the link.
/// </summary>
/// <param name="Nick">As typed.</param>
/// <param name="To">Who bore the nick when the file began to come: who bears it by now may be another.</param>
/// <param name="Length">As of <see cref="OfferFile"/>, and so what follows.</param>
public sealed record HandFile(
    string Nick,
    SessionId To,
    int Length,
    string Name,
    long Size,
    string Digest,
    string Key
) : Command;

/// <summary>Whom a file is for does not want it.</summary>
/// <param name="Number">0: the only one that waits for them.</param>
public sealed record DeclineFile(int Number) : Command;

/// <summary>A file for one person has been delivered, every byte of it. By the node.</summary>
public sealed record CloseFile(int Number) : Command;

/// <summary>Files for one person that nobody fetched in time go. By the node, when some are due.</summary>
public sealed record ExpireFiles : Command;
