using System.Text;
using Hubbub.Core;
using Hubbub.Protocols.Boards;

namespace Hubbub.Protocols.Text;

/// <summary>What says something: to the current room, to another, to one person.</summary>
internal static class SayingCommands
{
    public static Ask Say(TextPerson person, Rest rest) =>
        InRoom(person, MessageKind.Said, Encoding.UTF8.GetBytes(rest.Text));

    public static Ask Me(TextPerson person, Rest rest) =>
        InRoom(person, MessageKind.Action, Encoding.UTF8.GetBytes(rest.Text));

    public static Ask Msg(TextPerson person, Rest rest)
    {
        var (name, after) = rest.Next();
        var text = Encoding.UTF8.GetBytes(after.Text);
        if (text.Length > Measure.MostBytes)
            return person.Tell(Sentences.TooLong);
        if (name.StartsWith('#'))
            return InRoom(person, RoomName.Of(name), MessageKind.Said, text);
        var length = Measure.Characters(text);
        return person.Do(
            new SayToPerson(name, NameRules.Fold(name), MessageKind.Said, length),
            new Plain(),
            text
        );
    }

    public static Ask InRoom(TextPerson person, MessageKind kind, byte[] text) =>
        person.Room is { } room
            ? InRoom(person, room, kind, text)
            : person.Tell(Sentences.SentNowhere);

    private static Ask InRoom(TextPerson person, RoomName room, MessageKind kind, byte[] text) =>
        text.Length > Measure.MostBytes ? person.Tell(Sentences.TooLong)
        : kind == MessageKind.Said && person.PostsWhatIsTyped
            ? BoardCommands.Post(person, room, PostOptions.None, text)
        : person.Do(
            new SayToRoom(room.Name, room.Folded, kind, Measure.Characters(text)),
            new Plain(),
            text
        );
}
