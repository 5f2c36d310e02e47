using Hubbub.Core;
using Hubbub.Node;

namespace Hubbub.Storage.Sqlite;

/// <summary>Reads blocks and holds each against its digest and its bytes.</summary>
internal sealed class ChainReading(LogReaders readers)
{
    /// <summary>From the block that holds one entry to the one that holds another.</summary>
    /// <exception cref="LogDamagedException" />
    public IEnumerable<StoredBlock> Blocks(ulong from, ulong to)
    {
        if (from > to)
            yield break;
        var reader = readers.Rent();
        try
        {
            var next = Try(from, () => reader.At(from)?.First ?? 1);
            var end = Try(next, () => reader.Before(next));
            var entries = new List<Entry>();
            while (next <= to)
            {
                var batch = Try(next, () => reader.From(next));
                if (batch.Count == 0)
                    throw Damage.At(next, "it is missing");
                foreach (var block in batch.TakeWhile(block => block.First <= to))
                {
                    Check(end, block, entries);
                    end = ChainEnd.After(block, whole: true);
                    if (block.Last >= from)
                        yield return block;
                }

                next = batch[^1].Last + 1;
            }
        }
        finally
        {
            readers.Return(reader);
        }
    }

    public StoredBlock? Find(ulong index)
    {
        var reader = readers.Rent();
        try
        {
            var block = Try(index, () => reader.At(index));
            if (block is null)
                return null;
            Check(Try(index, () => reader.Before(block.First)), block, []);
            return block.Last >= index ? block : null;
        }
        finally
        {
            readers.Return(reader);
        }
    }

    private static void Check(ChainEnd end, StoredBlock block, List<Entry> entries)
    {
        if (end.WhatIsWrongWith(block, entries) is { Length: > 0 } wrong)
            throw Damage.At(block.First, wrong);
    }

    private static T Try<T>(ulong block, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (SqliteException error)
        {
            throw error.Plainly(block);
        }
    }
}
