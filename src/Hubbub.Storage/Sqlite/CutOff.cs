namespace Hubbub.Storage.Sqlite;

/// <summary>The damaged end of the log that a start took off and put aside.</summary>
/// <param name="First">The first entry that is gone.</param>
/// <param name="Entries">How many are gone, as far as can be told.</param>
/// <param name="Why">What was wrong with the first of the blocks.</param>
public sealed record CutOff(ulong First, ulong Entries, int Blocks, string Why)
{
    /// <summary>For people.</summary>
    public string Sentence =>
        $"The end of the log was damaged: {Entries} {(Entries == 1 ? "entry" : "entries")} from "
        + $"index {First} on were cut off ({Why}) and kept in the table \"damaged\".";

    internal CutOff And(CutOff later) =>
        this with
        {
            Entries = Entries + later.Entries,
            Blocks = Blocks + later.Blocks,
        };
}
