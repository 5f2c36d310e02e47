using System.Globalization;
using System.Text;
using Hubbub.Core;

namespace Hubbub.Protocols.Irc.Families;

/// <summary>SEARCH (<see href="https://soju.im/search"/>): <c>SEARCH text=hello\\sworld;in=#tea;limit=10</c>.</summary>
internal static class SearchVerbs
{
    private const string Verb = "SEARCH";
    private const int Usual = 100;

    public static Reaction Search(IrcWire wire, in IrcLine line, string? label)
    {
        if (!TryParse(line[0], wire.Face.HistoryLimit, out var search, out var wrong))
        {
            return wire.Reply(
                label: null,
                (w, _, _, writer) =>
                    Fail(w, label, "INVALID_PARAMS", "Invalid parameters", wrong, writer)
            );
        }

        return new Ask
        {
            Session = wire.Session,
            Question = search,
            Holds = true,
            Context = new IrcContext(
                label: null,
                (w, answer, hub, writer) => Write(w, answer, hub, label, writer)
            ),
        };
    }

    private static void Write(
        IrcWire wire,
        Answer? answer,
        Hub hub,
        string? label,
        LineWriter writer
    )
    {
        switch (answer)
        {
            case Core.Page page:
                var batch = HistoryBatch.Begin(wire, label, "soju.im/search", "", writer);
                wire.Pages.Start(
                    batch.PageOf(page.Lines, HistoryVerbs.TellLine),
                    wire,
                    hub,
                    writer
                );
                break;
            case Unread { Reason: Unread.Why.NoWords } unread:
                Fail(
                    wire,
                    label,
                    "INVALID_PARAMS",
                    HistoryVerbs.WordsOf(unread.Reason),
                    "text",
                    writer
                );
                break;
            case Unread unread:
                Fail(
                    wire,
                    label,
                    "INTERNAL_ERROR",
                    HistoryVerbs.WordsOf(unread.Reason),
                    "*",
                    writer
                );
                break;
            default:
                Fail(
                    wire,
                    label,
                    "INVALID_PARAMS",
                    "There is nothing that you can read",
                    "in",
                    writer
                );
                break;
        }
    }

    private static void Fail(
        IrcWire wire,
        string? label,
        string code,
        string words,
        string about,
        LineWriter writer
    )
    {
        Labels.TagIf(writer, label);
        wire.Fail(writer, Verb, code, words, about);
    }

    /// <param name="wrong">The attribute that is not known or cannot be read.</param>
    private static bool TryParse(
        ReadOnlySpan<byte> attributes,
        int most,
        out SearchFor search,
        out string wrong
    )
    {
        search = new SearchFor(null, "", null, -1, -1, Math.Min(Usual, most));
        wrong = "";
        foreach (var range in attributes.Split((byte)';'))
        {
            var attribute = attributes[range];
            if (attribute.IsEmpty)
                continue;
            var equals = attribute.IndexOf((byte)'=');
            var key = Encoding.UTF8.GetString(equals < 0 ? attribute : attribute[..equals]);
            var value = equals < 0 ? "" : TagEscapes.Unescape(attribute[(equals + 1)..]);
            if (Set(search, key, value, most) is not { } next)
            {
                wrong = key.Length > 40 ? "*" : key;
                return false;
            }

            search = next;
        }

        return true;
    }

    /// <summary>Null: not known, or not a value of it.</summary>
    private static SearchFor? Set(SearchFor search, string key, string value, int most)
    {
        long at;
        return key switch
        {
            "text" => search with { Text = value },
            "in" when value.Length > 0 => search with { In = HistoryRequest.TargetOf(value) },
            "from" when value.Length > 0 => search with { From = NameRules.Fold(value) },
            "after" when References.TryTime(Encoding.UTF8.GetBytes(value), out at) => search with
            {
                After = at,
            },
            "before" when References.TryTime(Encoding.UTF8.GetBytes(value), out at) => search with
            {
                Before = at,
            },
            "limit" when TryLimit(value, out var limit) => search with
            {
                Most = Math.Min(limit, most),
            },
            _ => null,
        };
    }

    private static bool TryLimit(string value, out int limit)
    {
        limit = int.MaxValue;
        var isNumber = value.Length > 0 && value.All(char.IsAsciiDigit);
        // A number too large is as good as the largest.
        return isNumber
            && (
                int.TryParse(value, NumberStyles.None, null, out limit)
                || (limit = int.MaxValue) > 0
            );
    }
}
