namespace Hubbub.Client.Conversations;

public static class Mention
{
    /// <summary>The name stands in the text, as a word of its own.</summary>
    public static bool Names(string text, string nick)
    {
        if (nick.Length == 0)
            return false;
        for (
            var at = text.IndexOf(nick, StringComparison.OrdinalIgnoreCase);
            at >= 0;
            at = text.IndexOf(nick, at + 1, StringComparison.OrdinalIgnoreCase)
        )
        {
            var end = at + nick.Length;
            if (
                (at == 0 || !char.IsLetterOrDigit(text[at - 1]))
                && (end == text.Length || !char.IsLetterOrDigit(text[end]))
            )
                return true;
        }

        return false;
    }
}
