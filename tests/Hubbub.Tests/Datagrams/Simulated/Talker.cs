using Hubbub.Datagrams;

namespace Hubbub.Tests.Datagrams.Simulated;

/// <summary>
/// One end of a connection that writes what it was told to, and reads: every byte is a function of its
/// stream and place, so that what comes is checked without being kept.
/// </summary>
internal sealed class Talker(Random dice) : IConnectionHandler, IBlockSource, IBlockSink
{
    private readonly Dictionary<long, (long Written, long Whole)> _writing = [];
    private readonly Dictionary<long, long> _read = [];
    private readonly byte[] _buffer = new byte[8_192];
    private bool[] _blockBytes = [];

    public CloseReason? Closed { get; private set; }

    public int Ended { get; private set; }

    public long BytesRead => _read.Values.Sum();

    public long BlockBytes { get; private set; }

    public bool IsCountingBlocks { get; init; } = true;

    public bool AreBlocksSent { get; private set; }

    public int Moves { get; private set; }

    /// <summary>Nobody reads: what comes stays in the buffers.</summary>
    public bool IsDeaf { get; init; }

    /// <summary>Answers each opened stream with so many bytes.</summary>
    public long Answers { get; init; }

    public void Say(DatagramStream stream, long whole)
    {
        _writing[stream.Id] = (0, whole);
        Go(stream);
    }

    public void Opened(Connection connection, DatagramStream stream) => Say(stream, Answers);

    public void Writable(Connection connection, DatagramStream stream) => Go(stream);

    public void Readable(Connection connection, DatagramStream stream)
    {
        if (IsDeaf)
            return;
        while (true)
        {
            var count = stream.Read(_buffer.AsSpan(0, 1 + dice.Next(_buffer.Length)));
            var at = _read.GetValueOrDefault(stream.Id);
            Check(stream.Id, at, _buffer.AsSpan(0, count));
            _read[stream.Id] = at + count;
            if (count == 0)
                break;
        }

        if (stream.IsReadToEnd)
            Ended++;
    }

    public void BlocksSent(Connection connection, BlockSender sender) => AreBlocksSent = true;

    public void Moved(Connection connection) => Moves++;

    void IConnectionHandler.Closed(Connection connection, CloseReason reason)
    {
        Assert.Null(Closed);
        Closed = reason;
    }

    void IBlockSource.Read(long offset, Span<byte> into)
    {
        for (var i = 0; i < into.Length; i++)
            into[i] = ByteOf(77, offset + i);
    }

    bool IBlockSink.Write(long offset, ReadOnlySpan<byte> bytes)
    {
        Check(77, offset, bytes);
        if (IsCountingBlocks)
        {
            var end = (int)offset + bytes.Length;
            if (_blockBytes.Length < end)
                Array.Resize(ref _blockBytes, 2 * end);
            var marks = _blockBytes.AsSpan((int)offset, bytes.Length);
            Assert.False(marks.Contains(true), "a byte came twice");
            marks.Fill(true);
        }

        BlockBytes += bytes.Length;
        return true;
    }

    private static byte ByteOf(long stream, long offset) =>
        (byte)((offset * 31) + (offset >> 8) + (stream * 7));

    private static void Check(long stream, long offset, ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] != ByteOf(stream, offset + i))
                Assert.Fail($"stream {stream} is wrong at {offset + i}");
        }
    }

    private void Go(DatagramStream stream)
    {
        if (!_writing.TryGetValue(stream.Id, out var at))
            return;
        while (at.Written < at.Whole)
        {
            var chunk = (int)Math.Min(1 + dice.Next(3_000), at.Whole - at.Written);
            for (var i = 0; i < chunk; i++)
                _buffer[i] = ByteOf(stream.Id, at.Written + i);
            var taken = stream.Write(_buffer.AsSpan(0, chunk));
            at.Written += taken;
            _writing[stream.Id] = at;
            if (taken < chunk)
                return;
        }

        stream.Finish();
    }
}
