using System.Buffers;
using Hubbub.Protocols;

namespace Hubbub.Net.Loop;

/// <summary>
/// What a session has still to be sent. During a tick only ranges of the tick's buffer, which
/// merge where they touch; at its end one send. What the transport did not take waits here,
/// bounded.
/// </summary>
internal struct Outbox
{
    /// <summary>Above this nothing more is read from the session.</summary>
    public const int SoftLimit = 64 * 1024;

    /// <summary>Above this the session is ended.</summary>
    public const int HardLimit = 1024 * 1024;

    private int _start;
    private int _length;
    private List<(int Start, int Length)>? _more;
    private byte[]? _residual;
    private int _residualStart;
    private int _residualEnd;

    public readonly bool HasRanges => _length > 0;

    /// <summary>Bytes that wait for the transport.</summary>
    public readonly int Waiting => _residualEnd - _residualStart;

    public void Pend(int start, int length)
    {
        if (_length == 0)
        {
            (_start, _length) = (start, length);
        }
        else if (_more is { Count: > 0 } more)
        {
            var (lastStart, lastLength) = more[^1];
            if (lastStart + lastLength == start)
                more[^1] = (lastStart, lastLength + length);
            else
                more.Add((start, length));
        }
        else if (_start + _length == start)
        {
            _length += length;
        }
        else
        {
            (_more ??= []).Add((start, length));
        }
    }

    /// <summary>Sends what the transport takes; the rest waits.</summary>
    /// <param name="scratch">To put ranges that do not touch beside each other.</param>
    public void Flush(LineWriter tick, ITransport transport, ref byte[] scratch)
    {
        var bytes = Gather(tick, ref scratch);
        _length = 0;
        _more?.Clear();
        if (Waiting > 0)
            Keep(bytes);
        else
            Keep(bytes[transport.TrySend(bytes)..]);
    }

    /// <summary>The transport fits more.</summary>
    public void Resume(ITransport transport)
    {
        if (Waiting == 0)
            return;
        _residualStart += transport.TrySend(_residual.AsSpan(_residualStart, Waiting));
        if (Waiting == 0)
            Drop();
    }

    /// <summary>Throws away what waits.</summary>
    public void Drop()
    {
        if (_residual is not null)
            ArrayPool<byte>.Shared.Return(_residual);
        _residual = null;
        _residualStart = _residualEnd = 0;
    }

    private readonly ReadOnlySpan<byte> Gather(LineWriter tick, ref byte[] scratch)
    {
        if (_more is not { Count: > 0 } more)
            return tick.Slice(_start, _length);
        var total = _length;
        foreach (var (_, length) in more)
            total += length;
        if (scratch.Length < total)
            scratch = GC.AllocateUninitializedArray<byte>(total * 2);
        tick.Slice(_start, _length).CopyTo(scratch);
        var at = _length;
        foreach (var (start, length) in more)
        {
            tick.Slice(start, length).CopyTo(scratch.AsSpan(at));
            at += length;
        }

        return scratch.AsSpan(0, total);
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return;
        var waiting = Waiting;
        if (_residual is null || _residual.Length - _residualEnd < bytes.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(4096, waiting + bytes.Length));
            if (_residual is not null)
            {
                _residual.AsSpan(_residualStart, waiting).CopyTo(larger);
                ArrayPool<byte>.Shared.Return(_residual);
            }

            (_residual, _residualStart, _residualEnd) = (larger, 0, waiting);
        }

        bytes.CopyTo(_residual.AsSpan(_residualEnd));
        _residualEnd += bytes.Length;
    }
}
