using System.Security.Cryptography;
using Hubbub.Datagrams;

namespace Hubbub.Files;

/// <summary>
/// Reads the plan piece by piece, hashes what it reads, and gives it to the connection: each byte is
/// read once, what is hashed is what is sent.
/// </summary>
internal sealed class Flowing : SendPhase
{
    /// <summary>Digests of one message.</summary>
    private const int DigestsAtOnce = 1_000;

    private readonly SendSide _side;
    private readonly Plan _plan;
    private readonly Dictionary<int, IncrementalHash> _hashes;
    private readonly PieceCache _cache;
    private readonly BlockSender _blocks;
    private readonly Queue<(int Item, long End, byte[] Digest)> _read = [];
    private readonly Queue<int> _empty = new();
    private readonly List<byte> _digests = [];
    private readonly List<(int Item, long End, byte[] Digest)> _ended = [];
    private ISourceFile? _file;
    private IncrementalHash? _hash;
    private int _item = -1;
    private long _at;

    /// <summary>Under the gate.</summary>
    public Flowing(
        SendSide side,
        Dictionary<int, long> held,
        Dictionary<int, IncrementalHash> hashes
    )
    {
        _side = side;
        _plan = new Plan(side.Offer, held);
        _hashes = hashes;
        _cache = new PieceCache(_plan, side.Tree, side.Wake);
        _blocks = side.Connection.SendBlocks(0, _cache);
        for (var i = 0; i < side.Offer.Items.Count; i++)
        {
            var item = side.Offer.Items[i];
            if (item is { Kind: ItemKind.File, Size: 0 } && !held.ContainsKey(i))
                _empty.Enqueue(i);
        }
    }

    public override TransferStage Stage => TransferStage.Flowing;

    public long Held => _plan.Held;

    /// <summary>Bytes of the plan that have arrived.</summary>
    public long Arrived => _blocks.Acked;

    public Stretch? Current =>
        Arrived < _plan.Length && _plan.Length > 0 ? _plan.At(Arrived) : null;

    public override SendPhase? On(Message message)
    {
        switch (message)
        {
            case Kept kept when kept.Position <= _at:
                while (_read.TryPeek(out var file) && file.End <= kept.Position)
                    TellFirst();
                return this;
            case Complete when _at == _plan.Length:
                PassEmpty(int.MaxValue, kept: _plan.Length);
                foreach (var ended in _ended)
                    _read.Enqueue(ended);
                while (_read.Count > 0)
                    TellFirst();
                _side.Finish();
                return this;
            default:
                return null;
        }
    }

    public override bool Step()
    {
        byte[]? piece = null;
        _side.Gate.Inside(() =>
            piece = _at == _plan.Length || _side.Pipe.IsCrowded ? null : _cache.TryRent()
        );
        if (piece is null)
            return false;
        var start = _at;
        var length = (int)Math.Min(PieceCache.Piece, _plan.Length - start);
        for (var filled = 0; filled < length; )
            filled += ReadOn(start + filled, piece.AsSpan(filled, length - filled));
        _side.Gate.Inside(() => Give(piece, start, length));
        return true;
    }

    public override void Close()
    {
        _file?.Dispose();
        _hash?.Dispose();
        _cache.Dispose();
        foreach (var hash in _hashes.Values)
            hash.Dispose();
    }

    /// <returns>Bytes read: up to the next digest at most.</returns>
    private int ReadOn(long position, Span<byte> into)
    {
        var stretch = _plan.At(position);
        if (_item != stretch.Item)
            Open(stretch);
        var count = (int)Math.Min(into.Length, stretch.ToDigest);
        _file!.Read(stretch.Offset, into[..count]);
        _hash!.AppendData(into[..count]);
        if (count < stretch.ToDigest)
            return count;
        var digest = _hash.GetCurrentHash();
        _digests.AddRange(digest);
        if (count == stretch.Left)
            End(stretch.Item, position + count, digest);
        return count;
    }

    private void Open(in Stretch stretch)
    {
        _file = _side.Tree.Open(stretch.Item);
        _item = stretch.Item;
        if (!_hashes.Remove(stretch.Item, out _hash))
            _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    }

    private void End(int item, long end, byte[] digest)
    {
        if (!_file!.IsAsOffered())
        {
            throw new TransferException(
                EndKind.Changed,
                $"{_side.Offer.Items[item].Path} was changed while it was sent"
            );
        }

        _file.Dispose();
        _hash!.Dispose();
        (_file, _hash, _item) = (null, null, -1);
        PassEmpty(item, end);
        _ended.Add((item, end, digest));
    }

    /// <summary>Files without bytes count as sent with the one after them.</summary>
    private void PassEmpty(int before, long kept)
    {
        while (_empty.TryPeek(out var item) && item < before)
            _ended.Add((_empty.Dequeue(), kept, SHA256.HashData([])));
    }

    /// <summary>Under the gate: the piece goes, and behind it what it hashes to.</summary>
    private void Give(byte[] piece, long start, int length)
    {
        _at = start + length;
        if (_side.HasEnded)
            return;
        _cache.Publish(piece);
        foreach (var ended in _ended)
            _read.Enqueue(ended);
        _ended.Clear();
        var digests = _digests.ToArray();
        _digests.Clear();
        foreach (var some in digests.Chunk(DigestsAtOnce * Chunk.Digest))
            _side.Pipe.Send(new Digests(some));
        _blocks.Send(start, length);
    }

    private void TellFirst()
    {
        var (item, _, digest) = _read.Dequeue();
        _side.TellVerified(item, digest, wasThere: false);
    }
}
