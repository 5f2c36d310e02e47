using System.Security.Cryptography;

namespace Hubbub.Files;

/// <summary>A part that goes on: the file and the hash of what it holds.</summary>
internal sealed record StartedPart(IPartFile File, IncrementalHash Hash, long Length) : IDisposable
{
    public void Dispose()
    {
        File.Dispose();
        Hash.Dispose();
    }
}

/// <summary>What the receiver has of an offer already, and the sender agrees that it is right.</summary>
internal sealed class Inventory : IDisposable
{
    /// <summary>Complete files, by item: the name they have here.</summary>
    public Dictionary<int, (string Name, byte[] Digest)> Complete { get; } = [];

    public Dictionary<int, StartedPart> Parts { get; } = [];

    public Dictionary<int, long> Lengths(Offer offer)
    {
        var lengths = Complete.Keys.ToDictionary(item => item, item => offer.Items[item].Size);
        foreach (var (item, part) in Parts)
            lengths[item] = part.Length;
        return lengths;
    }

    public void Dispose()
    {
        foreach (var part in Parts.Values)
            part.Dispose();
    }
}

/// <summary>
/// Looks what is there of each file, hashes it, and tells the sender; keeps of it what the sender has
/// the same.
/// </summary>
internal sealed class Looking(
    ReceiveSide side,
    Offer offer,
    IReadOnlyList<ReceivedPath> paths,
    IReceivingStore store
) : ReceivePhase
{
    private readonly Inventory _inventory = new();
    private readonly List<int> _told = [];
    private readonly byte[] _buffer = new byte[Chunk.Size];
    private int _next;
    private string? _absent;
    private int _answered;
    private bool _isAllTold;
    private bool _isFlowing;

    public override TransferStage Stage => TransferStage.Comparing;

    public override string File => paths[Math.Min(_next, paths.Count - 1)].ToString();

    /// <summary>It hashes what is held, and disks are slow.</summary>
    public override TimeSpan Patience =>
        _next < offer.Items.Count ? TimeSpan.MaxValue : TimeSpan.FromMinutes(10);

    public override ReceivePhase? On(Message message)
    {
        if (message is not Agreed agreed || agreed.Answers.Length == 0)
            return null;
        foreach (var answer in agreed.Answers)
        {
            if (_answered == _told.Count)
                return null;
            var item = _told[_answered++];
            if (answer == 0)
                Forget(item);
        }

        return IsAgreed ? Flow() : this;
    }

    public override bool Step()
    {
        if (_next == offer.Items.Count)
            return false;
        var item = offer.Items[_next];
        if (!IsAbsent(item.Path))
        {
            if (item.Kind == ItemKind.File)
                Look(_next);
            else if (!store.HasFolder(paths[_next]))
                _absent = item.Path + "/";
        }

        if (++_next == offer.Items.Count)
            side.Gate.Inside(TellAll);
        return true;
    }

    public override void Close()
    {
        if (!_isFlowing)
            _inventory.Dispose();
    }

    /// <summary>Under the gate, or before the sender was told.</summary>
    private void Forget(int item)
    {
        _inventory.Complete.Remove(item);
        if (_inventory.Parts.Remove(item, out var part))
            part.Dispose();
    }

    /// <summary>Its folder is not there: ten thousand files need not be looked for one by one.</summary>
    private bool IsAbsent(string path) =>
        _absent is not null && path.StartsWith(_absent, StringComparison.Ordinal);

    private void Look(int index)
    {
        var item = offer.Items[index];
        switch (store.Look(paths[index], item))
        {
            case Found.Whole whole:
                using (whole.File)
                    LookAt(index, whole);
                break;
            case Found.Part part when _inventory.Parts.Count == OfferLimits.MostParts:
                part.File.Dispose();
                break;
            case Found.Part part:
                LookAt(index, part.File);
                break;
        }
    }

    private void LookAt(int index, Found.Whole whole)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var size = offer.Items[index].Size;
        for (var at = 0L; at < size && !side.HasEnded; )
        {
            var count = whole.File.Read(at, _buffer);
            if (count == 0)
                return;
            hash.AppendData(_buffer.AsSpan(0, count));
            at += count;
        }

        var digest = hash.GetCurrentHash();
        _inventory.Complete[index] = (whole.Name, digest);
        Tell(index, size, digest);
    }

    /// <summary>As far as what is on the disk hashes to what the journal says.</summary>
    private void LookAt(int index, IPartFile file)
    {
        var size = offer.Items[index].Size;
        var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[]? digest = null;
        var good = 0L;
        while (good < size && !side.HasEnded)
        {
            var chunk = (int)Math.Min(Chunk.Size, size - good);
            var count = file.Read(good, _buffer.AsSpan(0, chunk));
            if (count < chunk)
                break;
            hash.AppendData(_buffer.AsSpan(0, chunk));
            var next = hash.GetCurrentHash();
            if (!file.Matches(good / Chunk.Size, next))
            {
                hash.Dispose();
                hash = HashAgain(file, good);
                break;
            }

            (digest, good) = (next, good + chunk);
        }

        if (digest is null || side.HasEnded)
        {
            hash.Dispose();
            file.Dispose();
            return;
        }

        file.Cut(good);
        _inventory.Parts[index] = new(file, hash, good);
        Tell(index, good, digest);
    }

    private IncrementalHash HashAgain(IPartFile file, long length)
    {
        var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var at = 0L; at < length && !side.HasEnded; at += Chunk.Size)
        {
            file.Read(at, _buffer);
            hash.AppendData(_buffer);
        }

        return hash;
    }

    private void Tell(int index, long length, byte[] digest) =>
        side.Gate.Inside(() =>
        {
            _told.Add(index);
            side.Say(new Held(index, length, digest));
        });

    private bool IsAgreed => _isAllTold && _answered == _told.Count;

    private void TellAll()
    {
        if (side.HasEnded)
            return;
        _isAllTold = true;
        side.Say(new HeldAll());
        // The sender goes on at once when there is nothing to agree upon.
        if (IsAgreed)
            side.Enter(Flow());
    }

    private Receiving Flow()
    {
        _isFlowing = true;
        return new Receiving(side, offer, paths, store, _inventory);
    }
}
