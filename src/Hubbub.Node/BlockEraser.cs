using System.Runtime.InteropServices;
using Hubbub.Core;

namespace Hubbub.Node;

/// <summary>Takes texts out of blocks. The entries, and so the chain, stay what they are (ADR 3).</summary>
public static class BlockEraser
{
    /// <summary>The block without the payload (text, tags and salt) of one entry; null: it has none (any more).</summary>
    public static StoredBlock? Without(StoredBlock stored, ulong index)
    {
        var entries = new List<Entry>();
        var block = stored.Block;
        if (
            index < stored.First
            || index > stored.Last
            || !BlockReader.TryRead(block, stored.First, entries, out _, verifyTexts: false)
        )
            return null;
        var entry = entries[(int)(index - stored.First)];
        var length = entry.Tags.Length + entry.Text.Length;
        if (length == 0)
            return null;

        // Tags, then text: both are slices of the block's texts, behind a mark and the salt.
        var from = OffsetOf(entry.Tags.IsEmpty ? entry.Text : entry.Tags, block.Texts);
        var texts = block.Texts.Span;
        byte[] without =
        [
            .. texts[..(from - Block.SaltLength - 1)],
            0,
            .. texts[(from + length)..],
        ];
        return stored with { Block = block with { Texts = without } };
    }

    private static int OffsetOf(ReadOnlyMemory<byte> part, ReadOnlyMemory<byte> whole) =>
        MemoryMarshal.TryGetArray(part, out var inner)
        && MemoryMarshal.TryGetArray(whole, out var outer)
            ? inner.Offset - outer.Offset
            : throw new InvalidOperationException("a block's texts are not an array");
}
