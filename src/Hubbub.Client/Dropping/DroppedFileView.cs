using System.Globalization;

namespace Hubbub.Client.Dropping;

/// <summary>A file that lies with the server: what the tag <c>+hubbub/file</c> says (docs/files.md).</summary>
/// <param name="Path">Of its link, on the server that we are connected to.</param>
/// <param name="Digest">SHA-256, in hexadecimal digits.</param>
public sealed record DroppedFileView(
    int Number,
    string Name,
    long Size,
    string By,
    string Digest,
    string Path
)
{
    private const string Tag = "+hubbub/file";
    private const string Folder = "/files/";

    /// <summary>What its link holds: who has it may have the file. Empty: there is none.</summary>
    public string Key =>
        Path.StartsWith(Folder, StringComparison.Ordinal)
            ? Path[Folder.Length..].Split('/')[0]
            : "";

    /// <summary>Its link is for one time.</summary>
    public bool IsForOneTime => Key.StartsWith("once-", StringComparison.Ordinal);

    /// <summary>Null: the line is about no file.</summary>
    public static DroppedFileView? Of(IReadOnlyDictionary<string, string> tags)
    {
        if (!tags.TryGetValue(Tag, out var tag))
            return null;
        var values = Values(tag);
        return new(
            (int)Read(tag.Split(',')[0]),
            Uri.UnescapeDataString(values.GetValueOrDefault("name", "")),
            Read(values.GetValueOrDefault("size", "")),
            values.GetValueOrDefault("by", ""),
            values.GetValueOrDefault("sha256", ""),
            values.GetValueOrDefault("path", "")
        );
    }

    /// <summary>What stands in a tag behind its first word, as <c>name=value</c> with commas between.</summary>
    public static Dictionary<string, string> Values(string tag) =>
        tag.Split(',')
            .Skip(1)
            .Select(word => word.Split('=', 2))
            .Where(pair => pair.Length == 2)
            .DistinctBy(pair => pair[0])
            .ToDictionary(pair => pair[0], pair => pair[1]);

    private static long Read(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;
}
