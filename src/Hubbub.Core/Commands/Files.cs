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
public readonly record struct FileLimits(long All, long One);

/// <summary>A file is taken out of the drop. Text: the reason given.</summary>
/// <param name="Owned">They have shown the secret that whoever brought it was given.</param>
public sealed record RemoveFile(int Number, bool Owned) : Command;
