using Hubbub.Core;
using Hubbub.Node;

namespace Hubbub.Storage.Sqlite;

/// <summary>What the next block has to follow.</summary>
/// <param name="Last">The last entry so far; null: not known, as the block that told is damaged.</param>
/// <param name="Digest">As stored, also where the block does not fit it.</param>
internal readonly record struct ChainEnd(ulong? Last, byte[] Digest)
{
    public static readonly ChainEnd Start = new(0, LogHead.Empty.Digest);

    /// <summary>Empty: the block is whole. Otherwise what is wrong with it, as the end of a sentence.</summary>
    /// <param name="entries">Lent; holds the block's entries where it is whole.</param>
    /// <exception cref="StorageException">It is whole, but a newer program wrote it.</exception>
    public string WhatIsWrongWith(StoredBlock next, List<Entry> entries)
    {
        if (next.Block.Count < 1)
            return "it has no entries";
        if (Last is { } last && next.First != last + 1)
            return $"it follows entry {last}, what lay between is missing";
        if (!next.Block.ChainOn(Digest).AsSpan().SequenceEqual(next.Digest))
            return "it does not fit its digest";
        if (BlockReader.TryRead(next.Block, next.First, entries, out _))
            return "";

        if (StatedCount(next.Block) is { } count && count != next.Block.Count)
            return "it does not have as many entries as are noted";

        // The entries are as they were written. Either their texts are not, or they hold something
        // that this program does not know: that is no damage, and must never be cut off as such.
        // Texts that are all erased fit any entries; one byte for each is enough.
        var erased = next.Block with
        {
            Texts = new byte[next.Block.Count],
        };
        _ = BlockReader.TryRead(erased, next.First, entries, out _);
        if (entries.Count == next.Block.Count)
            return "its texts do not fit their digests";
        throw new StorageException(
            $"the log was written by a newer Hubbub (entry {next.First} is of a kind unknown here): "
                + "start that version again."
        );
    }

    /// <summary>As the bytes say, in the format known here (<see cref="Block"/>); null: in another.</summary>
    private static int? StatedCount(Block block)
    {
        const int Known = 1;
        const int BeforeCount = 8 + 8 + 8;
        var reader = new ByteReader(block.Entries.Span);
        if (reader.ReadByte() != Known || reader.ReadByte() != 0)
            return null;
        _ = reader.ReadBytes(BeforeCount);
        return reader.ReadNumber();
    }

    /// <summary>Where the chain ends with a block of which this has already judged.</summary>
    public static ChainEnd After(StoredBlock block, bool whole) =>
        new(whole ? block.Last : null, block.Digest);
}
