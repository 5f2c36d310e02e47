using System.CommandLine;
using System.Globalization;
using Hubbub.Protocols;

namespace Hubbub.Cli.Serve;

/// <summary>Words to values, the same for the command line and the file. Null: no such value.</summary>
internal static class OptionWords
{
    public const string PortRule = "has to be a number from 1 to 65535 (0: any free one)";

    public const string NameLengthRule = "has to be a number from 1 to 100";

    public const string HistoryLimitRule = "has to be a number from 1 to 10000";

    public const string ReplayRule = "has to be a number from 0 (off) to 200";

    public const string LogFormatRule = "has to be text or json";

    public const string SyncDelayRule = "has to be milliseconds, from 0 to 1000";

    public const string StsRule = "has to be a number of days, from 0 (take it back) to 730";

    public const string BytesRule = "has to be a number of bytes, as in 500M, 2G or 1T";

    public const string UrlRule = "has to be a link, as in https://chat.example.org:6667";

    public static long? Bytes(string word) =>
        SizeWords.Parse(word) is > 0 and var bytes ? bytes : null;

    /// <summary>Without a slash at its end.</summary>
    public static string? Url(string word) =>
        Uri.TryCreate(word, UriKind.Absolute, out var url)
        && url.Scheme is "http" or "https"
        && url.PathAndQuery == "/"
            ? url.GetLeftPart(UriPartial.Authority)
            : null;

    public static int? Sts(string word) => Number(word, 0, 730);

    public static int? Port(string word) => Number(word, 0, 65_535);

    public static int? NameLength(string word) => Number(word, 1, 100);

    public static int? HistoryLimit(string word) => Number(word, 1, 10_000);

    public static int? Replay(string word) => Number(word, 0, 200);

    public static int? SyncDelay(string word) => Number(word, 0, 1_000);

    public static long? Keep(string word) => KeepWords.Read(word);

    public static LogFormat? LogFormat(string word) =>
        word switch
        {
            "text" => Serve.LogFormat.Text,
            "json" => Serve.LogFormat.Json,
            _ => null,
        };

    /// <summary>The parser takes an option that it does not know for the first argument.</summary>
    /// <exception cref="SyntaxException">It looks like one.</exception>
    public static void RefuseUnknown(Command command, string? word)
    {
        if (word is not ['-', not (>= '0' and <= '9'), ..])
            return;
        var known = command.Options.Where(o => !o.Hidden).Select(o => o.Name).ToList();
        throw new SyntaxException(
            $"{word} is not an option of {command.Name}. Did you mean {NearestKey.Of(word, known)}?"
        );
    }

    private static int? Number(string word, int least, int most) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= least
        && number <= most
            ? number
            : null;
}
