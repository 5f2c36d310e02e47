using System.Text;
using Hubbub.Core;

namespace Hubbub.Protocols.Text;

/// <summary>What concerns rooms.</summary>
internal static class RoomCommands
{
    public static Ask Join(TextPerson person, Rest rest)
    {
        var (typed, after) = rest.Next();
        var room = RoomName.Of(typed);
        if (person.Face.Names.RefuseRoom(room.Name) is { } why)
            return person.Tell(why);
        var key = after.Next().Word;
        return new Ask
        {
            Session = person.Session,
            Proposals =
            [
                Proposal.Of(
                    new Join(room.Name, room.Folded, key.Length == 0 ? 0 : RoomKey.HashOf(key))
                ),
            ],
            Question = new StateOf(room.Folded),
            Context = new Entering(room),
            // What is typed next is meant for that room.
            Holds = true,
        };
    }

    public static Ask Leave(TextPerson person, Rest rest)
    {
        if (!TryFind(person, rest, out var room))
            return person.Tell(Sentences.InNoRoom);
        return new Ask
        {
            Session = person.Session,
            Proposals = [Proposal.Of(new Leave(room.Name, room.Folded))],
            Context = new Plain(),
            // What is typed next is meant for another room.
            Holds = true,
        };
    }

    public static Ask Who(TextPerson person, Rest rest) =>
        TryFind(person, rest, out var room)
            ? new Ask
            {
                Session = person.Session,
                Context = new Show(() => new MembersListing(room)),
                Holds = true,
            }
            : person.Tell(Sentences.InNoRoom);

    public static Ask List(TextPerson person, Rest rest) =>
        new()
        {
            Session = person.Session,
            Context = new Show(() => new RoomsListing()),
            Holds = true,
        };

    public static Ask Topic(TextPerson person, Rest rest)
    {
        if (person.Room is not { } room)
            return person.Tell(Sentences.InNoRoom);
        var topic = rest.Text.TrimEnd();
        if (topic.Length == 0)
            return new Ask
            {
                Session = person.Session,
                Question = new StateOf(room.Folded),
                Context = new ShowTopic(),
            };
        var bytes = Encoding.UTF8.GetByteCount(topic);
        if (bytes > Reasons.Most)
            return person.Tell(
                $"A topic holds at most {Reasons.Most} bytes; that has {bytes}. Nothing was changed."
            );
        return person.Do(
            new SetTopic(room.Name, room.Folded, topic == "-" ? "" : topic),
            new Plain()
        );
    }

    public static Ask Kick(TextPerson person, Rest rest)
    {
        if (person.Room is not { } room)
            return person.Tell(Sentences.InNoRoom);
        var (name, why) = rest.Next();
        return person.Do(
            new Kick(room.Name, room.Folded, name, NameRules.Fold(name)),
            new Plain(),
            Reasons.Cut(why.Text)
        );
    }

    /// <summary>The room typed; nothing typed: the current one.</summary>
    private static bool TryFind(TextPerson person, Rest rest, out RoomName room)
    {
        var typed = rest.Next().Word;
        room = typed.Length > 0 ? RoomName.Of(typed) : person.Room.GetValueOrDefault();
        return typed.Length > 0 || person.Room is not null;
    }
}

/// <summary>Reasons and topics: short, so that they fit whole into a line of IRC.</summary>
internal static class Reasons
{
    /// <summary>Bytes.</summary>
    public const int Most = 390;

    public static string Cut(string reason)
    {
        var bytes = Encoding.UTF8.GetBytes(reason.TrimEnd());
        return Encoding.UTF8.GetString(bytes, 0, Measure.Cut(bytes, Most));
    }
}
