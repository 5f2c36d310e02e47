using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Hubbub.SystemTests.Datagrams;

/// <summary>
/// Stands between clients and a server, and loses, doubles and delays what it carries, each packet as the dice
/// of its seed say. A client can be given another address on the server's side.
/// </summary>
internal sealed class UdpRelay : IAsyncDisposable
{
    private readonly IPEndPoint _server;
    private readonly Random _dice;
    private readonly CancellationTokenSource _stop = new();
    private readonly Socket _front = New();
    private readonly ConcurrentBag<Task> _tasks = [];
    private volatile Socket _back = New();
    private volatile IPEndPoint? _client;
    private long _bytesToServer;
    private long _paidUntil;

    public UdpRelay(IPEndPoint server, int seed)
    {
        _server = server;
        _dice = new Random(seed);
        _tasks.Add(CarryAsync(_front, toServer: true));
        _tasks.Add(CarryAsync(_back, toServer: false));
    }

    public IPEndPoint Local => (IPEndPoint)_front.LocalEndPoint!;

    public double Loss { get; init; }

    public double Doubled { get; init; }

    public double Late { get; init; }

    public TimeSpan Delay { get; init; }

    /// <summary>To the server; what comes beyond is lost. 0: without bound.</summary>
    public long BytesPerSecond { get; init; }

    /// <summary>All that clients have sent, before any of it was lost.</summary>
    public long BytesToServer => Interlocked.Read(ref _bytesToServer);

    /// <summary>Is given what goes to the server.</summary>
    public Action<byte[]>? Overhear { get; init; }

    /// <summary>From here on the server sees another address.</summary>
    public void Move()
    {
        _back = New();
        _tasks.Add(CarryAsync(_back, toServer: false));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_tasks);
        _front.Dispose();
        _back.Dispose();
        _stop.Dispose();
    }

    private static Socket New()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private async Task CarryAsync(Socket from, bool toServer)
    {
        var buffer = new byte[65_536];
        var any = new IPEndPoint(IPAddress.Any, 0);
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var got = await from.ReceiveFromAsync(buffer, SocketFlags.None, any, _stop.Token);
                if (toServer)
                    _client = (IPEndPoint)got.RemoteEndPoint;
                Pass(buffer[..got.ReceivedBytes], toServer);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException)
            {
                // The other end has gone: the next packet is for whoever is there then.
            }
        }
    }

    private void Pass(byte[] datagram, bool toServer)
    {
        if (toServer)
            Interlocked.Add(ref _bytesToServer, datagram.Length);
        bool isLost;
        bool isDoubled;
        bool isLate;
        lock (_dice)
        {
            isLost = _dice.NextDouble() < Loss;
            isDoubled = _dice.NextDouble() < Doubled;
            isLate = _dice.NextDouble() < Late;
        }

        if (toServer)
            Overhear?.Invoke(datagram);
        if (isLost || (toServer && !IsCarried(datagram.Length)))
            return;
        _ = SendAsync(datagram, toServer, isLate ? Delay + TimeSpan.FromMilliseconds(20) : Delay);
        if (isDoubled)
            _ = SendAsync(datagram, toServer, Delay);
    }

    /// <summary>As a link with a short queue does.</summary>
    private bool IsCarried(int bytes)
    {
        if (BytesPerSecond == 0)
            return true;
        var now = Stopwatch.GetTimestamp();
        var takes = bytes * Stopwatch.Frequency / BytesPerSecond;
        if (_paidUntil - now > Stopwatch.Frequency / 20)
            return false;
        _paidUntil = Math.Max(now, _paidUntil) + takes;
        return true;
    }

    private async Task SendAsync(byte[] datagram, bool toServer, TimeSpan delay)
    {
        try
        {
            if (delay > TimeSpan.Zero)
                await Task.Delay(delay, _stop.Token);
            if (toServer)
                await _back.SendToAsync(datagram, _server);
            else if (_client is { } client)
                await _front.SendToAsync(datagram, client);
        }
        catch (Exception end)
            when (end is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // As good as lost.
        }
    }
}
