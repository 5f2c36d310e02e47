using System.Text;
using Hubbub.Cli.Importing;

namespace Hubbub.Tests.Importing;

/// <summary>Files of unknown provenance.</summary>
public sealed class ForeignFileTests
{
    [Fact]
    public void Bytes_that_are_not_UTF8_are_Latin1_and_line_ends_are_of_any_kind() =>
        Assert.Equal(
            ["é", "ü", "", "end"],
            Lines([0xEF, 0xBB, 0xBF, 0xC3, 0xA9, 13, 10, 0xFC, 10, 10, .. "end"u8])
        );

    /// <summary>A gigabyte without a line's end costs no memory.</summary>
    [Fact]
    public void Given_a_line_of_a_gigabyte_when_read_then_it_is_passed_over()
    {
        using var lines = new TextLines(new Endless(1L << 30));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(lines.TryRead(out var line));
        Assert.Null(line);
        Assert.False(lines.TryRead(out _));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void Given_two_files_when_read_then_only_the_same_bytes_hash_alike()
    {
        Assert.Equal(Hash("a\nb\n"), Hash("a\nb\n"));
        Assert.NotEqual(Hash("a\nb\n"), Hash("a\nb"));
    }

    [Fact]
    public void Control_characters_go_and_colours_stay() =>
        Assert.Equal(
            "\u00034red\u000f\tbell",
            ForeignFile.Clean("\u00034red\u000f\t\u0007be\0ll\u001b")
        );

    [Theory]
    [InlineData("2024-01-31.log", "2024-01-31")]
    [InlineData("#tea_20240131.log", "2024-01-31")]
    [InlineData("tea.log", null)]
    [InlineData("2024-13-41.log", null)]
    [InlineData("1234567890.log", null)]
    public void The_day_stands_in_the_name(string name, string? day) =>
        Assert.Equal(day, ForeignFile.DayOf(name)?.ToString("yyyy-MM-dd"));

    private static List<string?> Lines(byte[] bytes)
    {
        using var lines = new TextLines(new MemoryStream(bytes));
        var all = new List<string?>();
        while (lines.TryRead(out var line))
            all.Add(line);
        return all;
    }

    private static ulong Hash(string text)
    {
        using var lines = new TextLines(new MemoryStream(Encoding.UTF8.GetBytes(text)));
        while (lines.TryRead(out _)) { }
        return lines.TakeHash();
    }

    /// <summary>So many bytes, none of which ends a line.</summary>
    private sealed class Endless(long length) : Stream
    {
        private long _left = length;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            var count = (int)Math.Min(buffer.Length, _left);
            buffer[..count].Fill((byte)'x');
            _left -= count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) =>
            Read(buffer.AsSpan(offset, count));

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) =>
            throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) =>
            throw new NotSupportedException();
    }
}
