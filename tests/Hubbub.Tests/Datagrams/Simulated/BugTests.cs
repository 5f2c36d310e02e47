using Hubbub.Datagrams;

namespace Hubbub.Tests.Datagrams.Simulated;

/// <summary>A handler that throws ends its own connection and nothing else.</summary>
public sealed class BugTests : IDisposable
{
    private readonly Identity _identity = Identity.Create();
    private readonly Network _network = new(new Random(7), new Link());
    private readonly List<Exception> _bugs = [];
    private readonly Node _server;
    private readonly Node _ada;
    private readonly Node _bob;

    public BugTests()
    {
        _server = new Node(_network, 1, _identity)
        {
            Bugs = _bugs.Add,
            Handlers = connection =>
                connection.Address.Host == _bob!.Address.Host ? new Calm() : new Broken(),
        };
        _ada = new Node(_network, 2) { Handlers = _ => new Calm() };
        _bob = new Node(_network, 3) { Handlers = _ => new Calm() };
    }

    public void Dispose()
    {
        _server.Dispose();
        _ada.Dispose();
        _bob.Dispose();
        _identity.Dispose();
    }

    [Fact]
    public void Who_meets_it_is_told_and_the_others_talk_on()
    {
        _ada.Dial(_server);
        _bob.Dial(_server);
        Assert.True(
            _network.RunUntil(() => _ada.Connections.Count + _bob.Connections.Count == 2, Patience)
        );
        Say(_ada);
        Say(_bob);
        var ada = (Calm)_ada.Connections[0].Handler;
        Assert.True(_network.RunUntil(() => ada.Reason is not null, Patience));
        Assert.Equal(
            new CloseReason(CloseKind.There, 2, "the other side made a mistake"),
            ada.Reason
        );
        Assert.True(_network.RunUntil(() => _server.Endpoint.Count == 1, Patience));

        Say(_bob);
        var bob = (Calm)_server.Connections.Find(c => c.Handler is Calm)!.Handler;
        Assert.True(_network.RunUntil(() => bob.Read == 10, Patience));
        // It threw twice: at the line, and when it was told of the end.
        Assert.Single(_bugs);
        Assert.Equal(1, _server.Endpoint.Counters.Broken);
    }

    [Fact]
    public void An_identity_that_cannot_be_made_is_told_and_tried_again_at_the_next_hello()
    {
        var tries = 0;
        var server = new Node(
            _network,
            4,
            late: () => tries++ == 0 ? throw new IOException("no disk") : _identity
        )
        {
            Bugs = _bugs.Add,
        };
        _ada.Dial(server);
        Assert.True(_network.RunUntil(() => _ada.Connections.Count == 1, Patience));
        Assert.Equal("no disk", Assert.Single(_bugs).Message);
        Assert.Equal(2, tries);
        server.Dispose();
    }

    private const long Patience = 5_000_000;

    private static void Say(Node node)
    {
        var stream = node.Connections[0].TryOpenStream()!;
        stream.Write("hello"u8);
    }

    private sealed class Calm : IConnectionHandler
    {
        private readonly byte[] _buffer = new byte[100];

        public int Read { get; private set; }

        public CloseReason? Reason { get; private set; }

        public void Readable(Connection connection, DatagramStream stream) =>
            Read += stream.Read(_buffer);

        public void Closed(Connection connection, CloseReason reason) => Reason = reason;
    }

    private sealed class Broken : IConnectionHandler
    {
        public void Readable(Connection connection, DatagramStream stream) =>
            throw new InvalidOperationException("at the line");

        public void Closed(Connection connection, CloseReason reason) =>
            throw new InvalidOperationException("at the end");
    }
}
