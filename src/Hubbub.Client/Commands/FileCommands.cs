using Hubbub.Client.Conversations;
using Hubbub.Client.Offers;

namespace Hubbub.Client.Commands;

/// <summary>What the room that is looked at has in the drop. The server answers in notices that tell everything.</summary>
internal static class FileCommands
{
    public static Submitted Files(Chat chat, Words words)
    {
        if (words.First.Length > 0)
            return Ask(chat, "GET", words.Text);
        foreach (var offer in Open(chat))
            chat.Note(
                $"{offer.From} offers {offer.Words}: /get {offer.Number}, /decline {offer.Number}"
            );
        return Ask(chat, "LIST");
    }

    /// <summary>What a person offers us, by its number or by them; else a file of the room's drop.</summary>
    public static Submitted Get(Chat chat, Words words)
    {
        if (chat.Offers?.Find(words.Text) is { } offer)
            return chat.Offers.Take(offer);
        if (words.Text.Length > 0)
            return Ask(chat, "GET", words.Text);
        return Submitted.No(
            Open(chat).Count > 1
                ? $"Say which: {Choices(chat)}"
                : "Nobody offers you anything. /get N fetches file N of this room, /files shows them."
        );
    }

    public static Submitted Decline(Chat chat, Words words) =>
        chat.Offers?.Find(words.Text) is { } offer ? chat.Offers.Decline(offer)
        : Open(chat).Count == 0 ? Submitted.No("Nobody offers you anything.")
        : Submitted.No($"Say which: {Choices(chat)}");

    public static Submitted Upload(Chat chat, Words words) => Ask(chat, "UPLOAD");

    public static Submitted Unfile(Chat chat, Words words) => Ask(chat, "REMOVE", words.First);

    private static IReadOnlyList<OpenOffer> Open(Chat chat) => chat.Offers?.Open ?? [];

    private static string Choices(Chat chat) =>
        string.Join(", ", Open(chat).Select(offer => $"{offer.Number} from {offer.From}"));

    private static Submitted Ask(Chat chat, string way, params string[] more) =>
        RoomCommands.InRoom(
            chat,
            room => SlashCommands.Send(chat, "FILES", [room.Name, way, .. more])
        );
}
