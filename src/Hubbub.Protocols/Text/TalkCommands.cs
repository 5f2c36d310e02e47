using System.Globalization;
using Hubbub.Core;

namespace Hubbub.Protocols.Text;

/// <summary>What concerns speaking in turns, and talking to whoever sits at the server's console.</summary>
internal static class TalkCommands
{
    public static Ask Turn(TextPerson person, Rest rest) =>
        person.Room is { } room
            ? new Ask
            {
                Session = person.Session,
                Question = new TurnIn(room.Folded),
                Context = new ShowTurn(),
            }
            : person.Tell(Sentences.InNoRoom);

    /// <summary><c>on</c>, <c>on 500</c> or <c>off</c>.</summary>
    public static Ask Turns(TextPerson person, Rest rest)
    {
        if (person.Room is not { } room)
            return person.Tell(Sentences.InNoRoom);
        var (word, after) = rest.Next();
        var isOn = word.Equals("on", StringComparison.OrdinalIgnoreCase);
        var most = after.Next().Word;
        var longest = 0;
        if (
            (!isOn && !word.Equals("off", StringComparison.OrdinalIgnoreCase))
            || (
                most.Length > 0
                && !int.TryParse(most, NumberStyles.None, CultureInfo.InvariantCulture, out longest)
            )
        )
        {
            return person.Tell(
                "Say /turns on, /turns on 500 (the most characters at once) or /turns off."
            );
        }

        return person.Do(
            new SetTurns(room.Name, room.Folded, isOn, longest),
            new OrElse(
                isOn ? "People speak in turns here already." : "Nobody speaks in turns here."
            )
        );
    }

    public static Ask Pass(TextPerson person, Rest rest) =>
        person.Room is { } room
            ? person.Do(new PassTurn(room.Name, room.Folded), new Plain())
            : person.Tell(Sentences.InNoRoom);

    public static Ask Talk(TextPerson person, Rest rest)
    {
        var word = rest.Next().Word;
        if (word.Equals("end", StringComparison.OrdinalIgnoreCase))
            return Holding(person, new EndTalk());
        return word.Length == 0
            ? Holding(person, new AskToTalk())
            : person.Tell("Say /talk to ask for a talk, /talk end to end it.");
    }

    /// <summary>What is typed next is meant for another room.</summary>
    private static Ask Holding(TextPerson person, Command command) =>
        new()
        {
            Session = person.Session,
            Proposals = [Proposal.Of(command)],
            Context = new Plain(),
            Holds = true,
        };
}

/// <summary>Whose turn it is in the current room, and whose next.</summary>
internal sealed class ShowTurn : Errand
{
    private const int MostNames = 20;

    public override void Finish(TextPerson person, Answer? answer, Hub hub, LineWriter writer)
    {
        if (answer is not TurnAnswer turn)
            writer.Write(Sentences.InNoRoom).End();
        else if (turn.Nicks is not { } nicks)
            writer.Show($"People do not speak in turns in {turn.Name}.").End();
        else if (nicks.Count == 0)
            writer.Show($"It is nobody's turn in {turn.Name}.").End();
        else
            writer.Show($"Turns in {turn.Name}: {string.Join(", ", nicks.Take(MostNames))}.").End();
    }
}
