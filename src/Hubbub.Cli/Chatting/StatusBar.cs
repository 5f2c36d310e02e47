using System.Globalization;
using Hubbub.Client.Conversations;
using Hubbub.Client.Engine;
using Hubbub.Client.State;
using Hubbub.Terminal.Drawing;

namespace Hubbub.Cli.Chatting;

/// <summary>The row above the edit line: where one is, what is wrong, what waits elsewhere; the topic in what is left.</summary>
internal static class StatusBar
{
    /// <param name="below">Lines below the window.</param>
    /// <param name="hint">Takes the row for itself, once.</param>
    public static StyledLine Of(Chat chat, string server, long below, string? hint, int width)
    {
        if (hint is not null)
            return StyledLine.Of(Fit(" " + hint, width), Style.Bold);
        var current = chat.Conversations.Current;
        var room = chat.Engine.State.Room(current.Name);
        var name = current.Name.Length > 0 ? current.Name : server;
        var left = $" {name}";
        var right = Right(chat, below);
        var people = room is { IsComplete: true }
            ? room.Members.Count == 1
                ? "  you alone"
                : $"  {room.Members.Count} here"
            : "";
        if (CellWidth.Of(left + people + right) + 1 <= width)
            left += people;
        var gap = width - CellWidth.Of(left) - CellWidth.Of(right);
        var topic = room is { Topic.Length: > 0 } && gap > 8 ? Fit("  " + room.Topic, gap - 1) : "";
        var fill = Math.Max(0, width - CellWidth.Of(left + topic) - CellWidth.Of(right));
        return new StyledLine([
            new(Fit(left, width), Style.Bold),
            new(topic),
            new(new string(' ', fill)),
            new(right, Style.Bold),
        ]);
    }

    private static string Right(Chat chat, long below)
    {
        var parts = new List<string>();
        if (below > 0)
            parts.Add($"{below} below ↓");
        if (chat.Doing.Length > 0)
            parts.Add(chat.Doing);
        parts.AddRange(Unread(chat.Conversations));
        if (chat.Engine.State.IsAway)
            parts.Add("away");
        if (Connection(chat.Engine) is { } trouble)
            parts.Add(trouble);
        return parts.Count == 0 ? "" : string.Join("  ", parts) + " ";
    }

    /// <summary><c>2:#tea 5</c>: its number for Alt, its messages; <c>!</c> before those that name us.</summary>
    private static IEnumerable<string> Unread(ConversationList conversations)
    {
        for (var i = 0; i < conversations.All.Count; i++)
        {
            var one = conversations.All[i];
            if (one.Unread > 0)
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"{i + 1}:{one.Name} {(one.Mentions > 0 ? "!" : "")}{one.Unread}"
                );
        }
    }

    private static string? Connection(ChatEngine engine) =>
        engine.State.Phase == Phase.Here ? null
        : engine.RetryIn is { } wait && wait > TimeSpan.FromSeconds(1)
            ? $"not connected, next try in {(int)wait.TotalSeconds} s"
        : engine.WasWelcomed ? "not connected, trying"
        : "connecting";

    private static string Fit(string text, int width)
    {
        if (CellWidth.Of(text) <= width)
            return text;
        var fitted = new System.Text.StringBuilder();
        var used = 1;
        foreach (var glyph in Glyphs.Of(text))
        {
            if ((used += glyph.Width) > width)
                break;
            fitted.Append(glyph.Text);
        }

        return fitted.Append('…').ToString();
    }
}
