using System.Globalization;
using Hubbub.Datagrams;

namespace Hubbub.Tests.Datagrams.Simulated;

/// <summary>
/// "On a link with 5 % loss, 5 % duplication, 10 % reordering and 200 ms round trip, 20 users who post once a second
/// each […] a post is on all screens within 1 second at the median, 2 seconds at the 99th percentile": in virtual
/// time, so that only the transport is measured, not how busy the machine is.
/// </summary>
public sealed class PaceTests
{
    private const long Second = 1_000_000;
    private const int People = 20;
    private const int Posts = 60;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Posts_on_a_bad_link_are_on_all_screens_soon(int seed)
    {
        var dice = new Random(seed);
        var link = new Link
        {
            Delay = 100_000,
            Loss = 0.05,
            Doubled = 0.05,
            Late = 0.1,
            LateBy = 20_000,
        };
        var network = new Network(dice, link);
        using var identity = Identity.Create();
        var readers = new List<LineEnd>();
        using var server = new Node(network, 1, identity)
        {
            Handlers = _ =>
            {
                var reader = new LineEnd(line => readers.ForEach(all => all.Say(line)));
                readers.Add(reader);
                return reader;
            },
        };
        // Each post is its time of posting: what is heard tells how long it took.
        var took = new List<long>();
        var people = Enumerable.Range(0, People).Select(i => Come(network, server, i, took));
        var ends = people.ToArray();
        network.RunUntil(() => readers.Count == People, 60 * Second);

        // Somewhere in each second, everybody once.
        var plan = new PriorityQueue<int, long>();
        for (var i = 0; i < People * Posts; i++)
            plan.Enqueue(i % People, network.Now + (i / People * Second) + dice.Next(1_000_000));
        while (plan.TryDequeue(out var person, out var at))
        {
            network.RunUntil(() => false, at - network.Now);
            ends[person].End.Say(network.Now.ToString(CultureInfo.InvariantCulture));
        }

        Assert.True(network.RunUntil(() => took.Count == People * Posts * People, 60 * Second));
        took.Sort();
        var median = took[took.Count / 2] / 1e6;
        var slow = took[took.Count * 99 / 100] / 1e6;
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"median {median:F3} s, 99th percentile {slow:F3} s, worst {took[^1] / 1e6:F3} s"
        );
        Assert.InRange(median, 0.2, 1);
        Assert.InRange(slow, 0.2, 2);
        foreach (var (node, _) in ends)
            node.Dispose();
    }

    private static (Node Node, LineEnd End) Come(
        Network network,
        Node server,
        int i,
        List<long> took
    )
    {
        var end = new LineEnd(line =>
            took.Add(network.Now - long.Parse(line, CultureInfo.InvariantCulture))
        );
        var node = new Node(network, 10 + i)
        {
            Handlers = connection =>
            {
                end.Open(connection);
                return end;
            },
        };
        node.Dial(server, new DialOptions { Patience = TimeSpan.FromSeconds(60) });
        return (node, end);
    }
}
