using System.Net;
using System.Net.Sockets;

namespace Hubbub.Datagrams;

/// <summary>Works everywhere: one call a datagram, and waits no finer than a millisecond.</summary>
internal sealed class ManagedSocket : IUdpSocket
{
    private const int MostAtOnce = 64;
    private const long Finest = Moment.Millisecond / 2;

    private readonly Socket _socket;
    private readonly Socket _bell = new(
        AddressFamily.InterNetwork,
        SocketType.Dgram,
        ProtocolType.Udp
    );
    private readonly List<Socket> _waited = new(2);
    private readonly byte[] _buffer = new byte[65_536];
    private readonly SocketAddress _from;
    private readonly ThreadLocal<SocketAddress> _to;

    /// <param name="socket">Bound. Owned from here on.</param>
    public ManagedSocket(Socket socket)
    {
        _socket = socket;
        socket.Blocking = false;
        _from = new SocketAddress(socket.AddressFamily);
        _to = new ThreadLocal<SocketAddress>(() => new SocketAddress(socket.AddressFamily));
        _bell.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _bell.Connect(_bell.LocalEndPoint!);
        _bell.Blocking = false;
        Local = Plain((IPEndPoint)socket.LocalEndPoint!);
    }

    public IPEndPoint Local { get; }

    public int MostSegments => 1;

    public void Wait(long microseconds)
    {
        if (microseconds < Finest)
        {
            Thread.Yield();
            return;
        }

        _waited.Clear();
        _waited.Add(_socket);
        _waited.Add(_bell);
        var most = Math.Min(microseconds, Moment.Second);
        Socket.Select(_waited, null, null, TimeSpan.FromMicroseconds(most));
        if (_waited.Contains(_bell))
            Hush();
    }

    public void Wake()
    {
        try
        {
            _bell.Send([1]);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Its queue is full: it rings already. Or nobody waits any more.
        }
    }

    public bool Receive(IDatagramIn taker)
    {
        for (var i = 0; i < MostAtOnce; i++)
        {
            int length;
            try
            {
                length = _socket.ReceiveFrom(_buffer, SocketFlags.None, _from);
            }
            catch (SocketException none) when (none.SocketErrorCode == SocketError.WouldBlock)
            {
                return false;
            }
            catch (SocketException)
            {
                // What an earlier packet met somewhere (unreachable): its connection will notice.
                continue;
            }

            taker.Received(_buffer.AsSpan(0, length), SocketAddresses.Read(_from.Buffer.Span));
        }

        return true;
    }

    public void Send(PeerAddress to, ReadOnlySpan<byte> datagrams, int segment)
    {
        var address = _to.Value!;
        address.Size = SocketAddresses.Write(to, address.Buffer.Span, _socket.AddressFamily);
        for (var rest = datagrams; !rest.IsEmpty; rest = rest[Math.Min(segment, rest.Length)..])
        {
            try
            {
                _socket.SendTo(rest[..Math.Min(segment, rest.Length)], SocketFlags.None, address);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // Full, unreachable, too large or closed: as good as lost on the way.
                return;
            }
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _bell.Dispose();
        _to.Dispose();
    }

    internal static IPEndPoint Plain(IPEndPoint local) =>
        local.Address.IsIPv4MappedToIPv6 ? new(local.Address.MapToIPv4(), local.Port) : local;

    private void Hush()
    {
        try
        {
            while (_bell.Available > 0)
                _bell.Receive(_buffer);
        }
        catch (SocketException) { }
    }
}
