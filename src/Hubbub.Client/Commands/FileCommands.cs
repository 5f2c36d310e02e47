using System.Globalization;
using Hubbub.Client.Conversations;
using Hubbub.Client.Offers;

namespace Hubbub.Client.Commands;

/// <summary>
/// What the room that is looked at has in the drop, or what the two of a private talk have handed to each other. The server
/// answers in notices that tell everything.
/// </summary>
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

    /// <summary>
    /// What a person offers us; else a file that the server keeps for us, whatever is looked at: its number says which. What
    /// was shown as an offer of a person is never taken for another.
    /// </summary>
    public static Submitted Decline(Chat chat, Words words)
    {
        if (chat.Offers?.Find(words.Text) is { } offer)
            return chat.Offers.Decline(offer);
        if (words.Text.Length == 0 && Open(chat).Count > 1)
            return Submitted.No($"Say which: {Choices(chat)}");
        var isNumber = int.TryParse(words.Text, NumberStyles.None, null, out var number);
        if (words.Text.Length > 0 && (!isNumber || chat.Offers?.HasUsed(number) == true))
            return Submitted.No("Nobody offers you anything.");
        var talk = chat.Conversations.Current.Name;
        var from = IsTalk(chat, talk) ? talk : chat.Engine.State.Nick;
        return isNumber
            ? SlashCommands.Send(chat, "FILES", from, "DECLINE", words.Text)
            : SlashCommands.Send(chat, "FILES", from, "DECLINE");
    }

    public static Submitted Upload(Chat chat, Words words) => Ask(chat, "UPLOAD");

    public static Submitted Unfile(Chat chat, Words words) => Ask(chat, "REMOVE", words.First);

    private static IReadOnlyList<OpenOffer> Open(Chat chat) => chat.Offers?.Open ?? [];

    private static string Choices(Chat chat) =>
        string.Join(", ", Open(chat).Select(offer => $"{offer.Number} from {offer.From}"));

    private static Submitted Ask(Chat chat, string way, params string[] more)
    {
        var name = chat.Conversations.Current.Name;
        return IsTalk(chat, name)
            ? SlashCommands.Send(chat, "FILES", [name, way, .. more])
            : RoomCommands.InRoom(
                chat,
                room => SlashCommands.Send(chat, "FILES", [room.Name, way, .. more])
            );
    }

    private static bool IsTalk(Chat chat, string name) =>
        name.Length > 0 && !chat.Engine.State.IsRoom(name);
}
