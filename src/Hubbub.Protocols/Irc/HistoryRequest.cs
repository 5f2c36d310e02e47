using System.Globalization;
using System.Text;
using Hubbub.Core;

namespace Hubbub.Protocols.Irc;

/// <summary>Why a line is refused: the code of its FAIL, what it is about, and words.</summary>
internal sealed record Fault(string Code, string Words, params string[] Context);

/// <summary>
/// One CHATHISTORY line: <c>subcommand target reference [reference] limit</c>, or
/// <c>TARGETS time time limit</c>.
/// </summary>
internal sealed record HistoryRequest(string Subcommand, string Target, HistoryQuestion Question)
{
    private const string Targets = "TARGETS";

    public static bool TryParse(
        IrcWire wire,
        in IrcLine line,
        out HistoryRequest request,
        out Fault fault
    )
    {
        request = null!;
        fault = null!;
        var subcommand = line.Text(0).ToUpperInvariant();
        var (kind, references) = ShapeOf(subcommand);
        if (references == 0)
        {
            fault = Invalid(subcommand, "Unknown command");
            return false;
        }

        var target = subcommand == Targets ? "*" : line.Text(1);
        var first = subcommand == Targets ? 1 : 2;
        if (line.Count != first + references + 1)
        {
            var few = line.Count < first + references + 1;
            fault = Invalid(subcommand, few ? "Insufficient parameters" : "Too many parameters");
            return false;
        }

        if (!TryLimit(line.Text(first + references), wire.Face.HistoryLimit, out var most))
        {
            fault = Invalid(subcommand, "The limit has to be a number");
            return false;
        }

        var (from, to) = (Moment.None, Moment.None);
        var parsing = new References(wire.Face.Tokens, subcommand, target);
        if (
            !parsing.TryParse(line[first], mayBeStar: subcommand == "LATEST", ref from, ref fault)
            || (
                references == 2
                && !parsing.TryParse(line[first + 1], mayBeStar: false, ref to, ref fault)
            )
        )
        {
            return false;
        }

        var withEvents = (wire.Caps & Caps.EventPlayback) != 0;
        request = new HistoryRequest(
            subcommand,
            target,
            subcommand == Targets
                ? new TargetsBetween(from, to, most)
                : new PageOf(TargetOf(target), kind, from, to, most, withEvents)
        );
        return true;
    }

    /// <summary>A room or a person.</summary>
    public static HistoryTarget TargetOf(string target) =>
        target.StartsWith('#')
            ? HistoryTarget.Of(target, NameRules.FoldRoom(target))
            : HistoryTarget.Of(target, NameRules.Fold(target));

    /// <summary>How many references it takes; 0: no such subcommand.</summary>
    private static (PageKind Kind, int References) ShapeOf(string subcommand) =>
        subcommand switch
        {
            "LATEST" => (PageKind.Latest, 1),
            "BEFORE" => (PageKind.Before, 1),
            "AFTER" => (PageKind.After, 1),
            "AROUND" => (PageKind.Around, 1),
            "BETWEEN" => (PageKind.Between, 2),
            Targets => (default, 2),
            _ => (default, 0),
        };

    /// <summary>At most what the server gives; more is not refused, but not given.</summary>
    private static bool TryLimit(string word, int limit, out int most)
    {
        var isNumber = word.Length > 0 && word.All(char.IsAsciiDigit);
        most =
            isNumber && int.TryParse(word, NumberStyles.None, null, out var asked)
                ? Math.Min(asked, limit)
                : limit;
        return isNumber;
    }

    private static Fault Invalid(string subcommand, string words) =>
        new("INVALID_PARAMS", words, subcommand);
}

/// <summary>Reads <c>timestamp=…</c>, <c>msgid=…</c> and <c>*</c>.</summary>
internal readonly struct References(MessageTokens tokens, string subcommand, string target)
{
    private static readonly string[] s_times = ["yyyy-MM-ddTHH:mm:ss.fffZ", "yyyy-MM-ddTHH:mm:ssZ"];

    public bool TryParse(
        ReadOnlySpan<byte> word,
        bool mayBeStar,
        ref Moment moment,
        ref Fault fault
    )
    {
        if (mayBeStar && word.SequenceEqual("*"u8))
            return true;
        if (word.StartsWith("timestamp="u8))
        {
            if (TryTime(word["timestamp="u8.Length..], out var at))
            {
                moment = Moment.Of(at);
                return true;
            }

            fault = new Fault("INVALID_PARAMS", "Invalid timestamp", subcommand, TextOf(word));
            return false;
        }

        if (subcommand != "TARGETS" && word.StartsWith("msgid="u8))
        {
            if (tokens.TryRead(word["msgid="u8.Length..], out var id))
            {
                moment = Moment.Of(id);
                return true;
            }

            fault = new Fault(
                "MESSAGE_ERROR",
                "That message is not known here",
                subcommand,
                target
            );
            return false;
        }

        fault = new Fault(
            "INVALID_MSGREFTYPE",
            "References are timestamp=… or msgid=…",
            subcommand,
            target
        );
        return false;
    }

    /// <summary>As server-time has it; milliseconds since 1970.</summary>
    public static bool TryTime(ReadOnlySpan<byte> word, out long milliseconds)
    {
        milliseconds = 0;
        if (
            word.Length > 24
            || !DateTimeOffset.TryParseExact(
                Encoding.UTF8.GetString(word),
                s_times,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var at
            )
        )
        {
            return false;
        }

        milliseconds = at.ToUnixTimeMilliseconds();
        return milliseconds >= 0;
    }

    private static string TextOf(ReadOnlySpan<byte> word) =>
        Encoding.UTF8.GetString(word[..Measure.Cut(word, 60)]);
}
