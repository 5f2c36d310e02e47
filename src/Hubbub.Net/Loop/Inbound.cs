using System.Buffers;
using Hubbub.Protocols;

namespace Hubbub.Net.Loop;

/// <summary>
/// Bytes that came and are not worked off yet. Filled by the connection's reader, emptied by the
/// loop. Holds a buffer only while there are bytes.
/// </summary>
internal sealed class Inbound
{
    /// <summary>Above this the reader waits: the other end feels it as TCP's back-pressure.</summary>
    public const int Most = 64 * 1024;

    private readonly Lock _lock = new();
    private byte[]? _buffer;
    private int _start;
    private int _end;
    private bool _discarding;
    private TaskCompletionSource? _roomAgain;

    public bool IsEmpty => Volatile.Read(ref _end) == 0;

    /// <summary>Completes when there is room for more.</summary>
    public ValueTask AddAsync(in ReadOnlySequence<byte> bytes)
    {
        lock (_lock)
        {
            Reserve((int)bytes.Length);
            bytes.CopyTo(_buffer.AsSpan(_end));
            Volatile.Write(ref _end, _end + (int)bytes.Length);
            if (_end - _start < Most)
                return default;
            _roomAgain ??= new TaskCompletionSource(
                TaskCreationOptions.RunContinuationsAsynchronously
            );
            return new ValueTask(_roomAgain.Task);
        }
    }

    /// <summary>Copies the next line, without its end, to <paramref name="line"/>.</summary>
    /// <param name="wire">Knows where its lines end. A line longer than it takes is thrown away piece by piece.</param>
    /// <param name="last">Nothing more will come: what is left is a line.</param>
    public TakenLine TryTake(Wire wire, bool last, ref byte[] line, out int length)
    {
        lock (_lock)
        {
            length = 0;
            var bytes = _buffer.AsSpan(_start, _end - _start);
            var whole = wire.EndOfLine(bytes);
            if (whole == 0 && !(last && !bytes.IsEmpty))
            {
                if (bytes.Length > wire.LongestLine + 2)
                {
                    _discarding = true;
                    Consume(bytes.Length);
                }

                return TakenLine.None;
            }

            var taken = whole == 0 ? bytes.Length : whole;
            var content = WithoutEnd(bytes[..taken]);
            var tooLong = _discarding || content.Length > wire.LongestLine;
            _discarding = false;
            if (!tooLong)
            {
                if (line.Length < content.Length)
                    line = new byte[content.Length];
                content.CopyTo(line);
                length = content.Length;
            }

            Consume(taken);
            return tooLong ? TakenLine.TooLong : TakenLine.Line;
        }
    }

    /// <summary>CR LF, LF, or telnet's CR NUL.</summary>
    private static ReadOnlySpan<byte> WithoutEnd(ReadOnlySpan<byte> line)
    {
        if (line.EndsWith("\n"u8))
            line = line[..^1];
        else if (line.EndsWith("\r\0"u8))
            return line[..^2];
        return line.EndsWith("\r"u8) ? line[..^1] : line;
    }

    /// <summary>Throws away what is left and lets a waiting reader go.</summary>
    public void Clear()
    {
        lock (_lock)
            Consume(_end - _start);
    }

    private void Consume(int count)
    {
        _start += count;
        if (_start == _end)
        {
            if (_buffer is not null)
                ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = null;
            _start = 0;
            Volatile.Write(ref _end, 0);
        }

        if (_roomAgain is { } waiting && _end - _start < Most / 2)
        {
            _roomAgain = null;
            waiting.SetResult();
        }
    }

    private void Reserve(int count)
    {
        if (_buffer is not null && _buffer.Length - _end >= count)
            return;
        var length = _end - _start;
        var larger = ArrayPool<byte>.Shared.Rent(length + count);
        if (_buffer is not null)
        {
            _buffer.AsSpan(_start, length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
        }

        _buffer = larger;
        _start = 0;
        Volatile.Write(ref _end, length);
    }
}

internal enum TakenLine
{
    None,
    Line,
    TooLong,
}
