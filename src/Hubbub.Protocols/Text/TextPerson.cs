using System.Text;
using Hubbub.Core;

namespace Hubbub.Protocols.Text;

/// <summary>A room's name as shown and as compared.</summary>
internal readonly record struct RoomName(string Name, FoldedRoom Folded)
{
    /// <summary>A room as typed; the # may be left out.</summary>
    public static RoomName Of(string typed)
    {
        var name = typed.StartsWith('#') ? typed : "#" + typed;
        return new RoomName(name, NameRules.FoldRoom(name));
    }
}

/// <summary>The person at the other end: what the parts of one wire share.</summary>
internal sealed class TextPerson(ServerFace face, SessionId session, string shownHost)
{
    public ServerFace Face { get; } = face;

    public SessionId Session { get; } = session;

    public string ShownHost { get; } = shownHost;

    public string Nick { get; set; } = "";

    /// <summary>Where what is typed is said; null: in no room.</summary>
    public RoomName? Room { get; set; }

    /// <summary>What they type stays on the room's board.</summary>
    public bool PostsWhatIsTyped { get; init; }

    /// <summary>Before which post the next page of the board ends that they ask for; 0: they have seen all.</summary>
    public int OlderPosts { get; set; }

    /// <summary>Before which file the next page of files ends that they ask for; 0: they have seen all.</summary>
    public int OlderFiles { get; set; }

    /// <summary>They said that they leave: nothing more is taken from them.</summary>
    public bool IsLeaving { get; set; }

    /// <summary>Said goodbye to before they had a name.</summary>
    public bool IsDone { get; set; }

    /// <summary>What they asked to see and have not seen all of; null: nothing.</summary>
    public Listing? Listing { get; set; }

    /// <summary>Words for this person alone, at this line's place.</summary>
    public Ask Tell(string words) => new() { Session = Session, Context = new Words(words) };

    public Ask Do(Command command, Errand errand, ReadOnlyMemory<byte> text = default) =>
        new()
        {
            Session = Session,
            Proposals = [new Proposal(command, text)],
            Context = errand,
        };

    public Ask Do(Command command, Errand errand, string text) =>
        Do(command, errand, Encoding.UTF8.GetBytes(text));

    /// <summary>Whoever is here goes.</summary>
    public Ask Leave(string why = "")
    {
        IsLeaving = true;
        return Do(new Detach(DetachCause.Left), new Leaving(), why);
    }

    /// <summary>The rooms they are in, in the order of joining. The hub knows; nothing is kept here.</summary>
    public IReadOnlyList<string> RoomsIn(Hub hub) =>
        hub.Answer(Session, new WhoIs(NameRules.Fold(Nick))) is PersonAnswer person
            ? person.Rooms.Select(room => room.Room).ToArray()
            : [];

    /// <summary>They are not in their current room any more: another of theirs, or none, takes its place.</summary>
    public void GoElsewhere(Hub hub, LineWriter writer)
    {
        Room = RoomsIn(hub) is [.., var last] ? RoomName.Of(last) : null;
        if (Room is { } room)
            writer.Write("What you type is said in ").Show(room.Name).Write(" now.").End();
        else
            writer.Write(Sentences.InNoRoom).End();
    }
}

/// <summary>What is told in several places.</summary>
internal static class Sentences
{
    public const string InNoRoom =
        "You are in no room. /join ROOM goes into one, /rooms shows which there are.";

    public const string SentNowhere =
        "Nothing was sent: you are in no room. /join ROOM goes into one.";

    public const string TooLong =
        "That is too long: one message holds at most 16384 bytes. Nothing was sent.";

    public const string NotUtf8 =
        "That is not valid UTF-8. Nothing was sent. Please set your terminal to UTF-8.";
}
