using Hubbub.Datagrams;

namespace Hubbub.Files;

/// <summary>
/// What has come and is not written yet: pieces of the plan, filled in whatever order bytes come, handed
/// out in order when they are full. Bounded by the credit that the other side has. Belongs to the gate.
/// </summary>
internal sealed class ArrivalWindow(long length, Action full, Action<string> wrong) : IBlockSink
{
    public const int Piece = 1024 * 1024;
    private const int Pieces = 32;

    /// <summary>Bytes that may be under way or waiting here: one piece less, for where it is not aligned.</summary>
    public const long Credit = (Pieces - 1) * (long)Piece;

    private readonly Slot[] _slots = new Slot[Pieces];
    private readonly Stack<byte[]> _free = new();
    private long _next;

    public bool Write(long offset, ReadOnlySpan<byte> bytes)
    {
        if (
            offset + bytes.Length > Math.Min(length, (_next + Pieces) * Piece)
            || offset < _next * Piece
        )
        {
            wrong("the sender sent bytes that nobody asked for");
            return false;
        }

        while (!bytes.IsEmpty)
        {
            var number = offset / Piece;
            var at = (int)(offset % Piece);
            var count = Math.Min(bytes.Length, Piece - at);
            ref var slot = ref _slots[number % Pieces];
            slot.Bytes ??= _free.TryPop(out var used)
                ? used
                : GC.AllocateUninitializedArray<byte>(Piece);
            bytes[..count].CopyTo(slot.Bytes.AsSpan(at));
            slot.Filled += count;
            if (number == _next && slot.Filled == LengthOf(number))
                full();
            offset += count;
            bytes = bytes[count..];
        }

        return false;
    }

    /// <summary>The next piece in order, if it is full: given back when it is written.</summary>
    /// <returns>Its bytes in use; 0: not yet.</returns>
    public int TryTake(out byte[] piece)
    {
        ref var slot = ref _slots[_next % Pieces];
        piece = slot.Bytes ?? [];
        if (slot.Bytes is null || slot.Filled < LengthOf(_next))
            return 0;
        var filled = slot.Filled;
        slot = default;
        _next++;
        return filled;
    }

    public void Return(byte[] piece) => _free.Push(piece);

    private long LengthOf(long number) => Math.Min(Piece, length - (number * Piece));

    private struct Slot
    {
        public byte[]? Bytes;
        public int Filled;
    }
}
