using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Hubbub.Datagrams;

/// <summary>
/// An <see cref="Endpoint"/> on a socket, with a thread that waits, reads and keeps time. Whoever says
/// something enters, speaks, and sends it on leaving: no other thread has to wake for it.
/// </summary>
/// <remarks>
/// Connections, streams and channels belong to the gate: use them between <see cref="Enter"/> and the
/// end of what it gives, or in a handler, which is called there.
/// </remarks>
public sealed class UdpEndpoint : IDatagramIn, IDisposable
{
    private const long Nap = 5 * Moment.Millisecond;
    private const long BusyFor = 50 * Moment.Millisecond;

    private readonly Lock _gate = new();
    private readonly IUdpSocket _socket;
    private readonly Endpoint _endpoint;
    private readonly Thread _pump;
    private readonly TaskCompletionSource _ended = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private long _now;
    private long _sleepsUntil = Moment.Never;
    private long _lastReceived;
    private long _lastBusy;
    private int _waiting;
    private int _depth;
    private volatile bool _isStopping;
    private bool _isStarted;

    private UdpEndpoint(IUdpSocket socket, EndpointOptions options, IEndpointHandler handler)
    {
        _socket = socket;
        _endpoint = new Endpoint(options, handler, socket, RandomNumberGenerator.Fill);
        _pump = new Thread(Pump) { IsBackground = true, Name = "datagrams" };
    }

    public IPEndPoint Local => _socket.Local;

    /// <summary>Ends when the pump does: faulted by a bug of the transport itself.</summary>
    public Task Ended => _ended.Task;

    /// <param name="local">Port 0: any free one.</param>
    /// <exception cref="SocketException">The address is not there, or taken.</exception>
    public static UdpEndpoint Open(
        IPEndPoint local,
        EndpointOptions options,
        IEndpointHandler? handler = null,
        bool isFast = true
    )
    {
        var endpoint = Bind(local, options, handler, isFast);
        endpoint.Start();
        return endpoint;
    }

    /// <summary>The same; what comes waits in the system's queue until <see cref="Start"/>.</summary>
    /// <exception cref="SocketException">The address is not there, or taken.</exception>
    public static UdpEndpoint Bind(
        IPEndPoint local,
        EndpointOptions options,
        IEndpointHandler? handler = null,
        bool isFast = true
    ) => new(UdpSocket.Open(local, isFast, options.IsV6Only), options, handler ?? new Deaf());

    /// <summary>Once, after <see cref="Bind"/>.</summary>
    public void Start()
    {
        _isStarted = true;
        _pump.Start();
    }

    /// <summary>
    /// <c>using var turn = endpoint.Enter();</c>, then use connections; what was written goes out at the
    /// end. Do not await in between.
    /// </summary>
    public Turn Enter()
    {
        Interlocked.Increment(ref _waiting);
        _gate.Enter();
        Interlocked.Decrement(ref _waiting);
        // A handler that enters is inside already: its turn is the pump's.
        if (_depth++ == 0)
            _now = Clock();
        return new Turn(this);
    }

    /// <summary>Dials all addresses that a server may have; the first answer wins.</summary>
    /// <exception cref="DialException">It did not come to a connection.</exception>
    public async Task<Connection> ConnectAsync(
        IReadOnlyList<IPEndPoint> addresses,
        DialOptions options,
        CancellationToken cancellation
    )
    {
        var waiting = new DialWaiting();
        Dial dial;
        using (Enter())
        {
            dial = _endpoint.Dial([.. addresses.Select(PeerAddress.Of)], options, waiting, _now);
        }

        await using var registration = cancellation.Register(() =>
        {
            using var turn = Enter();
            _endpoint.Cancel(dial);
        });
        return await waiting.Task.ConfigureAwait(false);
    }

    /// <summary>A datagram that is none of the transport's. Bound what you answer: the address may be forged.</summary>
    public void SendRaw(PeerAddress to, ReadOnlySpan<byte> datagram)
    {
        using var turn = Enter();
        _socket.Send(to, datagram, Math.Max(1, datagram.Length));
    }

