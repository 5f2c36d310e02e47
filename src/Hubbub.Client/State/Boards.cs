using System.Globalization;
using Hubbub.Protocols.Irc.Client;

namespace Hubbub.Client.State;

/// <summary>BOARD and the batches that answer it (docs/irc.md).</summary>
internal static class Boards
{
    public const string Batch = "hubbub/board";

    public static ChatState Line(ChatState state, ServerLine line, Outcome outcome)
    {
        var words = line[0] switch
        {
            "PINNED" => $"{line[3]} pinned post {line[2]}",
            "UNPINNED" => $"{line[3]} unpinned post {line[2]}",
            "EXPIRED" => $"Post {line[2]} has expired",
            _ => "",
        };
        if (words.Length > 0)
            outcome.Told.Add(
                new(TellKind.Info, state.Room(line[1])?.Name, "", words, line.Time ?? outcome.Now)
            );
        return state;
    }

    /// <summary>A list begins: how much there is, and where older ones are.</summary>
    public static ChatState Begin(ChatState state, ServerLine line) =>
        state.Room(line[2]) is { } room
            ? state with
            {
                Rooms = state.Rooms.SetItem(
                    state.Server.Fold(room.Name),
                    room with
                    {
                        Posts = Number(line[3]),
                        OlderPosts = Number(line[4]),
                    }
                ),
            }
            : state;

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;
}
