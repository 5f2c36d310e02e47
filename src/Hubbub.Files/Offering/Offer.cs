namespace Hubbub.Files;

public enum ItemKind
{
    File,
    Folder,
}

/// <param name="Path">Relative, its parts joined by '/', in the sender's spelling. Not to be trusted: see ReceivedPath.</param>
/// <param name="Size">Bytes; of a folder 0.</param>
/// <param name="Mode">Unix permissions (the low nine bits); 0: not known.</param>
/// <param name="Modified">Ticks of UTC (100 ns since the year 1).</param>
public sealed record OfferedItem(ItemKind Kind, string Path, long Size, int Mode, long Modified);

/// <summary>What somebody wants to send: told, and agreed to, before any byte of it.</summary>
/// <param name="From">As the sender calls itself: for people, proves nothing.</param>
public sealed record Offer(string From, IReadOnlyList<OfferedItem> Items)
{
    public int Files { get; } = Items.Count(item => item.Kind == ItemKind.File);

    /// <summary>Bytes of all files.</summary>
    public long Size { get; } = Items.Sum(item => item.Size);
}

/// <summary>What both sides hold an offer to: whoever receives keeps all of it in memory.</summary>
public static class OfferLimits
{
    public const int MostItems = 100_000;

    /// <summary>Bytes of UTF-8 of all paths.</summary>
    public const int MostNames = 8 * 1024 * 1024;

    /// <summary>Bytes of UTF-8.</summary>
    public const int LongestPath = 4_096;

    /// <summary>4 PiB; the sum of all files too.</summary>
    public const long MostSize = 1L << 52;

    /// <summary>Bytes of UTF-8 of the sender's name.</summary>
    public const int LongestFrom = 128;

    /// <summary>Files of which a part is there already: each keeps a hash open on both sides.</summary>
    public const int MostParts = 64;
}