    /// <summary>From here on <see cref="PeerAddress.OfRelay"/> of this end is an address like others.</summary>
    /// <param name="relays">Addresses of the server whose relay it is.</param>
    public void OpenRelay(ulong end, IReadOnlyList<IPEndPoint> relays)
    {
        using var turn = Enter();
        _endpoint.OpenRelay(end, [.. relays.Select(PeerAddress.Of)], _now);
    }

    /// <summary>Opens a way through a NAT for packets from an address.</summary>
    public void Punch(PeerAddress to)
    {
        using var turn = Enter();
        _endpoint.Punch(to);
    }

    /// <summary>A copy of what has been counted.</summary>
    public EndpointCounters Counters()
    {
        using var turn = Enter();
        return _endpoint.Counters with { };
    }

    /// <summary>Connections there are.</summary>
    public int Count()
    {
        using var turn = Enter();
        return _endpoint.Count;
    }

    /// <summary>Says farewell to all, gives them so long to hear it, and closes.</summary>
    public async Task CloseAsync(long code, string text, TimeSpan patience)
    {
        using (Enter())
            _endpoint.CloseAll(code, text);
        using var limit = new CancellationTokenSource(patience);
        await WhenEmptyAsync(limit.Token).ConfigureAwait(false);
        Dispose();
    }

    /// <summary>Until nobody is connected any more, or it is given up.</summary>
    public async Task WhenEmptyAsync(CancellationToken limit)
    {
        while (!limit.IsCancellationRequested && Count() > 0)
            await Task.Delay(10, CancellationToken.None).ConfigureAwait(false);
    }

    public void Dispose()
    {
        if (_isStopping)
            return;
        _isStopping = true;
        if (!_isStarted)
        {
            _socket.Dispose();
            _ended.SetResult();
            return;
        }

        lock (_gate)
            _socket.Wake();
        if (Thread.CurrentThread != _pump)
            _pump.Join();
    }

    void IDatagramIn.Received(Span<byte> datagram, PeerAddress from) =>
        _endpoint.Receive(datagram, from, _now);

    private static long Clock() =>
        (long)(Stopwatch.GetTimestamp() * ((double)Moment.Second / Stopwatch.Frequency));

    private void Leave()
    {
        try
        {
            if (_depth > 1)
                return;
            _endpoint.Run(_now);
            if (_endpoint.Timer < _sleepsUntil)
                _socket.Wake();
        }
        finally
        {
            _depth--;
            _gate.Exit();
        }
    }

    /// <summary>
    /// While people talk the thread naps: each word sets a timer, and waking for it costs more than the
    /// word.
    /// </summary>
    private long NapEnd()
    {
        var received = _endpoint.Counters.Received;
        if (received != _lastReceived)
            (_lastReceived, _lastBusy) = (received, _now);
        return _now + (_now - _lastBusy < BusyFor ? Nap : Moment.Second);
    }

    private void Pump()
    {
        try
        {
            while (!_isStopping)
            {
                long wait;
                lock (_gate)
                {
                    _now = Clock();
                    _depth = 1;
                    var hasMore = _socket.Receive(this);
                    _endpoint.Run(_now);
                    _depth = 0;
                    _sleepsUntil = hasMore ? _now : Math.Clamp(_endpoint.Timer, _now, NapEnd());
                    wait = _sleepsUntil - _now;
                }

                if (wait > 0)
                    _socket.Wait(wait);
                else if (Volatile.Read(ref _waiting) > 0)
                    Thread.Yield();
            }

            lock (_gate)
                _endpoint.Dispose();
            _ended.SetResult();
        }
#pragma warning disable CA1031 // A bug in a handler must reach whoever waits for the end, not kill the process.
        catch (Exception bug)
#pragma warning restore CA1031
        {
            _ended.SetException(bug);
        }
        finally
        {
            lock (_gate)
                _socket.Dispose();
        }
    }

    /// <summary>The right to use what belongs to an endpoint.</summary>
    public readonly ref struct Turn
    {
        private readonly UdpEndpoint _endpoint;

        internal Turn(UdpEndpoint endpoint) => _endpoint = endpoint;

        public void Dispose() => _endpoint.Leave();
    }

    private sealed class Deaf : IEndpointHandler { }
}
