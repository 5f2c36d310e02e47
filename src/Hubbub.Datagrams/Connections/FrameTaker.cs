using System.Text;

namespace Hubbub.Datagrams;

/// <summary>Reads the frames of opened packets. Whatever does not fit ends the connection.</summary>
internal sealed class FrameTaker(Connection connection)
{
    /// <summary>Something that wants an ACK was among the frames.</summary>
    public bool WantsAck { get; private set; }

    /// <summary>Only frames that belong to a path: they move nobody.</summary>
    public bool IsOfPath { get; private set; }

    /// <returns>Null: all is well. Otherwise what was wrong.</returns>
    public string? Take(ReadOnlySpan<byte> text, PeerAddress from, long now)
    {
        WantsAck = false;
        IsOfPath = true;
        if (text.IsEmpty)
            return "an empty packet";
        var reader = new WireReader(text);
        while (!reader.IsEmpty)
        {
            var kind = (FrameKind)reader.Byte();
            if (kind is not (FrameKind.Ack or FrameKind.Padding or FrameKind.Close))
                WantsAck = true;
            IsOfPath &=
                kind is FrameKind.PathChallenge or FrameKind.PathResponse or FrameKind.Padding;
            if (!Take(kind, ref reader, from, now) || reader.Failed)
                return $"a wrong frame {(int)kind:x2}";
            if (connection.IsEnded)
                return null;
        }

        return null;
    }

    private bool Take(FrameKind kind, ref WireReader reader, PeerAddress from, long now)
    {
        switch (kind)
        {
            case FrameKind.Padding:
            case FrameKind.Ping:
                return true;
            case FrameKind.Ack:
                return connection.Loss.TakeAck(ref reader, connection.Size.Current, now);
            case FrameKind.Close:
                return TakeClose(ref reader, now);
            case FrameKind.Stream:
            case FrameKind.StreamLast:
                return TakeStream(ref reader, kind == FrameKind.StreamLast);
            case FrameKind.StreamCredit:
                return TakeStreamCredit(ref reader);
            case FrameKind.Streams:
                connection.Streams.OnGrant(reader.Varint());
                return true;
            case FrameKind.Block:
                return TakeBlock(ref reader);
            case FrameKind.BlockCredit:
                connection.Blocks.OnCredit(reader.Varint(), reader.Varint());
                return true;
            case FrameKind.PathChallenge:
                connection.Path.OnChallenge(reader.UInt64(), from);
                return true;
            case FrameKind.PathResponse:
                connection.OnPathResponse(reader.Bytes(8));
                return true;
            default:
                return false;
        }
    }

    private bool TakeClose(ref WireReader reader, long now)
    {
        var code = reader.Varint();
        var text = reader.Short();
        if (!reader.Failed)
            connection.OnClose(code, Encoding.UTF8.GetString(text), now);
        return true;
    }

    private bool TakeStream(ref WireReader reader, bool isLast)
    {
        var id = reader.Varint();
        var offset = reader.Varint();
        var bytes = reader.Bytes(reader.Varint());
        if (reader.Failed || offset > Varint.Most - bytes.Length)
            return false;
        var streams = connection.Streams;
        if (!streams.TryTouch(id, out var opened, out var stream))
            return false;
        // The handler may open some of its own, behind these.
        for (var (at, end) = (streams.Open.Count - opened, streams.Open.Count); at < end; at++)
            connection.Handler.Opened(connection, streams.Open[at]);
        // Long done: a repetition.
        if (stream is null)
            return true;
        if (!stream.Receiving.Take(offset, bytes, isLast, out var isReadable))
            return false;
        if (isReadable)
            connection.Handler.Readable(connection, stream);
        return true;
    }

    private bool TakeStreamCredit(ref WireReader reader)
    {
        var id = reader.Varint();
        var most = reader.Varint();
        if (connection.Streams.Find(id) is { } stream)
            stream.Sending.OnCredit(most);
        return true;
    }

    private bool TakeBlock(ref WireReader reader)
    {
        var id = reader.Varint();
        var offset = reader.Varint();
        var bytes = reader.Bytes(reader.Varint());
        if (reader.Failed || offset > Varint.Most - bytes.Length)
            return false;
        // A channel that is closed here: what is still under way is nobody's.
        return connection.Blocks.FindReceiver(id)?.Take(offset, bytes) ?? true;
    }
}
