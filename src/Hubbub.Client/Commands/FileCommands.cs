using Hubbub.Client.Conversations;

namespace Hubbub.Client.Commands;

/// <summary>What the room that is looked at has in the drop. The server answers in notices that tell everything.</summary>
internal static class FileCommands
{
    public static Submitted Files(Chat chat, Words words) =>
        words.First.Length > 0 ? Get(chat, words) : Ask(chat, "LIST");

    public static Submitted Get(Chat chat, Words words) => Ask(chat, "GET", words.Text);

    public static Submitted Upload(Chat chat, Words words) => Ask(chat, "UPLOAD");

    public static Submitted Unfile(Chat chat, Words words) => Ask(chat, "REMOVE", words.First);

    private static Submitted Ask(Chat chat, string way, params string[] more) =>
        RoomCommands.InRoom(
            chat,
            room => SlashCommands.Send(chat, "FILES", [room.Name, way, .. more])
        );
}
