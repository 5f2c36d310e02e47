using System.Text;
using System.Text.Unicode;
using Hubbub.Core;

namespace Hubbub.Protocols.Text;

/// <summary>
/// Plain text for people with <c>nc</c> or <c>telnet</c>: asks for a name, then what is typed is
/// said in the current room. Commands begin with a slash (<see cref="TextCommands"/>).
/// </summary>
public sealed class TextWire : Wire
{
    /// <summary>A message of full length fits behind a command and a name.</summary>
    private const int CommandBytes = 1024;

    private readonly TextPerson _person;
    private readonly Registration _registration;
    private readonly TelnetLine _telnet = new();

    /// <param name="postsWhatIsTyped">What is typed stays on the room's board, as in <c>hubbub board</c>.</param>
    public TextWire(
        ServerFace face,
        SessionId session,
        string shownHost,
        bool postsWhatIsTyped = false
    )
    {
        _person = new TextPerson(face, session, shownHost) { PostsWhatIsTyped = postsWhatIsTyped };
        _registration = new Registration(_person);
    }

    /// <summary>What everybody is greeted with, in bytes: for a listener that greets before a session is there.</summary>
    public static byte[] GreetingOf(ServerFace face)
    {
        var wire = new TextWire(face, default, "");
        var writer = new LineWriter(1024);
        wire.Answer(wire._registration.Greet(), answer: null, new Hub(), writer);
        return writer.From(0).ToArray();
    }

    public override Wording Wording => TextWording.Instance;

    public override int LongestLine => Measure.MostBytes + CommandBytes;

    public override bool HasMore => _person.Listing is not null;

    public override int EndOfLine(ReadOnlySpan<byte> heard) => TelnetLine.EndOf(heard);

    public override Reaction OnOpen() => _registration.Greet();

    public override Reaction OnLine(ReadOnlySpan<byte> line)
    {
        var typed = _telnet.Clean(line, out var interrupted);
        var reaction = interrupted ? Leave() : React(typed);
        var isNothing = reaction is { Ask: null, Later: null };
        // What telnet is to be answered goes out at an ask's end.
        return isNothing && _telnet.HasReplies ? _person.Tell("") : reaction;
    }

    public override Reaction OnTooLong() =>
        _person.IsLeaving ? Reaction.None : _person.Tell(Sentences.TooLong);

    /// <summary>Also while the hub is being asked whether they may come: it stands after that in the log.</summary>
    public override Reaction OnClosed(DetachCause cause, string reason) =>
        IsAttached || _registration.IsProposed
            ? _person.Do(new Detach(cause), new Leaving(), reason)
            : Reaction.None;

    public override void TellActor(Ask? ask, in Told told, Hub hub, LineWriter writer)
    {
        if (ask?.Context is Errand errand)
            errand.WasTold = true;
        if (told.Event is Attached attached)
        {
            IsAttached = true;
            _person.Nick = attached.Who.Nick;
            writer.Write("Hello, ").Show(_person.Nick).Write(".").End();
        }
        else if (told.Event is Refused refused && !IsAttached)
        {
            if (!_person.IsLeaving && !IsEnding)
                _registration.OnRefused(refused, writer);
        }
        else if (told.Event is RoomRenamed renamed)
        {
            TellRenamed(renamed, told, hub, writer);
        }
        else
        {
            OwnWords.Tell(_person, told, hub, writer);
        }

        if (told.Event is Detached)
        {
            IsAttached = false;
            IsEnding = true;
            _person.IsLeaving = true;
        }
    }

    public override void TellRenamed(RoomRenamed renamed, in Told told, Hub hub, LineWriter writer)
    {
        if (_person.Room?.Folded == renamed.FoldedBefore)
            _person.Room = new RoomName(renamed.Name, renamed.Folded);
        Wording.Tell(told, writer);
    }

    public override void TellPutOut(Kicked kicked, in Told told, Hub hub, LineWriter writer)
    {
        writer.Write("You were put out of ").Show(kicked.Name).Write(" by ").Show(kicked.By.Nick);
        // Where they speak does not change yet: a line that is half typed must not land elsewhere.
        TextWording.EndWithReason(told.Text.Span, writer);
    }

    public override void Answer(Ask ask, Answer? answer, Hub hub, LineWriter writer)
    {
        writer.Write(_telnet.TakeReplies());
        (ask.Context as Errand)?.Finish(_person, answer, hub, writer);
        IsEnding |= _person.IsDone;
    }

    public override void TurnAway(Ask ask, string reason, LineWriter writer)
    {
        writer.Write(_telnet.TakeReplies());
        writer.Show(reason).End();
        (ask.Context as Errand)?.TurnedAway(_person, writer);
        IsEnding |= _person.IsDone;
    }

    public override void SayGoodbye(string reason, LineWriter writer)
    {
        writer.Write("The server ends this connection");
        TextWording.EndWithReason(Encoding.UTF8.GetBytes(reason), writer);
    }

    public override void Pull(Hub hub, LineWriter writer, int most)
    {
        if (_person.Listing?.Write(_person, hub, writer, most) == true)
            _person.Listing = null;
    }

    private Reaction React(ReadOnlySpan<byte> typed)
    {
        if (_person.IsLeaving)
            return Reaction.None;
        if (!Utf8.IsValid(typed))
            return _person.Tell(Sentences.NotUtf8);
        if (LeaveWords.Is(typed))
            return Leave();
        if (!IsAttached)
            return _registration.OnLine(typed);
        return TextCommands.Read(_person, typed);
    }

    private Ask Leave()
    {
        if (IsAttached || _registration.IsProposed)
            return _person.Leave();
        _person.IsLeaving = true;
        return new Ask { Session = _person.Session, Context = new Words("Goodbye.", last: true) };
    }
}
