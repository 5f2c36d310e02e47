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

    /// <summary>A file for one person is in the drop no more.</summary>
    public const string ClosedTag = "+hubbub/file-end";

    /// <summary>What stands before the line that offers it: <c>[file 12] </c>.</summary>
    public static byte[] Mark(DroppedFile file) =>
        Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"[file {file.Number}] ")
        );

    /// <summary>One line of a list: <c>12 ada 10:15: teapot.png (1.2 MB) http://…</c>.</summary>
    public static string Line(DroppedFile file, DropFace drop, long now, TimeZoneInfo zone)
    {
        var whom = file.IsHanded ? $" for {file.ToNick}" : "";
        var once = file.IsHanded ? DropFace.OneTime : "";
        return $"{file.Number} {file.By}{whom} {TimeWords.Of(file.At, now, zone)}: {drop.LineOf(file.Key, file.Name, file.Size)}{once}";
    }

    /// <summary><c>file 12, teapot.png (1.2 MB)</c>.</summary>
    public static string Named(DroppedFile file) =>
        $"file {file.Number}, {DropFace.Shown(file.Name)} ({SizeWords.Of(file.Size)})";

    /// <summary>Without a full stop: <c>bob has fetched file 12: teapot.png</c>.</summary>
    public static string Of(FileClosed closed)
    {
        var (whom, what) = (closed.File.ToNick, $"file {closed.File.Number}");
        var said = closed.End switch
        {
            FileEnd.Fetched => $"{whom} has fetched {what}",
            FileEnd.Declined => $"{whom} does not want {what}",
            _ => $"{whom} has not fetched {what} in time, and it is gone",
        };
        return $"{said}: {DropFace.Shown(closed.File.Name)}";
    }

    /// <summary>The end of a list.</summary>
    /// <param name="own">The reader's nick.</param>
    public static string End(FilesAnswer files, string own)
    {
        var count = files.Count == 1 ? "1 file" : $"{files.Count} files";
        var all = SizeWords.Of(files.Limits.All);
        if (files.Room == default)
            return files.Name == own
                ? $"{count} for you, not fetched yet"
                : $"{count} between you and {files.Name}, not fetched yet";
        return $"{count} for {files.Name}; {SizeWords.Of(files.Used)} of {all} are used on this server";
    }

    /// <summary>With its value; the name stands escaped as in a link.</summary>
    public static string TagOf(DroppedFile file) =>
        Of(
            Tag,
            $"{file.Number},by={file.By}{(file.IsHanded ? $",to={file.ToNick}" : "")},size={file.Size},sha256={file.Digest},path={DropFace.PathOf(file.Key, file.Name)},name={Uri.EscapeDataString(file.Name)}"
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

    public static string TagOf(FileClosed closed) =>
        Of(
            ClosedTag,
            $"{closed.File.Number},end={closed.End.ToString().ToLowerInvariant()},by={closed.File.By},to={closed.File.ToNick}"
        );

    public static string FetchTagOf(DroppedFile file) => Of(FetchTag, $"{file.Number}");

    private static string Of(string tag, FormattableString value) =>
        $"{tag}={Irc.TagEscapes.Escape(FormattableString.Invariant(value))}";
}
