using System.Buffers;

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
    /// <param name="longest">A line longer than this is thrown away piece by piece.</param>
    /// <param name="last">Nothing more will come: what is left is a line.</param>
    public TakenLine TryTake(int longest, bool last, ref byte[] line, out int length)
    {
        lock (_lock)
        {
            length = 0;
            var bytes = _buffer.AsSpan(_start, _end - _start);
            var newline = bytes.IndexOf((byte)'\n');
            if (newline < 0 && !(last && !bytes.IsEmpty))
            {
                if (bytes.Length > longest + 2)
                {
                    _discarding = true;
                    Consume(bytes.Length);
                }

                return TakenLine.None;
            }

            var end = newline < 0 ? bytes.Length : newline;
            var content = bytes[..end];
            if (content.Length > 0 && content[^1] == '\r')
                content = content[..^1];
            var tooLong = _discarding || content.Length > longest;
            _discarding = false;
            if (!tooLong)
            {
                if (line.Length < content.Length)
                    line = new byte[content.Length];
                content.CopyTo(line);
                length = content.Length;
            }

            Consume(newline < 0 ? end : end + 1);
            return tooLong ? TakenLine.TooLong : TakenLine.Line;
        }
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
