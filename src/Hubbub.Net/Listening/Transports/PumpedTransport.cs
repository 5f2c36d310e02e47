using System.Buffers;
using System.Net;

namespace Hubbub.Net.Listening.Transports;

/// <summary>
/// Copies into a bounded buffer that a task writes away. The buffer and the task exist only while
/// there is something to send.
/// </summary>
internal abstract class PumpedTransport(EndPoint? remote, bool isSecure)
    : Transport(remote, isSecure)
{
    /// <summary>Bytes waiting; as many again may be on their way.</summary>
    internal const int Capacity = 64 * 1024;

    private const int FirstSize = 2048;

    private byte[]? _filling;
    private int _filled;
    private bool _isPumping;
    private Task _pump = Task.CompletedTask;

    protected override bool IsBusy => _isPumping;

    public Task Pump => _pump;

    /// <summary>How many of the waiting bytes may go now (whole messages, where there are such).</summary>
    protected virtual int Ready(ReadOnlySpan<byte> waiting) => waiting.Length;

    /// <summary>Throws an <see cref="IOException"/> or the like where the connection is broken.</summary>
    protected abstract ValueTask WriteAsync(ReadOnlyMemory<byte> bytes);

    protected override int Take(ReadOnlySpan<byte> bytes)
    {
        var length = Math.Min(bytes.Length, Capacity - _filled);
        if (length == 0)
            return 0;
        Grow(_filled + length);
        bytes[..length].CopyTo(_filling.AsSpan(_filled));
        _filled += length;
        if (!_isPumping)
        {
            _isPumping = true;
            _pump = Task.Run(PumpAsync);
        }

        return length;
    }

    private void Grow(int size)
    {
        if (_filling is not null && _filling.Length >= size)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(size, FirstSize));
        if (_filling is not null)
        {
            _filling.AsSpan(0, _filled).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_filling);
        }

        _filling = larger;
    }

    private async Task PumpAsync()
    {
        while (TryTakeChunk(out var chunk, out var length))
        {
            TellRoom();
            try
            {
                await WriteAsync(chunk.AsMemory(0, length));
            }
            catch (Exception e) when (IsBroken(e))
            {
                Die();
            }

            ArrayPool<byte>.Shared.Return(chunk);
        }

        TellRoom();
    }

    private bool TryTakeChunk(out byte[] chunk, out int length)
    {
        lock (Gate)
        {
            length = _filling is null ? 0 : Ready(_filling.AsSpan(0, _filled));
            chunk = _filling ?? [];
            if (length == 0)
            {
                _isPumping = false;
                ReturnIfEmpty();
                return false;
            }

            var tail = _filled - length;
            _filling = null;
            _filled = 0;
            if (tail > 0)
            {
                Grow(tail);
                chunk.AsSpan(length, tail).CopyTo(_filling);
                _filled = tail;
            }

            return true;
        }
    }

    private void ReturnIfEmpty()
    {
        if (_filling is null || _filled > 0)
            return;
        ArrayPool<byte>.Shared.Return(_filling);
        _filling = null;
    }

    /// <summary>All that streams, pipes and sockets throw when the other end is gone.</summary>
    private static bool IsBroken(Exception e) =>
        e
            is IOException
                or InvalidOperationException
                or OperationCanceledException
                or System.Net.WebSockets.WebSocketException;
}
