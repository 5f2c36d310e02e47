using Hubbub.Core;
using Hubbub.Node;

namespace Hubbub.Storage.Sqlite;

/// <summary>What a start does with the end of the log: checks it and cuts off what is damaged.</summary>
internal static class LogTail
{
    /// <summary>
    /// Checks the blocks with entries after an index, at least the last block. Where all blocks
    /// from one on are damaged, they go to the table <c>damaged</c>.
    /// </summary>
    /// <exception cref="LogDamagedException">A damaged block is followed by a whole one.</exception>
    /// <exception cref="SqliteException" />
    public static (LogHead Head, CutOff? CutOff) Settle(
        Database writer,
        LogReader reader,
        ulong after
    )
    {
        CutOff? all = null;
        while (true)
        {
            var (head, damage) = Check(reader, after);
            if (damage is null)
                return (head, all);
            Remove(writer, damage);
            all = all is null ? damage : damage.And(all);
            // The block that is now the last may lie before all that was checked.
            after = ulong.MaxValue - 1;
        }
    }

    private static (LogHead Head, CutOff? Damage) Check(LogReader reader, ulong after)
    {
        var next = reader.At(after + 1)?.First ?? 0;
        var end = reader.Before(next);
        var head = LogHead.Empty;
        var entries = new List<Entry>();
        CutOff? damage = null;
        while (reader.From(next) is { Count: > 0 } batch)
        {
            foreach (var block in batch)
            {
                var wrong = end.WhatIsWrongWith(block, entries);
                end = ChainEnd.After(block, wrong.Length == 0);
                if (wrong.Length > 0)
                    damage = Widen(damage, block, wrong);
                else if (damage is not null)
                    throw Damage.At(damage.First, $"{damage.Why}, while later ones are whole");
                else
                    head = new LogHead(block.Last, block.Digest, entries[^1].At);
            }

            next = batch[^1].First + 1;
        }

        return (head, damage);
    }

    private static CutOff Widen(CutOff? damage, StoredBlock block, string wrong)
    {
        // A damaged block may claim any count.
        var count = (ulong)Math.Max(block.Block.Count, 1);
        return damage is null
            ? new CutOff(block.First, count, 1, wrong)
            : damage with
            {
                Entries = damage.Entries + count,
                Blocks = damage.Blocks + 1,
            };
    }

    private static void Remove(Database database, CutOff damage) =>
        database.InTransaction(() =>
        {
            using var keep = database.Prepare(
                """
                INSERT INTO damaged (first, count, digest, entries, texts)
                SELECT first, count, digest, entries, texts FROM block WHERE first >= ?
                """
            );
            keep.Bind(1, damage.First).Step();
            using var remove = database.Prepare("DELETE FROM block WHERE first >= ?");
            remove.Bind(1, damage.First).Step();
            // Other entries will have these numbers.
            using var unskip = database.Prepare("DELETE FROM skipped WHERE idx >= ?");
            unskip.Bind(1, damage.First).Step();
        });
}
