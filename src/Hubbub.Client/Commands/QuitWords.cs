namespace Hubbub.Client.Commands;

/// <summary>Words that leave when they are typed alone on a line, in any case, wherever one types.</summary>
public static class QuitWords
{
    private static readonly string[] s_words = ["quit", "/quit", @"\quit"];

    public static bool Are(string typed) =>
        s_words.Contains(typed.Trim(), StringComparer.OrdinalIgnoreCase);

    /// <summary>What is said by a line that begins with <c>/say</c> or <c>//</c>, to say such words too.</summary>
    public static string Said(string typed) =>
        typed.StartsWith("/say ", StringComparison.OrdinalIgnoreCase) ? typed[5..]
        : typed.StartsWith("//", StringComparison.Ordinal) ? typed[1..]
        : typed;
}
