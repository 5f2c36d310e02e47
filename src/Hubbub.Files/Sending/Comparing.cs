using System.Security.Cryptography;

namespace Hubbub.Files;

/// <summary>
/// The receiver tells what it has of the files, each with its SHA-256. The same bytes are hashed here:
/// what is equal does not go again.
/// </summary>
internal sealed class Comparing(SendSide side) : SendPhase
{
    private const int AnswersAtOnce = 8_192;

    private readonly Queue<Held> _told = [];
    private readonly Dictionary<int, long> _equal = [];
    private readonly Dictionary<int, IncrementalHash> _hashes = [];
    private readonly List<byte> _answers = [];
    private readonly byte[] _buffer = new byte[256 * 1024];
    private int _last = -1;
    private int _parts;
    private int _open;
    private bool _isAll;

    public override TransferStage Stage => TransferStage.Comparing;

    public override SendPhase? On(Message message)
    {
        switch (message)
        {
            case Held held when !_isAll && IsPossible(held):
                _last = held.Item;
                _told.Enqueue(held);
                _open++;
                side.Wake();
                return this;
            case HeldAll when !_isAll:
                _isAll = true;
                return _open == 0 ? Flow() : this;
            default:
                return null;
        }
    }

    public override bool Step()
    {
        Held? held = null;
        side.Gate.Inside(() => _told.TryDequeue(out held));
        if (held is null)
            return false;
        var hash = Hash(held);
        side.Gate.Inside(() => Compare(held, hash));
        return true;
    }

    public override void Close()
    {
        foreach (var hash in _hashes.Values)
            hash.Dispose();
    }

    /// <summary>In the order of the offer, so each once.</summary>
    private bool IsPossible(Held held)
    {
        if (held.Item <= _last || held.Item >= side.Offer.Items.Count)
            return false;
        var item = side.Offer.Items[held.Item];
        if (item.Kind != ItemKind.File || held.Length > item.Size)
            return false;
        return held.Length == item.Size || ++_parts <= OfferLimits.MostParts;
    }

    private IncrementalHash Hash(Held held)
    {
        var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var file = side.Tree.Open(held.Item);
        for (var at = 0L; at < held.Length && !side.HasEnded; )
        {
            var count = (int)Math.Min(_buffer.Length, held.Length - at);
            file.Read(at, _buffer.AsSpan(0, count));
            hash.AppendData(_buffer.AsSpan(0, count));
            at += count;
        }

        return hash;
    }

    /// <summary>Under the gate.</summary>
    private void Compare(Held held, IncrementalHash hash)
    {
        var digest = hash.GetCurrentHash();
        var isEqual = digest.AsSpan().SequenceEqual(held.Digest);
        var isWhole = held.Length == side.Offer.Items[held.Item].Size;
        // The hash goes on where the part ends.
        if (isEqual && !isWhole && !side.HasEnded)
            _hashes[held.Item] = hash;
        else
            hash.Dispose();
        if (side.HasEnded)
            return;
        if (isEqual)
            _equal[held.Item] = held.Length;
        if (isEqual && isWhole)
            side.TellVerified(held.Item, digest, wasThere: true);
        _answers.Add(isEqual ? (byte)1 : (byte)0);
        if (--_open == 0 && _isAll)
            side.Enter(Flow());
        else if (_answers.Count == AnswersAtOnce)
            Answer();
    }

    private void Answer()
    {
        side.Pipe.Send(new Agreed([.. _answers]));
        _answers.Clear();
    }

    private Flowing Flow()
    {
        if (_answers.Count > 0)
            Answer();
        var hashes = new Dictionary<int, IncrementalHash>(_hashes);
        _hashes.Clear();
        return new Flowing(side, _equal, hashes);
    }
}
