using Hubbub.Client.Conversations;
using Hubbub.Client.State;
using Hubbub.Protocols.Boards;

namespace Hubbub.Client.Commands;

/// <summary>What is posted in the room that is looked at.</summary>
internal static class BoardCommands
{
    private const string NoBoard = "This server has no boards.";

    public static Submitted Board(Chat chat, Words words) =>
        InRoom(
            chat,
            room =>
                words.First.Equals("more", StringComparison.OrdinalIgnoreCase)
                    ? room.OlderPosts > 0
                        ? SlashCommands.Send(chat, "BOARD", room.Name, "LIST", $"{room.OlderPosts}")
                        : Submitted.No("There are no older posts. /board shows the newest.")
                    : PostOptions.TryNumber(words.First, out var number)
                        ? SlashCommands.Send(chat, "BOARD", room.Name, "SHOW", $"{number}")
                        : SlashCommands.Send(chat, "BOARD", room.Name)
        );

    public static Submitted Post(Chat chat, Words words) =>
        InRoom(
            chat,
            room =>
            {
                var post = TypedPost.Parse(words.Text);
                if (post.Wrong.Length > 0)
                    return Submitted.No($"{post.Wrong}: it goes /post {TypedPost.Syntax}");
                if (post.Text.Length == 0 && post.Options.Title.Length == 0)
                    return Submitted.No("There is no text to post.");
                chat.Engine.Post(room.Name, post.Text, post.Options);
                return Submitted.Done;
            }
        );

    public static Submitted Pin(Chat chat, Words words)
    {
        var isOff = words.Rest.First.Equals("off", StringComparison.OrdinalIgnoreCase);
        return OfPost(chat, words, isOff ? "UNPIN" : "PIN", "");
    }

    public static Submitted Unpost(Chat chat, Words words) =>
        OfPost(chat, words, "REMOVE", words.Rest.Text);

    private static Submitted OfPost(Chat chat, Words words, string what, string why) =>
        InRoom(
            chat,
            room =>
                !PostOptions.TryNumber(words.First, out var number)
                    ? Submitted.No("Which post? Say its number.")
                : why.Length > 0
                    ? SlashCommands.Send(chat, "BOARD", room.Name, what, $"{number}", why)
                : SlashCommands.Send(chat, "BOARD", room.Name, what, $"{number}")
        );

    private static Submitted InRoom(Chat chat, Func<RoomState, Submitted> run) =>
        chat.Engine.State.Caps.Contains("hubbub/board")
            ? RoomCommands.InRoom(chat, run)
            : Submitted.No(NoBoard);
}
