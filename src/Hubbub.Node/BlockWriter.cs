using Hubbub.Core;

namespace Hubbub.Node;

/// <summary>Gathers entries into one block after the other.</summary>
/// <param name="salt">Fills a span with bytes that nobody can guess.</param>
public sealed class BlockWriter(ulong incarnation, BlockWriter.FillSalt salt)
{
    internal const byte NoText = 0;
    internal const byte TextOnly = 1;
    internal const byte TagsAndText = 2;

    private readonly ByteWriter _entries = new(4096);
    private readonly ByteWriter _texts = new(4096);
    private readonly SaltPool _salts = new(salt);
    private readonly TextHash _hash = new();
    private ulong _sequence;
    private long _at;
    private int _count;

    public delegate void FillSalt(Span<byte> salt);

    public int Count => _count;

    /// <summary>Bytes gathered so far.</summary>
    public int Length => _entries.Length + _texts.Length;

    /// <param name="at">Microseconds since 1970 UTC, not less than those of the entry before.</param>
    public void Add(
        long at,
        SessionId session,
        Command command,
        ReadOnlySpan<byte> text,
        ReadOnlySpan<byte> tags = default
    )
    {
        if (_count++ == 0)
            _at = at;
        _entries.WriteVarint((ulong)(at - _at));
        _entries.WriteVarint(session.Number);
        CommandCodec.Write(_entries, command);
        if (!tags.IsEmpty)
        {
            _entries.WriteByte(TagsAndText);
            _entries.WriteCount(tags.Length);
            AddPayload([.. tags, .. text]);
        }
        else
        {
            _entries.WriteByte(text.IsEmpty ? NoText : TextOnly);
            if (!text.IsEmpty)
                AddPayload(text);
        }
    }

    /// <summary>The block gathered; what comes next goes into another.</summary>
    public Block Take()
    {
        var header = new ByteWriter(_entries.Length + 40);
        header.WriteByte(Block.Format);
        header.WriteByte(0);
        header.WriteFixed64(incarnation);
        header.WriteFixed64(++_sequence);
        header.WriteFixed64((ulong)_at);
        header.WriteCount(_count);
        header.WriteBytes(_entries.Written);
        var block = new Block(header.ToArray(), _texts.ToArray(), _count);
        _entries.Clear();
        _texts.Clear();
        _count = 0;
        return block;
    }

    private void AddPayload(ReadOnlySpan<byte> text)
    {
        Span<byte> salted = stackalloc byte[Block.SaltLength];
        Span<byte> hash = stackalloc byte[Block.HashLength];
        _salts.Next(salted);
        _hash.Compute(salted, text, hash);
        _entries.WriteCount(text.Length);
        _entries.WriteBytes(hash);
        _texts.WriteByte(1);
        _texts.WriteBytes(salted);
        _texts.WriteBytes(text);
    }
}

/// <summary>Draws salts in bulk: each drawing has a fixed cost.</summary>
internal sealed class SaltPool(BlockWriter.FillSalt fill)
{
    private readonly byte[] _drawn = new byte[Block.SaltLength * 512];
    private int _used = Block.SaltLength * 512;

    public void Next(Span<byte> salt)
    {
        if (_used == _drawn.Length)
        {
            fill(_drawn);
            _used = 0;
        }

        _drawn.AsSpan(_used, salt.Length).CopyTo(salt);
        _used += salt.Length;
    }
}
