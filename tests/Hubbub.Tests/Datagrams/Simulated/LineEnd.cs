using System.Text;
using Hubbub.Datagrams;

namespace Hubbub.Tests.Datagrams.Simulated;

/// <summary>One end of a connection on which lines go both ways, on its first stream.</summary>
internal sealed class LineEnd(Action<string> heard) : IConnectionHandler
{
    private readonly List<byte> _in = [];
    private readonly List<byte> _out = [];
    private readonly byte[] _buffer = new byte[4_096];
    private DatagramStream? _stream;

    public CloseReason? Closed { get; private set; }

    public void Open(Connection connection)
    {
        _stream = connection.TryOpenStream();
        Flush();
    }

    public void Say(string line)
    {
        _out.AddRange(Encoding.UTF8.GetBytes(line + "\n"));
        Flush();
    }

    public void Opened(Connection connection, DatagramStream stream)
    {
        _stream = stream;
        Flush();
    }

    public void Readable(Connection connection, DatagramStream stream)
    {
        while (stream.Read(_buffer) is > 0 and var count)
            _in.AddRange(_buffer.AsSpan(0, count));
        int end;
        while ((end = _in.IndexOf((byte)'\n')) >= 0)
        {
            var line = Encoding.UTF8.GetString(_in[..end].ToArray());
            _in.RemoveRange(0, end + 1);
            heard(line);
        }
    }

    public void Writable(Connection connection, DatagramStream stream) => Flush();

    void IConnectionHandler.Closed(Connection connection, CloseReason reason) => Closed = reason;

    private void Flush()
    {
        if (_stream is not null && _out.Count > 0)
            _out.RemoveRange(0, _stream.Write(_out.ToArray()));
    }
}
