using Hubbub.Core;

namespace Hubbub.Node;

/// <summary>Reads a block's entries. Bytes that do not fit are told, never guessed.</summary>
public static class BlockReader
{
    [ThreadStatic]
    private static TextHash? t_hash;

    /// <summary>
    /// False: cut off, wrong, of a format or with a command that this program does not know, or a
    /// text that does not fit its hash.
    /// </summary>
    /// <param name="first">The index of the block's first entry.</param>
    /// <param name="verifyTexts">Off where the block was only just written by this process.</param>
    public static bool TryRead(
        Block block,
        ulong first,
        List<Entry> entries,
        out ulong incarnation,
        bool verifyTexts = true
    )
    {
        entries.Clear();
        var reader = new ByteReader(block.Entries.Span);
        incarnation = 0;
        if (reader.ReadByte() != Block.Format || reader.ReadByte() != 0)
            return false;
        incarnation = reader.ReadFixed64();
        _ = reader.ReadFixed64();
        var at = (long)reader.ReadFixed64();
        var count = reader.ReadCount(atLeast: 3);
        if (count != block.Count)
            return false;

        var offset = 0;
        for (var i = 0; i < count; i++)
        {
            var time = at + (long)reader.ReadVarint();
            var session = new SessionId(incarnation, reader.ReadNumber32());
            var command = CommandCodec.Read(ref reader);
            if (
                command is null
                || !TryReadText(
                    block,
                    ref reader,
                    ref offset,
                    verifyTexts,
                    out var text,
                    out var tags
                )
            )
                return false;
            entries.Add(new Entry(first + (ulong)i, time, session, command, text, tags));
        }

        return reader.AtEnd && offset == block.Texts.Length;
    }

    private static bool TryReadText(
        Block block,
        ref ByteReader reader,
        ref int offset,
        bool verify,
        out ReadOnlyMemory<byte> text,
        out ReadOnlyMemory<byte> tags
    )
    {
        text = tags = default;
        var kind = reader.ReadByte(most: BlockWriter.TagsAndText);
        if (kind == BlockWriter.NoText)
            return !reader.Failed;
        var tagsLength = kind == BlockWriter.TagsAndText ? reader.ReadNumber() : 0;
        var length = reader.ReadNumber();
        var hash = reader.ReadBytes(Block.HashLength);
        var rest = block.Texts[offset..];
        if (reader.Failed || rest.IsEmpty)
            return false;
        offset++;
        if (rest.Span[0] == 0)
            return true;
        if (rest.Span[0] != 1 || rest.Length - 1 - Block.SaltLength < length)
            return false;
        if (tagsLength > length)
            return false;
        var payload = rest.Slice(1 + Block.SaltLength, length);
        tags = payload[..tagsLength];
        text = payload[tagsLength..];
        offset += Block.SaltLength + length;
        return !verify || Fits(rest.Span.Slice(1, Block.SaltLength), payload.Span, hash);
    }

    private static bool Fits(
        ReadOnlySpan<byte> salt,
        ReadOnlySpan<byte> text,
        ReadOnlySpan<byte> hash
    )
    {
        Span<byte> found = stackalloc byte[Block.HashLength];
        t_hash ??= new TextHash();
        t_hash.Compute(salt, text, found);
        return found.SequenceEqual(hash);
    }
}
