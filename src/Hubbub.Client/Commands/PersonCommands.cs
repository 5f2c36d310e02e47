using Hubbub.Client.Conversations;

namespace Hubbub.Client.Commands;

internal static class PersonCommands
{
    public static Submitted Message(Chat chat, Words words)
    {
        var name = words.First;
        if (words.Rest.Text.Length > 0)
            return chat.SayTo(name, words.Rest.Text);
        chat.Conversations.Show(chat.Conversations.Open(name, chat.Engine.State.IsRoom(name)));
        return Submitted.Done;
    }

    public static Submitted Nick(Chat chat, Words words)
    {
        chat.Engine.TryNick(words.First);
        return Submitted.Done;
    }

    public static Submitted Away(Chat chat, Words words) =>
        SlashCommands.Sent(chat.Engine.TryAway(words.Text));

    public static Submitted Ignore(Chat chat, Words words)
    {
        if (words.Text.Length == 0)
            chat.Note(
                chat.Ignored.Any()
                    ? $"Hidden: {string.Join(", ", chat.Ignored)}"
                    : "Nobody is hidden."
            );
        else if (chat.ToggleIgnored(words.First))
            chat.Note($"What {words.First} says is hidden. /ignore {words.First} shows it again.");
        else
            chat.Note($"What {words.First} says is shown again.");
        return Submitted.Done;
    }
}
