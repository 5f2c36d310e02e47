using Hubbub.Client.Conversations;
using Hubbub.Client.State;
using Hubbub.Protocols.Irc.Client;

namespace Hubbub.Client.Commands;

internal static class RoomCommands
{
    private const int MostFound = 50;

    private const string NoRoom = "That goes in a room. Alt+1…9 go to one, /join #ROOM opens one.";

    public static Submitted Join(Chat chat, Words words)
    {
        var name = chat.Engine.State.IsRoom(words.First) ? words.First : "#" + words.First;
        if (chat.Engine.State.Room(name) is not null && chat.Conversations.Find(name) is { } open)
            chat.Conversations.Show(open);
        else
            chat.Engine.Join(name, words.Rest.First);
        return Submitted.Done;
    }

    public static Submitted Leave(Chat chat, Words words)
    {
        var current = chat.Conversations.Current;
        if (current.Name.Length == 0)
            return Submitted.No("You are in no room. /quit leaves the server.");
        if (chat.Engine.State.Room(current.Name) is { } room)
        {
            var left =
                words.Text.Length > 0
                    ? SlashCommands.Send(chat, "PART", room.Name, words.Text)
                    : SlashCommands.Send(chat, "PART", room.Name);
            if (left.Why is not null)
                return left;
        }

        chat.Conversations.Close(current);
        return Submitted.Done;
    }

    public static Submitted Topic(Chat chat, Words words) =>
        InRoom(
            chat,
            room =>
                words.Text.Length == 0 ? SlashCommands.Send(chat, "TOPIC", room.Name)
                : words.Text == "-" ? SlashCommands.Send(chat, "TOPIC", room.Name, "")
                : SlashCommands.Send(chat, "TOPIC", room.Name, words.Text)
        );

    public static Submitted Who(Chat chat, Words words) =>
        InRoom(
            chat,
            room =>
            {
                var names = room
                    .Members.Values.OrderBy(m => m.Nick, StringComparer.OrdinalIgnoreCase)
                    .Select(m => m.Sign + m.Nick)
                    .ToList();
                chat.Note($"{names.Count} in {room.Name}: {string.Join(", ", names)}");
                return Submitted.Done;
            }
        );

    public static Submitted Invite(Chat chat, Words words) =>
        InRoom(chat, room => SlashCommands.Send(chat, "INVITE", words.First, room.Name));

    public static Submitted Kick(Chat chat, Words words) =>
        InRoom(
            chat,
            room =>
                words.Rest.Text.Length > 0
                    ? SlashCommands.Send(chat, "KICK", room.Name, words.First, words.Rest.Text)
                    : SlashCommands.Send(chat, "KICK", room.Name, words.First)
        );

    public static Submitted Ban(Chat chat, Words words) =>
        InRoom(
            chat,
            room =>
                words.Text.Length == 0
                    ? SlashCommands.Send(chat, "MODE", room.Name, "b")
                    : SlashCommands.Send(chat, "MODE", room.Name, "+b", Mask(words.First))
        );

    public static Submitted Unban(Chat chat, Words words) =>
        InRoom(chat, room => SlashCommands.Send(chat, "MODE", room.Name, "-b", Mask(words.First)));

    public static Submitted Mode(Chat chat, Words words) =>
        InRoom(
            chat,
            room => SlashCommands.SendRaw(chat, $"MODE {room.Name} {words.Text}".TrimEnd())
        );

    public static Submitted Keep(Chat chat, Words words) =>
        InRoom(
            chat,
            room => SlashCommands.SendRaw(chat, $"KEEP {room.Name} {words.Text}".TrimEnd())
        );

    public static Submitted Search(Chat chat, Words words)
    {
        var where = chat.Conversations.Current.Name;
        if (where.Length > 0 && chat.Engine.State.Caps.Contains(State.Found.Search))
        {
            // Most of it is not loaded here.
            var text = ClientLine.TagValue(words.Text);
            return SlashCommands.Send(
                chat,
                "SEARCH",
                $"in={ClientLine.TagValue(where)};text={text}"
            );
        }

        var found = chat.Conversations.Current.Find(words.Text).ToList();
        chat.Note(
            found.Count == 0
                ? $"“{words.Text}” was not found in what is loaded here. Page Up loads more."
                : $"“{words.Text}” was found {found.Count} times in what is loaded here:"
        );
        foreach (var told in found.TakeLast(MostFound))
            chat.Note($"{told.At.ToLocalTime():yyyy-MM-dd HH:mm}  {told.Who}  {told.Text}");
        return Submitted.Done;
    }

    internal static Submitted InRoom(Chat chat, Func<RoomState, Submitted> run) =>
        chat.Engine.State.Room(chat.Conversations.Current.Name) is { } room
            ? run(room)
            : Submitted.No(NoRoom);

    /// <summary>A name stands for whoever has it.</summary>
    private static string Mask(string word) =>
        word.AsSpan().IndexOfAny("!@*") < 0 ? word + "!*@*" : word;
}
