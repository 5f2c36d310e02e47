using Hubbub.Core;

namespace Hubbub.Protocols.Text;

/// <summary>What a line was about: rides on its ask, and finishes it at its place.</summary>
internal abstract class Errand
{
    /// <summary>Something that came of it was told already: a change, or why there was none.</summary>
    public bool WasTold { get; set; }

    public virtual void Finish(TextPerson person, Answer? answer, Hub hub, LineWriter writer) { }

    /// <summary>It could not be taken; why was told.</summary>
    public virtual void TurnedAway(TextPerson person, LineWriter writer) { }
}

/// <summary>Nothing but words for the person who typed the line. Empty: none.</summary>
internal sealed class Words(string words, bool last = false) : Errand
{
    public override void Finish(TextPerson person, Answer? answer, Hub hub, LineWriter writer)
    {
        if (words.Length > 0)
            writer.Show(words).End();
        person.IsDone |= last;
    }
}

/// <summary>Words of several lines.</summary>
internal sealed class Sheet(IReadOnlyList<string> lines) : Errand
{
    public override void Finish(TextPerson person, Answer? answer, Hub hub, LineWriter writer)
    {
        foreach (var line in lines)
            writer.Show(line).End();
    }
}

/// <summary>A change of which the events tell everything.</summary>
internal sealed class Plain : Errand;

/// <summary>A change that may change nothing, which is to be told too.</summary>
internal sealed class OrElse(string words) : Errand
{
    public override void Finish(TextPerson person, Answer? answer, Hub hub, LineWriter writer)
    {
        if (!WasTold)
            writer.Show(words).End();
    }
}

/// <summary>Leaving the server.</summary>
internal sealed class Leaving : Errand
{
    /// <summary>They want to go: they go even when that cannot be logged now.</summary>
    public override void TurnedAway(TextPerson person, LineWriter writer) => person.IsDone = true;
}

/// <summary>Going into a room, or back to one that they are in.</summary>
internal sealed class Entering(RoomName room) : Errand
{
    public override void Finish(TextPerson person, Answer? answer, Hub hub, LineWriter writer)
    {
        if (WasTold || answer is not StateAnswer { Inside: true } state)
            return;
        var already = person.Room?.Folded == room.Folded;
        person.Room = RoomName.Of(state.Room.Name);
        writer.Write("What you type is ").Write(already ? "already said in " : "said in ");
        writer.Show(state.Room.Name).Write(already ? "." : " now.").End();
    }
}

/// <summary>The start of a long answer.</summary>
internal sealed class Show(Func<Listing> listing) : Errand
{
    /// <summary>What a short answer is told in at once.</summary>
    public const int FirstBytes = 8 * 1024;

    public override void Finish(TextPerson person, Answer? answer, Hub hub, LineWriter writer)
    {
        var begun = listing();
        if (!begun.Write(person, hub, writer, FirstBytes))
            person.Listing = begun;
    }
}

/// <summary>The topic of the current room.</summary>
internal sealed class ShowTopic : Errand
{
    public override void Finish(TextPerson person, Answer? answer, Hub hub, LineWriter writer)
    {
        if (answer is not StateAnswer { Visible: true } state)
            writer.Write(Sentences.InNoRoom).End();
        else if (state.Room.Topic is { } topic)
            RoomEntry.Topic(state.Room.Name, topic, writer);
        else
            writer.Show(state.Room.Name).Write(" has no topic. /topic TEXT sets one.").End();
    }
}
