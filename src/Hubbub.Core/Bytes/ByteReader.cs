using System.Buffers.Binary;
using System.Text;

namespace Hubbub.Core;

/// <summary>
/// Reads what <see cref="ByteWriter"/> wrote. Bad bytes never throw: once something does not fit,
/// <see cref="Failed"/> is set, stays set, and every read gives a default. Callers read to the
/// end and look once.
/// </summary>
public ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public bool Failed { get; private set; }

    /// <summary>Nothing failed and nothing is left over.</summary>
    public readonly bool AtEnd => !Failed && _rest.IsEmpty;

    public readonly int Remaining => _rest.Length;

    public void Fail()
    {
        Failed = true;
        _rest = default;
    }

    public byte ReadByte()
    {
        if (_rest.IsEmpty)
        {
            Fail();
            return 0;
        }

        var value = _rest[0];
        _rest = _rest[1..];
        return value;
    }

    /// <summary>A byte of at most <paramref name="most"/>: an enumeration's.</summary>
    public byte ReadByte(byte most)
    {
        var value = ReadByte();
        if (value <= most)
            return value;
        Fail();
        return 0;
    }

    public bool ReadFlag()
    {
        var value = ReadByte();
        if (value > 1)
            Fail();
        return value == 1;
    }

    public ulong ReadVarint()
    {
        ulong value = 0;
        for (var i = 0; i < _rest.Length && i < 10; i++)
        {
            // Nine bytes carry 63 bits: of the tenth there is room for one more.
            if (i == 9 && _rest[i] > 1)
                break;
            value |= (ulong)(_rest[i] & 0x7F) << (7 * i);
            if (_rest[i] >= 0x80)
                continue;
            _rest = _rest[(i + 1)..];
            return value;
        }

        Fail();
        return 0;
    }

    /// <summary>A count of things of which each takes at least <paramref name="atLeast"/> bytes: bounded by what is left.</summary>
    public int ReadCount(int atLeast = 1)
    {
        var value = ReadVarint();
        if (value <= (ulong)(_rest.Length / Math.Max(atLeast, 1)))
            return (int)value;
        Fail();
        return 0;
    }

    /// <summary>A non-negative number below 2³¹ that counts nothing in these bytes.</summary>
    public int ReadNumber()
    {
        var value = ReadVarint();
        if (value <= int.MaxValue)
            return (int)value;
        Fail();
        return 0;
    }

    /// <summary>A number below 2³².</summary>
    public uint ReadNumber32()
    {
        var value = ReadVarint();
        if (value <= uint.MaxValue)
            return (uint)value;
        Fail();
        return 0;
    }

    public ulong ReadFixed64()
    {
        var fixedBytes = ReadBytes(8);
        return fixedBytes.Length == 8 ? BinaryPrimitives.ReadUInt64LittleEndian(fixedBytes) : 0;
    }

    public ReadOnlySpan<byte> ReadBytes(int count)
    {
        if ((uint)count > (uint)_rest.Length)
        {
            Fail();
            return default;
        }

        var value = _rest[..count];
        _rest = _rest[count..];
        return value;
    }

    public string ReadString() => Encoding.UTF8.GetString(ReadBytes(ReadCount()));

    public string? ReadOptional() => ReadFlag() ? ReadString() : null;
}
