namespace Hubbub.Core;

/// <summary>Whose turn it is in a room.</summary>
public sealed record TurnIn(FoldedRoom Room) : Question
{
    internal override Answer AnswerFrom(HubState state, Session? asker)
    {
        if (state.Find(Room) is not { } room || !Sight.MaySee(asker, room))
            return NotFound.Instance;
        var nicks = room.Round?.Places.Select(place => place.Nick).ToArray();
        return new TurnAnswer(room.Name, nicks, room.Round?.Longest ?? 0);
    }
}

/// <param name="Nicks">Those who speak in turns, the one whose turn it is first; null: people speak as they like.</param>
/// <param name="Longest">Characters that may be said at once; 0: any number.</param>
public sealed record TurnAnswer(string Name, IReadOnlyList<string>? Nicks, int Longest) : Answer;
