using Hubbub.Protocols.Irc.Client;

namespace Hubbub.Client.State;

/// <summary>Batches and labels (<see href="https://ircv3.net/specs/extensions/batch"/>, <see href="https://ircv3.net/specs/extensions/labeled-response"/>).</summary>
internal static class Batches
{
    private const int MostOpen = 100;

    public static ChatState Batch(ChatState state, ServerLine line, Outcome outcome)
    {
        if (line[0] is not [var sign, .. var reference])
            return state;
        if (sign == '+' && state.Batches.Count < MostOpen)
        {
            // A batch in a batch answers what the outer one answers.
            var outer = line.Batch is { } name ? state.Batches.GetValueOrDefault(name) : null;
            var batch = new OpenBatch(line[1], line[2], line.Label ?? outer?.Label, line);
            if (batch.Type == Boards.Batch && line.Params.Count > 3)
                state = Boards.Begin(state, line);
            return state with { Batches = state.Batches.SetItem(reference, batch) };
        }

        if (sign != '-' || !state.Batches.TryGetValue(reference, out var open))
            return state;
        if (open.Type == Saying.Multiline)
        {
            Saying.Tell(state, open.Opening, open.Target, open.Text ?? "", open.Label, outcome);
            if (Found.Is(state, open.Opening))
                state = Found.Note(state, open.Opening);
        }

        if (open.Type == Found.Search)
            Found.End(open, outcome);
        if (open.Type == Boards.Batch && open.Opening.Params.Count > 3)
            outcome.Steps.Add(new(StepKind.BoardEnded, open.Target));
        outcome.Steps.Add(
            new(
                StepKind.BatchEnded,
                open.Type == "chathistory" ? open.Target : "",
                open.Label ?? ""
            )
        );
        return state with { Batches = state.Batches.Remove(reference) };
    }

    public static ChatState Ack(ChatState state, ServerLine line, Outcome outcome)
    {
        if (line.Label is { } label)
            outcome.Steps.Add(new(StepKind.Answered, label));
        return state;
    }

    /// <summary><see href="https://ircv3.net/specs/extensions/standard-replies"/></summary>
    public static ChatState Fail(ChatState state, ServerLine line, Outcome outcome)
    {
        if (line[0] == "CHATHISTORY")
        {
            outcome.Steps.Add(
                new(StepKind.HistoryFailed, line.Params.FirstOrDefault(state.IsRoom) ?? "")
            );
            return state;
        }

        outcome.Told.Add(
            new(TellKind.Error, null, "", line.Last, outcome.Now) { Label = line.Label }
        );
        return state;
    }

    /// <summary>The line belongs to an answer from the server's history, or a board.</summary>
    public static bool IsBack(ChatState state, ServerLine line) =>
        TypeOf(state, line) is "chathistory" or Boards.Batch;

    /// <summary>The type of the batch that a line stands in; empty: in none.</summary>
    public static string TypeOf(ChatState state, ServerLine line) =>
        line.Batch is { } reference && state.Batches.TryGetValue(reference, out var batch)
            ? batch.Type
            : "";
}
