using System.Buffers.Binary;

namespace Hubbub.Datagrams;

/// <summary>
/// Reads what <see cref="WireWriter"/> wrote. Bad bytes never throw: once something is cut off,
/// <see cref="Failed"/> is set, stays set, and every read gives a default. Callers look once.
/// </summary>
public ref struct WireReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public bool Failed { get; private set; }

    public readonly bool IsEmpty => _rest.IsEmpty;

    public readonly int Remaining => _rest.Length;

    public void Fail()
    {
        Failed = true;
        _rest = default;
    }

    public byte Byte()
    {
        var taken = Bytes(1);
        return taken.IsEmpty ? (byte)0 : taken[0];
    }

    public uint UInt32()
    {
        var taken = Bytes(sizeof(uint));
        return taken.IsEmpty ? 0 : BinaryPrimitives.ReadUInt32BigEndian(taken);
    }

    public ulong UInt64()
    {
        var taken = Bytes(sizeof(ulong));
        return taken.IsEmpty ? 0 : BinaryPrimitives.ReadUInt64BigEndian(taken);
    }

    public long Varint()
    {
        var size = Datagrams.Varint.TryRead(_rest, out var value);
        if (size == 0)
            Fail();
        else
            _rest = _rest[size..];
        return value;
    }

    /// <summary>A varint of at most <paramref name="most"/>.</summary>
    public long Varint(long most)
    {
        var value = Varint();
        if (value <= most)
            return value;
        Fail();
        return 0;
    }

    public ReadOnlySpan<byte> Bytes(long count)
    {
        if (count > _rest.Length)
        {
            Fail();
            return default;
        }

        var taken = _rest[..(int)count];
        _rest = _rest[(int)count..];
        return taken;
    }

    /// <summary>A byte of length, then the bytes.</summary>
    public ReadOnlySpan<byte> Short() => Bytes(Byte());
}
