namespace Hubbub.Files;

/// <summary>
/// Where each byte that has to go stands: the files of an offer one after the other, without what the
/// receiver has of them already, as one row of bytes. Both sides make the same plan of the same words.
/// </summary>
internal sealed class Plan
{
    private readonly Offer _offer;
    private readonly int[] _items;
    private readonly long[] _starts;
    private readonly long[] _skipped;

    /// <param name="held">Bytes at the beginning of an item that need not go again.</param>
    public Plan(Offer offer, IReadOnlyDictionary<int, long> held)
    {
        _offer = offer;
        var items = new List<int>();
        var starts = new List<long>();
        var skipped = new List<long>();
        for (var i = 0; i < offer.Items.Count; i++)
        {
            var there = held.GetValueOrDefault(i);
            Held += there;
            if (offer.Items[i].Size == there)
                continue;
            items.Add(i);
            starts.Add(Length);
            skipped.Add(there);
            Length += offer.Items[i].Size - there;
        }

        (_items, _starts, _skipped) = ([.. items], [.. starts], [.. skipped]);
    }

    /// <summary>Bytes that go.</summary>
    public long Length { get; }

    /// <summary>Bytes that the receiver had.</summary>
    public long Held { get; }

    /// <summary>The stretch of one item in which a position lies; the position is below <see cref="Length"/>.</summary>
    public Stretch At(long position)
    {
        var at = Array.BinarySearch(_starts, position);
        var index = at >= 0 ? at : ~at - 1;
        var size = _offer.Items[_items[index]].Size;
        return new(_items[index], _skipped[index] + position - _starts[index], size);
    }
}

/// <param name="Item">Its place in the offer.</param>
/// <param name="Offset">In the file.</param>
/// <param name="Size">Of the whole file.</param>
internal readonly record struct Stretch(int Item, long Offset, long Size)
{
    public long Left => Size - Offset;

    /// <summary>Bytes up to where the next digest is told.</summary>
    public long ToDigest => Math.Min(Left, Chunk.Size - (Offset % Chunk.Size));
}

internal static class Chunk
{
    /// <summary>After so many bytes of a file, and at its end, its digest so far is told: what matches is verified.</summary>
    public const int Size = 1024 * 1024;

    /// <summary>Bytes of SHA-256.</summary>
    public const int Digest = 32;
}
