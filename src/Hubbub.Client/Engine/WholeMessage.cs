using System.Text;
using Hubbub.Client.State;
using Hubbub.Protocols;
using Hubbub.Protocols.Irc.Client;

namespace Hubbub.Client.Engine;

/// <summary>A message that is said whole or not at all (<see href="https://ircv3.net/specs/extensions/multiline"/>).</summary>
internal static class WholeMessage
{
    public const string Multiline = "draft/multiline";

    /// <summary>Bytes of a line's text, whatever stands before it.</summary>
    private const int Piece = 350;

    /// <summary>It would not fit a line, and the server takes it whole, and tells when it has it.</summary>
    public static bool IsFor(string text, ChatState state)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        var lines = text.AsSpan().Trim('\n').Count('\n') + 1;
        return (lines > 1 || bytes > Piece)
            && bytes <= Measure.MostBytes
            && lines <= Measure.MostLines
            && state.Caps.IsSupersetOf([Multiline, "batch", "echo-message", "labeled-response"]);
    }

    /// <param name="reference">Of the batch, where one is needed.</param>
    /// <param name="tags">Of the message; empty: none.</param>
    public static IEnumerable<string> Lines(
        string target,
        string text,
        string reference,
        string tags = ""
    )
    {
        var before = tags.Length > 0 ? $"@{tags} " : "";
        var lines = text.Replace("\r", "", StringComparison.Ordinal).Split('\n');
        if (lines.Length == 1 && Encoding.UTF8.GetByteCount(text) <= Piece)
            return [before + ClientLine.Of("PRIVMSG", target, text)];
        return
        [
            $"{before}BATCH +{reference} {Multiline} {target}",
            .. lines.SelectMany(line =>
                Pieces(line)
                    .Select(
                        (piece, i) =>
                            (
                                i == 0
                                    ? $"@batch={reference} "
                                    : $"@batch={reference};{Multiline}-concat "
                            ) + ClientLine.Of("PRIVMSG", target, piece)
                    )
            ),
            $"BATCH -{reference}",
        ];
    }

    private static IEnumerable<string> Pieces(string line)
    {
        var rest = Encoding.UTF8.GetBytes(line).AsMemory();
        do
        {
            var length = Measure.Cut(rest.Span, Piece);
            yield return Encoding.UTF8.GetString(rest.Span[..length]);
            rest = rest[length..];
        } while (!rest.IsEmpty);
    }
}
