using System.Globalization;
using System.Text;
using Hubbub.Core;

namespace Hubbub.Protocols.Drop;

/// <summary>Files of the drop in words and in a tag (docs/files.md).</summary>
internal static class FileWords
{
    /// <summary>The tag that makes a message one that offers a file, without its value.</summary>
    public const string Tag = "+hubbub/file";

    /// <summary>The end of a list of them.</summary>
    public const string ListTag = "+hubbub/files";

    /// <summary>Where one may be brought.</summary>
    public const string UploadTag = "+hubbub/upload";

    /// <summary>What the connection offers next, beside its lines, goes to a room.</summary>
    public const string BringTag = "+hubbub/bring";

    /// <summary>A file comes beside the lines.</summary>
    public const string FetchTag = "+hubbub/fetch";

    /// <summary>What stands before the line that offers it: <c>[file 12] </c>.</summary>
    public static byte[] Mark(DroppedFile file) =>
        Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"[file {file.Number}] ")
        );

    /// <summary>One line of a list: <c>12 ada 10:15: teapot.png (1.2 MB) http://…</c>.</summary>
    public static string Line(DroppedFile file, DropFace drop, long now, TimeZoneInfo zone) =>
        $"{file.Number} {file.By} {TimeWords.Of(file.At, now, zone)}: {drop.LineOf(file.Key, file.Name, file.Size)}";

    /// <summary>The end of a list.</summary>
    public static string End(FilesAnswer files)
    {
        var count = files.Count == 1 ? "1 file" : $"{files.Count} files";
        var all = SizeWords.Of(files.Limits.All);
        return $"{count} for {files.Name}; {SizeWords.Of(files.Used)} of {all} are used on this server";
    }

    /// <summary>With its value; the name stands escaped as in a link.</summary>
    public static string TagOf(DroppedFile file) =>
        Of(
            Tag,
            $"{file.Number},by={file.By},size={file.Size},sha256={file.Digest},path={DropFace.PathOf(file.Key, file.Name)},name={Uri.EscapeDataString(file.Name)}"
        );

    public static string TagOf(FilesAnswer files) =>
        Of(
            ListTag,
            $"{files.Name},count={files.Count},older={files.Older},used={files.Used},all={files.Limits.All},one={files.Limits.One}"
        );

    /// <param name="most">Bytes that there is room for.</param>
    public static string UploadTagOf(string room, string right, long most) =>
        Of(UploadTag, $"{room},path=/files/{right}/,most={most}");

    public static string BringTagOf(string room, long most) => Of(BringTag, $"{room},most={most}");

    public static string FetchTagOf(DroppedFile file) => Of(FetchTag, $"{file.Number}");

    private static string Of(string tag, FormattableString value) =>
        $"{tag}={Irc.TagEscapes.Escape(FormattableString.Invariant(value))}";
}
