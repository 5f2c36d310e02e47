using Hubbub.Datagrams;

namespace Hubbub.Tests.Datagrams.Simulated;

/// <summary>
/// How much of a link one sender of blocks gets, in virtual time: links c, d and e of the benchmarks.
/// Floors, not goals: the goals are measured on real kernels (docs/performance.md).
/// </summary>
public sealed class GoodputTests
{
    private const long Second = 1_000_000;

    [Theory]
    [InlineData("c", 200, 25, 0.005, 0, 0.85)]
    [InlineData("d", 100, 50, 0.02, 0.01, 0.85)]
    [InlineData("e", 20, 100, 0.05, 0, 0.80)]
    public void A_link_that_loses_at_random_is_filled_all_the_same(
        string name,
        int megabits,
        int milliseconds,
        double loss,
        double late,
        double share
    )
    {
        var link = new Link
        {
            Rate = megabits / 8.0,
            Delay = milliseconds * 1_000,
            Loss = loss,
            Late = late,
            Largest = 1_472,
            // As much as is under way in a round trip.
            Queue = megabits * milliseconds * 2_000 / 8,
        };
        var (goodput, report) = Send(link, 12 * Second);
        Assert.True(
            goodput >= share * megabits * (1 - loss),
            $"{name}: {goodput:F1} Mbit/s {report}"
        );
        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {goodput:F1} Mbit/s {report}");
    }

    [Fact]
    public void After_ten_seconds_without_a_word_the_pace_is_back_within_two()
    {
        var link = new Link
        {
            Rate = 12.5,
            Delay = 20_000,
            Largest = 1_472,
        };
        using var run = new BulkRun(link);
        run.Network.RunUntil(() => false, 5 * Second);
        run.Network.Link = link with { Loss = 1 };
        run.Network.RunUntil(() => false, 10 * Second);
        run.Network.Link = link;
        run.Network.RunUntil(() => false, 2 * Second);
        var before = run.Bytes;
        run.Network.RunUntil(() => false, 2 * Second);
        Assert.True(
            (run.Bytes - before) * 8 / 2e6 > 80,
            $"{(run.Bytes - before) * 8 / 2e6} Mbit/s"
        );
    }

    private static (double Megabits, string Report) Send(Link link, long time)
    {
        using var run = new BulkRun(link);
        // The start is not what is measured.
        run.Network.RunUntil(() => false, time / 4);
        var before = run.Bytes;
        run.Network.RunUntil(() => false, time);
        return ((run.Bytes - before) * 8.0 / time, run.Report);
    }

    private sealed class BulkRun : IDisposable
    {
        private readonly Identity _identity = Identity.Create();
        private readonly Talker _heard = new(new Random(2)) { IsCountingBlocks = false };
        private readonly Node _server;
        private readonly Node _client;

        public BulkRun(Link link)
        {
            Network = new Network(new Random(1), link);
            _server = new Node(Network, 1, _identity)
            {
                Handlers = connection =>
                {
                    connection.AcceptBlocks(0, _heard, 64 << 20);
                    return _heard;
                },
            };
            _client = new Node(Network, 2)
            {
                Handlers = connection =>
                {
                    var said = new Talker(new Random(3));
                    connection.SendBlocks(0, said).Send(0, 1L << 40);
                    return said;
                },
            };
            _client.Dial(_server);
        }

        public Network Network { get; }

        public long Bytes => _heard.BlockBytes;

        public string Report => _client.Connections[0].Statistics.ToString();

        public void Dispose()
        {
            _server.Dispose();
            _client.Dispose();
            _identity.Dispose();
        }
    }
}
