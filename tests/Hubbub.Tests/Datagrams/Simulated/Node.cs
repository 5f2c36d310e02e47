using System.Runtime.ExceptionServices;
using Hubbub.Datagrams;

namespace Hubbub.Tests.Datagrams.Simulated;

/// <summary>An endpoint on the simulated network, with a clock of its own.</summary>
internal sealed class Node : IDatagramOut, IEndpointHandler, IDialHandler, IDisposable
{
    private readonly Network _network;
    private long _leapt;

    public Node(
        Network network,
        int number,
        Identity? identity = null,
        ConnectionOptions? options = null,
        Func<Identity>? late = null,
        RelayTable? relays = null
    )
    {
        _network = network;
        Address = AddressOf(number, 5_000);
        Endpoint = new Endpoint(
            new EndpointOptions
            {
                Identity = identity,
                LateIdentity = late,
                Relays = relays,
                Connection = options ?? new(),
            },
            this,
            this,
            network.Dice.NextBytes
        );
        network.Add(this);
    }

    public Endpoint Endpoint { get; }

    public PeerAddress Address { get; set; }

    public List<Connection> Connections { get; } = [];

    public List<string> Lines { get; } = [];

    public DialFailure? Failure { get; private set; }

    /// <summary>Given to each connection that comes to be.</summary>
    public Func<Connection, IConnectionHandler>? Handlers { get; init; }

    public int MostSegments { get; init; } = 16;

    /// <summary>In the network's time.</summary>
    public long Timer
    {
        get
        {
            var timer = Endpoint.Timer;
            return timer is Moment.Never or long.MinValue ? timer : timer - _leapt;
        }
    }

    public long Now => _network.Now + _leapt;

    public static PeerAddress AddressOf(int number, ushort port) =>
        PeerAddress.Of(new(new System.Net.IPAddress([10, 0, 0, (byte)number]), port));

    public void Leap(long by) => _leapt += by;

    public void Dial(Node server, DialOptions? options = null) => Dial([server.Address], options);

    public void Dial(IReadOnlyList<PeerAddress> addresses, DialOptions? options = null) =>
        Endpoint.Dial(addresses, options ?? new(), this, Now);

    public void Receive(Arrival datagram) =>
        Endpoint.Receive(datagram.Bytes.ToArray(), datagram.From, Now);

    public void Run()
    {
        if (Timer <= _network.Now)
            Endpoint.Run(Now);
    }

    public void Send(PeerAddress to, ReadOnlySpan<byte> datagrams, int segment)
    {
        Assert.True(datagrams.Length <= segment * MostSegments);
        for (var rest = datagrams; !rest.IsEmpty; rest = rest[Math.Min(segment, rest.Length)..])
            _network.Send(this, to, rest[..Math.Min(segment, rest.Length)]);
    }

    public void Accepted(Connection connection) => Keep(connection);

    public void Connected(Dial dial, Connection connection) => Keep(connection);

    public void Failed(Dial dial, DialFailure failure) => Failure = failure;

    public void Raw(PeerAddress from, ReadOnlySpan<byte> datagram) =>
        Lines.Add(System.Text.Encoding.UTF8.GetString(datagram));

    /// <summary>Takes what handlers throw; null: the test fails by it.</summary>
    public Action<Exception>? Bugs { get; init; }

    public void Broke(Connection? connection, Exception bug)
    {
        if (Bugs is null)
            ExceptionDispatchInfo.Throw(bug);
        Bugs(bug);
    }

    public void Dispose() => Endpoint.Dispose();

    private void Keep(Connection connection)
    {
        if (Handlers is not null)
            connection.Handler = Handlers(connection);
        Connections.Add(connection);
    }
}
