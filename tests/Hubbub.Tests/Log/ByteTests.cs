using FsCheck.Fluent;
using Hubbub.Core;

namespace Hubbub.Tests.Log;

public sealed class ByteTests
{
    [Fact]
    public void Whatever_is_written_is_read_back() =>
        Prop.ForAll<(ulong Number, ulong Fixed, string? Text, bool Flag, byte[] Bytes)>(
                Written.Values,
                value =>
                {
                    var writer = new ByteWriter(1);
                    writer.WriteVarint(value.Number);
                    writer.WriteFixed64(value.Fixed);
                    writer.WriteOptional(value.Text);
                    writer.WriteFlag(value.Flag);
                    writer.WriteCount(value.Bytes.Length);
                    writer.WriteBytes(value.Bytes);
                    var reader = new ByteReader(writer.Written);
                    return reader.ReadVarint() == value.Number
                        && reader.ReadFixed64() == value.Fixed
                        && reader.ReadOptional() == value.Text
                        && reader.ReadFlag() == value.Flag
                        && reader.ReadBytes(reader.ReadCount()).SequenceEqual(value.Bytes)
                        && reader.AtEnd;
                }
            )
            .Check();

    [Theory]
    [InlineData(0UL, 1)]
    [InlineData(127UL, 1)]
    [InlineData(128UL, 2)]
    [InlineData(ulong.MaxValue, 10)]
    public void A_number_takes_a_byte_for_seven_bits(ulong number, int length)
    {
        var writer = new ByteWriter();
        writer.WriteVarint(number);
        Assert.Equal(length, writer.Length);
        var reader = new ByteReader(writer.Written);
        Assert.Equal(number, reader.ReadVarint());
        Assert.True(reader.AtEnd);
    }

    [Theory]
    [InlineData("FFFFFFFFFFFFFFFFFF02")]
    [InlineData("FFFFFFFFFFFFFFFFFFFF01")]
    [InlineData("80")]
    [InlineData("")]
    public void A_number_too_large_or_cut_off_fails(string hex)
    {
        var reader = new ByteReader(Convert.FromHexString(hex));
        Assert.Equal(0UL, reader.ReadVarint());
        Assert.True(reader.Failed);
    }

    [Fact]
    public void A_negative_count_is_never_written() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ByteWriter().WriteCount(-1));

    [Fact]
    public void A_count_beyond_what_is_left_fails()
    {
        var reader = new ByteReader([3, 1, 2]);
        Assert.Equal(0, reader.ReadCount());
        Assert.True(reader.Failed);
        Assert.False(reader.AtEnd);
        Assert.Equal("", reader.ReadString());
    }

    [Theory]
    [InlineData(4)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void More_bytes_than_there_are_or_fewer_than_none_fail(int count)
    {
        var reader = new ByteReader([1, 2, 3]);
        Assert.True(reader.ReadBytes(count).IsEmpty);
        Assert.True(reader.Failed);
    }

    [Fact]
    public void Once_failed_a_reader_stays_failed()
    {
        var reader = new ByteReader([2, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
        reader.ReadFlag();
        Assert.True(reader.Failed);
        Assert.Equal(0UL, reader.ReadVarint());
        Assert.Equal(0UL, reader.ReadFixed64());
        Assert.Null(reader.ReadOptional());
        Assert.True(reader.Failed);
    }

    [Theory]
    [InlineData("8080808010", 0U, true)]
    [InlineData("FFFFFFFF0F", uint.MaxValue, false)]
    public void A_number_of_32_bits_is_never_cut(string hex, uint number, bool failed)
    {
        var reader = new ByteReader(Convert.FromHexString(hex));
        Assert.Equal(number, reader.ReadNumber32());
        Assert.Equal(failed, reader.Failed);
    }
}
