using Hubbub.Datagrams;

namespace Hubbub.Files;

/// <summary>
/// The next and the last pieces of the plan in memory: packets are written from here, so that the
/// endpoint's thread does not wait for a disk. What was lost long ago is read once more. Belongs to the gate.
/// </summary>
internal sealed class PieceCache(Plan plan, ISourceTree tree, Action drained)
    : IBlockSource,
        IDisposable
{
    public const int Piece = 1024 * 1024;
    private const int Kept = 8;
    private const int MostAhead = 4;

    private readonly byte[]?[] _pieces = new byte[Kept][];
    private long _next;
    private long _sent;
    private ISourceFile? _again;
    private int _againItem = -1;

    /// <summary>A piece for the next bytes; null: enough is ready.</summary>
    public byte[]? TryRent()
    {
        if (_next - (_sent / Piece) > MostAhead)
            return null;
        // The oldest makes room: nobody finds it here any more.
        var slot = _next % Kept;
        var piece = _pieces[slot] ?? GC.AllocateUninitializedArray<byte>(Piece);
        _pieces[slot] = null;
        return piece;
    }

    public void Publish(byte[] piece) => _pieces[_next++ % Kept] = piece;

    public void Read(long offset, Span<byte> into)
    {
        while (!into.IsEmpty)
        {
            var at = (int)(offset % Piece);
            var count = Math.Min(into.Length, Piece - at);
            if (Find(offset / Piece) is { } piece)
                piece.AsSpan(at, count).CopyTo(into);
            else
                ReadAgain(offset, into[..count]);
            offset += count;
            into = into[count..];
        }

        if (offset <= _sent)
            return;
        var isNextPiece = offset / Piece != _sent / Piece;
        _sent = offset;
        if (isNextPiece)
            drained();
    }

    public void Dispose() => _again?.Dispose();

    private byte[]? Find(long number) =>
        number < _next && number >= _next - Kept ? _pieces[number % Kept] : null;

    private void ReadAgain(long offset, Span<byte> into)
    {
        while (!into.IsEmpty)
        {
            var stretch = plan.At(offset);
            if (_againItem != stretch.Item)
            {
                _again?.Dispose();
                _again = null;
                _again = tree.Open(stretch.Item);
                _againItem = stretch.Item;
            }

            var count = (int)Math.Min(into.Length, stretch.Left);
            _again!.Read(stretch.Offset, into[..count]);
            offset += count;
            into = into[count..];
        }
    }
}
