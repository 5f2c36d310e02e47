using Hubbub.Datagrams;

namespace Hubbub.Files;

/// <summary>
/// Messages on a stream of a connection, both ways. Each side begins with eight bytes that say what it
/// is, so that whoever meets another kind of server learns it at once. Belongs to the endpoint's gate.
/// </summary>
internal sealed class MessagePipe(DatagramStream stream)
{
    /// <summary>The last byte is the version.</summary>
    private static readonly byte[] s_greeting = "hubfile\x01"u8.ToArray();

    private readonly Queue<byte[]> _out = new([s_greeting]);
    private readonly byte[] _in = new byte[MessageCodec.Longest + 16];
    private IEnumerator<Message>? _later;
    private int _outAt;
    private int _filled;

    /// <summary>The other side has said that it is of our kind and version.</summary>
    public bool IsGreeted { get; private set; }

    /// <summary>The other side takes words more slowly than they are made.</summary>
    public bool IsCrowded => _out.Count > 32;

    public DatagramStream Stream => stream;

    public void Send(Message message)
    {
        _out.Enqueue(MessageCodec.Write(message));
        Flush();
    }

    /// <summary>Sends these as there is room for them: nothing is encoded before.</summary>
    public void Send(IEnumerable<Message> messages)
    {
        _later = messages.GetEnumerator();
        Flush();
    }

    public void Flush()
    {
        while (_out.Count > 0 || Pull())
        {
            var first = _out.Peek();
            _outAt += stream.Write(first.AsSpan(_outAt));
            if (_outAt < first.Length)
                return;
            _out.Dequeue();
            _outAt = 0;
        }
    }

    /// <summary>The next message. What is not read stays in the stream, and holds the other side back.</summary>
    /// <returns>None: not there yet, or what is there is none of ours.</returns>
    public Reading Read(out Message? message)
    {
        message = null;
        Fill();
        if (!IsGreeted)
        {
            var length = Math.Min(_filled, s_greeting.Length);
            var same = _in.AsSpan(0, length).CommonPrefixLength(s_greeting);
            if (same < length)
                return same == s_greeting.Length - 1 ? Reading.OtherVersion : Reading.OtherKind;
            if (length < s_greeting.Length)
                return Reading.None;
            IsGreeted = true;
            Drop(s_greeting.Length);
            Fill();
        }

        var reader = new WireReader(_in.AsSpan(0, _filled));
        var kind = reader.Byte();
        var size = reader.Varint();
        if (reader.Failed)
            return Reading.None;
        if (size > MessageCodec.Longest)
            return Reading.Wrong;
        if (size > reader.Remaining)
            return Reading.None;
        message = MessageCodec.Read(kind, reader.Bytes(size));
        Drop(_filled - reader.Remaining);
        return message is null ? Reading.Wrong : Reading.Message;
    }

    private bool Pull()
    {
        if (_later is null)
            return false;
        if (!_later.MoveNext())
        {
            _later.Dispose();
            _later = null;
            return false;
        }

        _out.Enqueue(MessageCodec.Write(_later.Current));
        return true;
    }

    private void Fill() => _filled += stream.Read(_in.AsSpan(_filled));

    private void Drop(int count)
    {
        _in.AsSpan(count, _filled - count).CopyTo(_in);
        _filled -= count;
    }
}

internal enum Reading
{
    None,
    Message,

    /// <summary>Bytes that mean nothing, or nothing now.</summary>
    Wrong,
    OtherKind,
    OtherVersion,
}
