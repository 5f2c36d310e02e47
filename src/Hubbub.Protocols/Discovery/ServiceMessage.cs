using System.Buffers.Binary;
using System.Text;

namespace Hubbub.Protocols.Discovery;

/// <param name="Name">The server's, for people.</param>
public sealed record ServiceOffer(string Name, int Port);

/// <summary>
/// What is asked and answered to find servers on the local network: DNS-SD over multicast DNS
/// (RFC 6762, RFC 6763), the service <c>_hubbub._tcp.local</c>.
/// </summary>
public static class ServiceMessage
{
    public const int MulticastPort = 5353;

    private const int HeaderLength = 12;
    private const int MostRecords = 50;
    private const int MostJumps = 20;
    private const ushort TypePtr = 12;
    private const ushort TypeTxt = 16;
    private const ushort TypeSrv = 33;
    private const ushort TypeAny = 255;
    private const ushort ClassIn = 1;
    private const ushort Response = 0x8400; // QR, AA
    private const uint Seconds = 120;
    private const string Service = "_hubbub._tcp.local";

    public static ReadOnlySpan<byte> MulticastAddress => [224, 0, 0, 251];

    /// <summary>"Who offers this?" From a port of our own, so that the answer comes to us alone (RFC 6762, 6.7).</summary>
    public static byte[] Query(ushort id)
    {
        var writer = new List<byte>();
        Header(writer, id, flags: 0, questions: 1, answers: 0);
        Question(writer);
        return [.. writer];
    }

    /// <summary>False: it does not ask for us.</summary>
    public static bool TryReadQuery(ReadOnlySpan<byte> message, out ushort id)
    {
        id = 0;
        if (message.Length < HeaderLength || (message[2] & 0x80) != 0)
            return false;
        id = BinaryPrimitives.ReadUInt16BigEndian(message);
        var questions = BinaryPrimitives.ReadUInt16BigEndian(message[4..]);
        var at = HeaderLength;
        for (var i = 0; i < Math.Min(questions, (ushort)MostRecords); i++)
        {
            if (!TryReadName(message, ref at, out var labels) || at + 4 > message.Length)
                return false;
            var type = BinaryPrimitives.ReadUInt16BigEndian(message[at..]);
            at += 4;
            if (
                type is TypePtr or TypeAny
                && Joined(labels).Equals(Service, StringComparison.OrdinalIgnoreCase)
            )
                return true;
        }

        return false;
    }

    /// <param name="echoes">To who asks from a port of its own: with the id and the question.</param>
    public static byte[] Answer(ServiceOffer offer, ushort id, bool echoes)
    {
        var writer = new List<byte>();
        Header(writer, echoes ? id : (ushort)0, Response, questions: echoes ? 1 : 0, answers: 3);
        if (echoes)
            Question(writer);
        // A label has at most 63 bytes.
        var label = Encoding.UTF8.GetBytes(offer.Name);
        label = label[..Measure.Cut(label, 63)];
        Name(writer, Service);
        Record(writer, TypePtr, data => Instance(data, label));
        Instance(writer, label);
        Record(
            writer,
            TypeSrv,
            data =>
            {
                Number(data, 0);
                Number(data, 0);
                Number(data, (ushort)offer.Port);
                Name(data, "hubbub.local");
            }
        );
        Instance(writer, label);
        Record(writer, TypeTxt, data => data.AddRange([9, .. "txtvers=1"u8]));
        return [.. writer];
    }

    /// <summary>False: no answer to our question, or one that makes no sense.</summary>
    public static bool TryReadAnswer(ReadOnlySpan<byte> message, ushort id, out ServiceOffer offer)
    {
        offer = new("", 0);
        if (
            message.Length < HeaderLength
            || (message[2] & 0x80) == 0
            || BinaryPrimitives.ReadUInt16BigEndian(message) != id
        )
            return false;
        var questions = BinaryPrimitives.ReadUInt16BigEndian(message[4..]);
        var records =
            BinaryPrimitives.ReadUInt16BigEndian(message[6..])
            + BinaryPrimitives.ReadUInt16BigEndian(message[8..])
            + BinaryPrimitives.ReadUInt16BigEndian(message[10..]);
        var at = HeaderLength;
        for (var i = 0; i < Math.Min((int)questions, MostRecords); i++)
        {
            if (!TryReadName(message, ref at, out _))
                return false;
            at += 4;
        }

        for (var i = 0; i < Math.Min(records, MostRecords); i++)
        {
            if (!TryReadName(message, ref at, out var labels) || at + 10 > message.Length)
                return false;
            var type = BinaryPrimitives.ReadUInt16BigEndian(message[at..]);
            var length = BinaryPrimitives.ReadUInt16BigEndian(message[(at + 8)..]);
            at += 10;
            if (at + length > message.Length)
                return false;
            if (type == TypeSrv && length >= 6 && IsInstance(labels))
            {
                offer = new(labels[0], BinaryPrimitives.ReadUInt16BigEndian(message[(at + 4)..]));
                return offer.Port > 0;
            }

            at += length;
        }

        return false;
    }

    private static bool IsInstance(List<string> labels) =>
        labels.Count == 4
        && Joined(labels.GetRange(1, 3)).Equals(Service, StringComparison.OrdinalIgnoreCase);

    private static string Joined(List<string> labels) => string.Join('.', labels);

    private static bool TryReadName(ReadOnlySpan<byte> message, ref int at, out List<string> labels)
    {
        labels = [];
        var (place, jumps, end) = (at, 0, -1);
        while (place < message.Length)
        {
            var length = message[place];
            if (length == 0)
            {
                at = end < 0 ? place + 1 : end;
                return true;
            }

            if ((length & 0xC0) == 0xC0)
            {
                // A pointer back; a circle of them is cut.
                if (place + 1 >= message.Length || ++jumps > MostJumps)
                    return false;
                end = end < 0 ? place + 2 : end;
                place = ((length & 0x3F) << 8) | message[place + 1];
                continue;
            }

            if (length > 63 || place + 1 + length > message.Length || labels.Count >= MostRecords)
                return false;
            labels.Add(Encoding.UTF8.GetString(message.Slice(place + 1, length)));
            place += 1 + length;
        }

        return false;
    }

    private static void Header(
        List<byte> writer,
        ushort id,
        ushort flags,
        int questions,
        int answers
    )
    {
        Number(writer, id);
        Number(writer, flags);
        Number(writer, (ushort)questions);
        Number(writer, (ushort)answers);
        Number(writer, 0);
        Number(writer, 0);
    }

    private static void Question(List<byte> writer)
    {
        Name(writer, Service);
        Number(writer, TypePtr);
        Number(writer, ClassIn);
    }

    private static void Record(List<byte> writer, ushort type, Action<List<byte>> write)
    {
        var data = new List<byte>();
        write(data);
        Number(writer, type);
        Number(writer, ClassIn);
        Number(writer, (ushort)(Seconds >> 16));
        Number(writer, (ushort)Seconds);
        Number(writer, (ushort)data.Count);
        writer.AddRange(data);
    }

    private static void Instance(List<byte> writer, byte[] label)
    {
        writer.Add((byte)label.Length);
        writer.AddRange(label);
        Name(writer, Service);
    }

    private static void Name(List<byte> writer, string name)
    {
        foreach (var label in name.Split('.'))
        {
            writer.Add((byte)label.Length);
            writer.AddRange(Encoding.ASCII.GetBytes(label));
        }

        writer.Add(0);
    }

    private static void Number(List<byte> writer, ushort number)
    {
        writer.Add((byte)(number >> 8));
        writer.Add((byte)number);
    }
}
