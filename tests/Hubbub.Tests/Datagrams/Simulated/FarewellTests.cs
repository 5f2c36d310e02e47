using Hubbub.Datagrams;

namespace Hubbub.Tests.Datagrams.Simulated;

/// <summary>"CLOSE up to three times, until the other side's CLOSE; that one answers each."</summary>
public sealed class FarewellTests : IDisposable
{
    private const long Second = 1_000_000;

    private readonly Identity _identity = Identity.Create();
    private readonly Network _network = new(new Random(7), new Link());
    private readonly Talker _atServer = new(new Random(1));
    private readonly Talker _atClient = new(new Random(2));
    private readonly Node _server;
    private readonly Node _client;

    public FarewellTests()
    {
        _server = new Node(_network, 1, _identity) { Handlers = _ => _atServer };
        _client = new Node(_network, 2) { Handlers = _ => _atClient };
        _client.Dial(_server);
        Assert.True(_network.RunUntil(() => _server.Connections.Count == 1, Second));
        _network.RunUntil(() => false, Second);
    }

    public void Dispose()
    {
        _server.Dispose();
        _client.Dispose();
        _identity.Dispose();
    }

    [Fact]
    public void One_says_it_and_the_other_answers_and_that_is_all()
    {
        var packets = 0;
        _network.Overhear = (_, _, _) => packets++;
        _client.Connections[0].Close(7, "bye");
        _network.RunUntil(() => false, 5 * Second);
        Assert.Equal(2, packets);
        Assert.Equal(new CloseReason(CloseKind.There, 7, "bye"), _atServer.Closed);
        Assert.Equal((0, 0), (_server.Endpoint.Count, _client.Endpoint.Count));
    }

    [Fact]
    public void Both_at_once_say_it_once_each()
    {
        var packets = 0;
        _network.Overhear = (_, _, _) => packets++;
        _client.Connections[0].Close(7, "bye");
        _server.Connections[0].Close(8, "bye");
        _network.RunUntil(() => false, 5 * Second);
        Assert.Equal(2, packets);
        Assert.Equal((0, 0), (_server.Endpoint.Count, _client.Endpoint.Count));
    }

    [Fact]
    public void Where_it_is_lost_it_is_said_again()
    {
        _network.Link = _network.Link with { Loss = 1 };
        _client.Connections[0].Close(7, "bye");
        _network.RunUntil(() => false, Second / 100);
        Assert.Null(_atServer.Closed);
        _network.Link = new Link();
        Assert.True(_network.RunUntil(() => _atServer.Closed is not null, 5 * Second));
        _network.RunUntil(() => false, 5 * Second);
        Assert.Equal((0, 0), (_server.Endpoint.Count, _client.Endpoint.Count));
    }
}
