using System.Text;
using Hubbub.Datagrams;

namespace Hubbub.Files;

/// <summary>What is told of an offer before the two have met: enough to say yes or no.</summary>
/// <param name="Name">Of the first thing; a folder's ends in '/'. Keeps the rules of <see cref="ReceivedPath"/>.</param>
/// <param name="Things">Files and folders that the sender named.</param>
/// <param name="Files">In all of them.</param>
/// <param name="Size">Bytes of all files.</param>
public sealed record OfferSummary(string Name, int Things, int Files, long Size)
{
    /// <summary>Bytes of UTF-8.</summary>
    private const int LongestName = 256;

    public static OfferSummary Of(Offer offer)
    {
        var things = offer.Items.Where(item => !item.Path.Contains('/')).ToList();
        // A stranger's offer may have none.
        var name = things.Count == 0 ? "" : things[0].Path;
        return new(
            things is [{ Kind: ItemKind.Folder }, ..] ? name + "/" : name,
            things.Count,
            offer.Files,
            offer.Size
        );
    }

    /// <summary>What was offered in the end is this: no more, and nothing else.</summary>
    public bool Fits(Offer offer) => Of(offer) == this;

    internal void Write(ref WireWriter writer)
    {
        var name = Encoding.UTF8.GetBytes(Name);
        writer.Varint(Things);
        writer.Varint(Files);
        writer.Varint(Size);
        writer.Varint(name.Length);
        writer.Bytes(name);
    }

    /// <returns>Null: it is none, or not one that could be taken.</returns>
    internal static OfferSummary? Read(ref WireReader reader)
    {
        var things = (int)reader.Varint(OfferLimits.MostItems);
        var files = (int)reader.Varint(OfferLimits.MostItems);
        var size = reader.Varint(OfferLimits.MostSize);
        var name = reader.Bytes((int)reader.Varint(LongestName));
        if (reader.Failed || !reader.IsEmpty || things == 0)
            return null;
        var text = Encoding.UTF8.GetString(name);
        var bare = text.EndsWith('/') ? text[..^1] : text;
        return !bare.Contains('/') && ReceivedPath.TryParse(bare, out _, out _)
            ? new(text, things, files, size)
            : null;
    }
}
