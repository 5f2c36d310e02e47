using Hubbub.Datagrams;

namespace Hubbub.Files;

/// <summary>
/// Takes the plan piece by piece: hashes, compares with what the sender says, writes, finishes files.
/// Only what is right gets a file's own name.
/// </summary>
internal sealed class Receiving : ReceivePhase
{
    /// <summary>Digests that wait here; more stay in the stream.</summary>
    private const int MostDigests = 4_096;

    private readonly ReceiveSide _side;
    private readonly Plan _plan;
    private readonly Queue<byte[]> _digests = new();

    /// <summary>The worker's share of them. Whoever enters the gate for each of ten thousand files mostly waits before it.</summary>
    private readonly Queue<byte[]> _expected = new();
    private readonly ArrivalWindow _window;
    private readonly BlockReceiver _blocks;
    private readonly Finishing _finishing;
    private byte[] _piece = [];
    private int _pieceLength;
    private int _pieceAt;
    private StartedPart? _part;
    private long _at;
    private bool _isOver;

    /// <summary>Under the gate.</summary>
    public Receiving(
        ReceiveSide side,
        Offer offer,
        IReadOnlyList<ReceivedPath> paths,
        IReceivingStore store,
        Inventory inventory
    )
    {
        _side = side;
        _plan = new Plan(offer, inventory.Lengths(offer));
        _finishing = new Finishing(side, offer, paths, store, inventory);
        _window = new ArrivalWindow(_plan.Length, side.Wake, side.Violate);
        _blocks = side.Connection.AcceptBlocks(0, _window, ArrivalWindow.Credit);
    }

    public override TransferStage Stage => TransferStage.Flowing;

    public override string File => _finishing.NameOf(Current?.Item ?? _finishing.Last);

    public override TimeSpan Patience => _isOver ? TimeSpan.MaxValue : TimeSpan.FromMinutes(1);

    public override bool IsListening => _digests.Count < MostDigests;

    public long Held => _plan.Held;

    /// <summary>Bytes of the plan that are verified and written.</summary>
    public long Kept => Volatile.Read(ref _at);

    public Stretch? Current => Kept < _plan.Length ? _plan.At(Kept) : null;

    /// <summary>Bytes that have come at all.</summary>
    public long Arrived => _blocks.Received;

    public override ReceivePhase? On(Message message)
    {
        if (message is not Digests { Bytes.Length: > 0 } digests)
            return null;
        foreach (var digest in digests.Bytes.Chunk(Chunk.Digest))
            _digests.Enqueue(digest);
        _side.Wake();
        return this;
    }

    public override bool Step()
    {
        var goesOn = false;
        try
        {
            return goesOn = Go();
        }
        finally
        {
            if (!goesOn && _finishing.HasUntold)
                _side.Gate.Inside(_finishing.TellAll);
        }
    }

    public override void Close()
    {
        _part?.Dispose();
        _finishing.Dispose();
    }

    private bool Go()
    {
        if (_isOver || _side.HasEnded)
            return false;
        if (_at == _plan.Length)
        {
            _finishing.PassTo(int.MaxValue);
            _finishing.EndFolders();
            _isOver = true;
            _side.Gate.Inside(() =>
            {
                _finishing.TellAll();
                _side.TellComplete();
            });
            return false;
        }

        if (_pieceLength == 0)
            _side.Gate.Inside(() => _pieceLength = _window.TryTake(out _piece));
        if (_pieceLength == 0)
            return false;
        while (_pieceAt < _pieceLength)
        {
            if (!TakeOn())
                return false;
        }

        _side.Gate.Inside(GiveBack);
        return true;
    }

    /// <summary>Up to the next digest, or the end of the piece.</summary>
    /// <returns>False: the digest is not here yet.</returns>
    private bool TakeOn()
    {
        var stretch = _plan.At(_at);
        var count = (int)Math.Min(stretch.ToDigest, _pieceLength - _pieceAt);
        var isBoundary = count == stretch.ToDigest;
        var expected = isBoundary ? NextDigest() : null;
        if (isBoundary && expected is null)
            return false;
        _part ??= _finishing.Begin(stretch.Item);
        var bytes = _piece.AsSpan(_pieceAt, count);
        _part.Hash.AppendData(bytes);
        if (isBoundary)
            Verify(stretch.Item, expected!);
        _part.File.Write(stretch.Offset, bytes);
        if (isBoundary)
            _part.File.Verified(expected);
        if (count == stretch.Left)
        {
            _finishing.End(stretch.Item, _part, expected!);
            _part = null;
        }

        _pieceAt += count;
        Volatile.Write(ref _at, _at + count);
        return true;
    }

    private byte[]? NextDigest()
    {
        if (_expected.Count == 0)
            _side.Gate.Inside(TakeDigests);
        return _expected.TryDequeue(out var digest) ? digest : null;
    }

    private void TakeDigests()
    {
        var wasFull = !IsListening;
        while (_digests.TryDequeue(out var digest))
            _expected.Enqueue(digest);
        if (wasFull)
            _side.Read();
    }

    private void Verify(int item, byte[] expected)
    {
        Span<byte> digest = stackalloc byte[Chunk.Digest];
        _part!.Hash.GetCurrentHash(digest);
        if (!digest.SequenceEqual(expected))
        {
            throw new TransferException(
                EndKind.Changed,
                $"{_finishing.NameOf(item)} arrived other than it was read: it was changed while it was sent"
            );
        }
    }

    private void GiveBack()
    {
        _finishing.TellAll();
        if (_side.HasEnded)
            return;
        _window.Return(_piece);
        _blocks.Release(_pieceLength);
        _side.Say(new Kept(_at));
        (_piece, _pieceLength, _pieceAt) = ([], 0, 0);
    }
}
