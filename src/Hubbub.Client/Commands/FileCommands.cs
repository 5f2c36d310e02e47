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

    /// <summary>What a person offers us, by its number or by them; else a file that the server keeps.</summary>
    public static Submitted Get(Chat chat, Words words)
    {
        if (chat.Offers?.Find(words.Text) is { } offer)
            return Mistaken(chat, words.Text, offer) ?? chat.Offers.Take(offer);
        if (words.Text.Length > 0)
            return chat.Fetches is { IsPossible: true } fetches
                ? Where(chat, place => fetches.Ask(place, words.Text))
                : Ask(chat, "GET", words.Text);
        return Submitted.No(
            Open(chat).Count > 1
                ? $"Say which: {Choices(chat)}"
                : "Nobody offers you anything. /get N fetches file N of this room, /files shows them."
        );
    }

    /// <summary>
    /// What a person offers us, or is sending already; else a file that the server keeps for us, whatever is looked at: its number says which. What
    /// was shown as an offer of a person is never taken for another.
    /// </summary>
    public static Submitted Decline(Chat chat, Words words)
    {
        if (chat.Offers?.Find(words.Text) is { } offer)
            return chat.Offers.Decline(offer);
        if (chat.Offers?.FindComing(words.Text) is { } coming)
            return chat.Offers.Stop(coming);
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

    /// <summary>A number may be that of an offer, and that of a file that was told of here; null: it is clear.</summary>
    private static Submitted? Mistaken(Chat chat, string word, OpenOffer offer) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && chat.Conversations.Current.FileOf(number) is { } file
            ? Submitted.No(
                $"Which {number}? /get {offer.From} takes what {offer.From} offers, /get {file.Name} fetches the file."
            )
            : null;

    private static Submitted Ask(Chat chat, string way, params string[] more) =>
        Where(chat, place => SlashCommands.Send(chat, "FILES", [place, way, .. more]));

    /// <summary>The room, or the person who is talked with.</summary>
    private static Submitted Where(Chat chat, Func<string, Submitted> ask)
    {
        var name = chat.Conversations.Current.Name;
        return IsTalk(chat, name) ? ask(name) : RoomCommands.InRoom(chat, room => ask(room.Name));
    }

    private static bool IsTalk(Chat chat, string name) =>
        name.Length > 0 && !chat.Engine.State.IsRoom(name);
}
