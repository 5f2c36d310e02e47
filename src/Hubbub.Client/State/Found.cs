using System.Globalization;
using Hubbub.Protocols.Irc.Client;

namespace Hubbub.Client.State;

/// <summary>What the server finds by its words (<see href="https://soju.im/search"/>), as lines of its answer.</summary>
internal static class Found
{
    /// <summary>The capability, and the type of the batch.</summary>
    public const string Search = "soju.im/search";

    public static bool Is(ChatState state, ServerLine line) =>
        Batches.TypeOf(state, line) == Search;

    /// <summary>Notes in the batch that something was found.</summary>
    public static ChatState Note(ChatState state, ServerLine line) =>
        line.Batch is { } reference && state.Batches.TryGetValue(reference, out var batch)
            ? state with
            {
                Batches = state.Batches.SetItem(reference, batch with { Text = "" }),
            }
            : state;

    public static void Tell(Told told, Outcome outcome) =>
        Tell(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{told.At.ToLocalTime():yyyy-MM-dd HH:mm}  {told.Where}  {told.Who}  {told.Text}"
            ),
            outcome
        );

    public static void End(OpenBatch batch, Outcome outcome)
    {
        if (batch.Text is null)
            Tell("Nothing that was said has those words.", outcome);
    }

    private static void Tell(string text, Outcome outcome) =>
        outcome.Told.Add(new(TellKind.Info, null, "", text, outcome.Now));
}
