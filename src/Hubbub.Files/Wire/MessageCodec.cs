using System.Text;
using Hubbub.Datagrams;

namespace Hubbub.Files;

internal enum MessageKind : byte
{
    OfferBegins = 1,
    OfferGoesOn = 2,
    Taken = 3,
    Held = 4,
    HeldAll = 5,
    Agreed = 6,
    Digests = 7,
    Kept = 8,
    Complete = 9,
}

/// <summary>
/// Messages to bytes and back. On the stream: a byte that names the kind, a varint of the body's
/// length, the body. Texts are UTF-8 with their length in front, strictly: what is no UTF-8 is a wrong message.
/// </summary>
internal static class MessageCodec
{
    /// <summary>Bytes of a body.</summary>
    public const int Longest = 32 * 1024;

    /// <summary>Items that fit into a page at the least: each at most so many bytes beside its path.</summary>
    private const int ItemRest = 1 + 4 + 8 + 8 + 8;

    private static readonly UTF8Encoding s_utf8 = new(false, throwOnInvalidBytes: true);

    /// <returns>The whole message, ready for the stream.</returns>
    public static byte[] Write(Message message)
    {
        var body = new byte[Longest];
        var writer = new WireWriter(body);
        var kind = WriteBody(message, ref writer);
        var whole = new byte[1 + Varint.Size(writer.Position) + writer.Position];
        var frame = new WireWriter(whole);
        frame.Byte((int)kind);
        frame.Varint(writer.Position);
        frame.Bytes(writer.Written);
        return whole;
    }

    /// <summary>Splits items into pages that fit into a message each.</summary>
    public static IEnumerable<OfferGoesOn> Pages(IReadOnlyList<OfferedItem> items)
    {
        var page = new List<OfferedItem>();
        var size = 8;
        foreach (var item in items)
        {
            var its = ItemRest + Encoding.UTF8.GetByteCount(item.Path);
            if (size + its > Longest)
            {
                yield return new(page);
                (page, size) = ([], 8);
            }

            page.Add(item);
            size += its;
        }

        if (page.Count > 0)
            yield return new(page);
    }

    /// <returns>Null: no such message.</returns>
    public static Message? Read(byte kind, ReadOnlySpan<byte> body)
    {
        var reader = new WireReader(body);
        try
        {
            var message = ReadBody((MessageKind)kind, ref reader);
            return reader.Failed || !reader.IsEmpty ? null : message;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static MessageKind WriteBody(Message message, ref WireWriter to)
    {
        switch (message)
        {
            case OfferBegins begins:
                Text(ref to, begins.From);
                to.Varint(begins.Count);
                return MessageKind.OfferBegins;
            case OfferGoesOn page:
                to.Varint(page.Items.Count);
                foreach (var item in page.Items)
                    WriteItem(ref to, item);
                return MessageKind.OfferGoesOn;
            case Taken:
                return MessageKind.Taken;
            case Held held:
                to.Varint(held.Item);
                to.Varint(held.Length);
                to.Bytes(held.Digest);
                return MessageKind.Held;
            case HeldAll:
                return MessageKind.HeldAll;
            case Agreed agreed:
                to.Bytes(agreed.Answers);
                return MessageKind.Agreed;
            case Digests digests:
                to.Bytes(digests.Bytes);
                return MessageKind.Digests;
            case Kept kept:
                to.Varint(kept.Position);
                return MessageKind.Kept;
            case Complete:
                return MessageKind.Complete;
            default:
                throw new ArgumentOutOfRangeException(nameof(message), message.GetType().Name);
        }
    }

    private static Message? ReadBody(MessageKind kind, ref WireReader from) =>
        kind switch
        {
            MessageKind.OfferBegins => new OfferBegins(
                Text(ref from, OfferLimits.LongestFrom),
                (int)from.Varint(OfferLimits.MostItems)
            ),
            MessageKind.OfferGoesOn => new OfferGoesOn(ReadItems(ref from)),
            MessageKind.Taken => new Taken(),
            MessageKind.Held => new Held(
                (int)from.Varint(OfferLimits.MostItems),
                from.Varint(OfferLimits.MostSize),
                from.Bytes(Chunk.Digest).ToArray()
            ),
            MessageKind.HeldAll => new HeldAll(),
            MessageKind.Agreed => new Agreed(from.Bytes(from.Remaining).ToArray()),
            MessageKind.Digests when from.Remaining % Chunk.Digest == 0 => new Digests(
                from.Bytes(from.Remaining).ToArray()
            ),
            MessageKind.Kept => new Kept(from.Varint(OfferLimits.MostSize)),
            MessageKind.Complete => new Complete(),
            _ => null,
        };

    private static void WriteItem(ref WireWriter to, OfferedItem item)
    {
        to.Byte((int)item.Kind);
        Text(ref to, item.Path);
        to.Varint(item.Size);
        to.Varint(item.Mode);
        to.Varint(item.Modified);
    }

    private static List<OfferedItem> ReadItems(ref WireReader from)
    {
        // No more than can be there: the number alone must not cost memory.
        var count = (int)from.Varint(from.Remaining);
        var items = new List<OfferedItem>(Math.Min(count, Longest / 5));
        for (var i = 0; i < count && !from.Failed; i++)
        {
            var kind = from.Byte();
            var path = Text(ref from, OfferLimits.LongestPath);
            var size = from.Varint(OfferLimits.MostSize);
            var mode = (int)from.Varint(0x1FF);
            var modified = from.Varint(DateTime.MaxValue.Ticks);
            if (kind > (int)ItemKind.Folder || (kind == (int)ItemKind.Folder && size > 0))
                from.Fail();
            items.Add(new((ItemKind)kind, path, size, mode, modified));
        }

        return items;
    }

    private static void Text(ref WireWriter to, string text)
    {
        to.Varint(Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, to.Take(Encoding.UTF8.GetByteCount(text)));
    }

    private static string Text(ref WireReader from, int longest) =>
        s_utf8.GetString(from.Bytes(from.Varint(longest)));
}
