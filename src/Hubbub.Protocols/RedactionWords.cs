using Hubbub.Core;

namespace Hubbub.Protocols;

/// <summary>A redaction for those whose program cannot take a line back.</summary>
internal static class RedactionWords
{
    /// <summary>Without the reason and the full stop. "It might be preferable to use relative time descriptions" (message-redaction).</summary>
    public static string Of(Redacted redacted, long at) =>
        redacted.Post != 0 ? $"{redacted.By.Nick} took down post {redacted.Post}"
        : redacted.File != 0 ? $"{redacted.By.Nick} removed file {redacted.File}"
        : redacted.By.Nick == redacted.Nick
            ? $"{redacted.By.Nick} took back what they said {Ago(at - redacted.SaidAt)}"
        : $"{redacted.By.Nick} took back what {redacted.Nick} said {Ago(at - redacted.SaidAt)}";

    private static string Ago(long micros) =>
        (micros / 1_000_000) switch
        {
            < 120 and var seconds => $"{Math.Max(0, seconds)} seconds ago",
            < 7_200 and var seconds => $"{seconds / 60} minutes ago",
            < 172_800 and var seconds => $"{seconds / 3_600} hours ago",
            var seconds => $"{seconds / 86_400} days ago",
        };
}
