using Hubbub.Client.Conversations;
using Hubbub.Terminal.Editing;

namespace Hubbub.Cli.Chatting;

/// <summary>What Tab makes of a word: a command, a room, or a name; who spoke last comes first.</summary>
internal static class ChatCompleter
{
    private const int Most = 200;

    public static Completion? Complete(Chat chat, string text, int cursor)
    {
        var start = text.LastIndexOfAny([' ', '\n'], Math.Max(0, cursor - 1), cursor) + 1;
        var word = text[start..cursor];
        if (word.Length == 0)
            return null;
        IEnumerable<string> candidates =
            start == 0 && word[0] == '/' ? Commands(chat, word)
            : chat.Engine.State.IsRoom(word) ? Rooms(chat, word)
            : Names(chat, word, start == 0 ? ": " : " ");
        var found = candidates.Take(Most).ToList();
        return found.Count == 0 ? null : new Completion(start, found);
    }

    private static IEnumerable<string> Commands(Chat chat, string word) =>
        chat.Commands.Where(c => Begins("/" + c.Name, word)).Select(c => $"/{c.Name} ");

    private static IEnumerable<string> Rooms(Chat chat, string word) =>
        chat
            .Conversations.All.Where(c => c.IsRoom)
            .Select(c => c.Name)
            .Union(
                chat.Engine.State.Rooms.Values.Select(r => r.Name),
                StringComparer.OrdinalIgnoreCase
            )
            .Where(name => Begins(name, word))
            .Order(StringComparer.OrdinalIgnoreCase)
            .Select(name => name + " ");

    private static IEnumerable<string> Names(Chat chat, string word, string after)
    {
        var current = chat.Conversations.Current;
        var here =
            chat.Engine.State.Room(current.Name)?.Members.Values.Select(m => m.Nick)
            ?? [current.Name];
        var matching = here.Where(nick => Begins(nick, word) && !chat.Engine.State.IsMe(nick))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return current
            .Speakers.Where(matching.Contains)
            .Concat(matching.Order(StringComparer.OrdinalIgnoreCase))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(nick => nick + after);
    }

    private static bool Begins(string text, string with) =>
        text.StartsWith(with, StringComparison.OrdinalIgnoreCase);
}
