using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Hubbub.Core;

namespace Hubbub.Protocols.Drop;

/// <summary>What protocols know of the drop: where its links lead, and who may bring something. Any thread.</summary>
/// <param name="address">Of the server, as people reach it: <c>http://192.168.1.7:53142</c>.</param>
/// <param name="secret">Of this server: what is made with it stays good over restarts.</param>
/// <param name="clock">For how long an upload link is good.</param>
public sealed class DropFace(string address, byte[] secret, TimeProvider clock)
{
    /// <summary>Bytes of UTF-8 that a name may have.</summary>
    public const int LongestName = 200;

    /// <summary>Random bytes of a link: nobody guesses them.</summary>
    private const int KeyBytes = 16;

    /// <summary>What of a name stands in links and lines: more would be cut up by IRC.</summary>
    private const int ShownBytes = 120;

    /// <summary>Behind the link, in the line.</summary>
    internal const string OneTime = " — for one time";

    private const string OneTimeBegin = "once-";

    public UploadRights Rights { get; } = new(clock);

    public static string NewKey() =>
        Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <summary>What it opens is for one person, and for one time: it can be seen of the key alone, also when it is over.</summary>
    public static string NewOneTimeKey() => OneTimeBegin + NewKey();

    public static bool IsOneTime(string key) =>
        key.StartsWith(OneTimeBegin, StringComparison.Ordinal);

    /// <summary>Where the file is, on this server. The name in it is for people and their programs only.</summary>
    public static string PathOf(string key, string name) => $"/files/{key}/{LinkName(name)}";

    public string LinkOf(DroppedFile file) => address + PathOf(file.Key, file.Name);

    /// <summary>Where something may be brought by who has this.</summary>
    public string UploadLinkOf(string right) => $"{address}/files/{right}/";

    /// <summary>The line that everybody reads.</summary>
    public string LineOf(string key, string name, long size) =>
        $"{Shown(name)} ({SizeWords.Of(size)}) {address}{PathOf(key, name)}";

    /// <summary>Who has it may remove the file, whatever they are called then.</summary>
    public string OwnerSecretOf(DroppedFile file) =>
        Base64Url.EncodeToString(
            HMACSHA256
                .HashData(secret, Encoding.UTF8.GetBytes($"owner {file.Number} {file.Key}"))
                .AsSpan(0, KeyBytes)
        );

    public bool IsOwner(DroppedFile file, string shown) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(OwnerSecretOf(file)),
            Encoding.UTF8.GetBytes(shown)
        );

    private static string LinkName(string name)
    {
        var escaped = Uri.EscapeDataString(name);
        if (escaped.Length <= ShownBytes)
            return escaped;
        var ending = Path.GetExtension(name);
        return ending.Length is > 1 and <= 10 && ending.Skip(1).All(char.IsAsciiLetterOrDigit)
            ? "file" + ending
            : "file";
    }

    internal static string Shown(string name)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        var cut = Measure.Cut(bytes, ShownBytes);
        return cut == bytes.Length ? name : Encoding.UTF8.GetString(bytes, 0, cut) + "…";
    }
}
