using System.Runtime.InteropServices;
using Hubbub.Core;

namespace Hubbub.Node;

/// <summary>Takes texts out of blocks. The entries, and so the chain, stay what they are (ADR 3).</summary>
public static class BlockEraser
{
    /// <summary>
    /// Each block that holds some of these entries, once, without their payloads; blocks that have none
    /// of them (any more) are left out.
    /// </summary>
    /// <param name="indices">Ascending.</param>
    /// <param name="find">The block that holds an entry; null: not there (any more).</param>
    public static IEnumerable<StoredBlock> Without(
        IReadOnlyList<ulong> indices,
        Func<ulong, StoredBlock?> find
    )
    {
        for (var next = 0; next < indices.Count; )
        {
            if (find(indices[next]) is not { } stored)
            {
                next++;
                continue;
            }

            var first = next;
            while (next < indices.Count && indices[next] <= stored.Last)
                next++;
            if (Without(stored, indices.Take(first..next)) is { } without)
                yield return without;
        }
    }

    /// <summary>The block without the payloads (text, tags and salt) of some entries; null: they have none (any more).</summary>
    /// <param name="indices">Ascending.</param>
    public static StoredBlock? Without(StoredBlock stored, IEnumerable<ulong> indices)
    {
        var entries = new List<Entry>();
        var block = stored.Block;
        if (!BlockReader.TryRead(block, stored.First, entries, out _, verifyTexts: false))
            return null;
        var texts = block.Texts.Span;
        var kept = new ByteWriter(texts.Length);
        var copied = 0;
        foreach (var index in indices)
        {
            if (index < stored.First || index > stored.Last)
                continue;
            var entry = entries[(int)(index - stored.First)];
            var length = entry.Tags.Length + entry.Text.Length;
            if (length == 0)
                continue;
            // Tags, then text: both are slices of the block's texts, behind a mark and the salt.
            var from = OffsetOf(entry.Tags.IsEmpty ? entry.Text : entry.Tags, block.Texts);
            kept.WriteBytes(texts[copied..(from - Block.SaltLength - 1)]);
            kept.WriteByte(0);
            copied = from + length;
        }

        if (copied == 0)
            return null;
        kept.WriteBytes(texts[copied..]);
        return stored with { Block = block with { Texts = kept.ToArray() } };
    }

    private static int OffsetOf(ReadOnlyMemory<byte> part, ReadOnlyMemory<byte> whole) =>
        MemoryMarshal.TryGetArray(part, out var inner)
        && MemoryMarshal.TryGetArray(whole, out var outer)
            ? inner.Offset - outer.Offset
            : throw new InvalidOperationException("a block's texts are not an array");
}
