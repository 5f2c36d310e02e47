using Hubbub.Datagrams;

namespace Hubbub.Tests.Datagrams.Simulated;

/// <summary>
/// A network in virtual time, driven by a seed: it loses, doubles, delays, reorders, damages and
/// queues. Nodes have addresses, which may change; their clocks may leap.
/// </summary>
internal sealed class Network(Random dice, Link link)
{
    private readonly PriorityQueue<Arrival, (long At, long Order)> _underWay = new();
    private readonly List<Node> _nodes = [];
    private readonly Dictionary<Node, long> _busyUntil = [];
    private readonly Dictionary<Node, double> _fractions = [];
    private long _order;

    public Link Link { get; set; } = link;

    public long Now { get; private set; }

    public Random Dice { get; } = dice;

    public long Dropped { get; private set; }

    /// <summary>Nothing gets from one to the other: a firewall, or a NAT.</summary>
    public Func<PeerAddress, PeerAddress, bool> IsCut { get; set; } = (_, _) => false;

    /// <summary>Sees all that is sent.</summary>
    public Action<Node, PeerAddress, byte[]>? Overhear { get; set; }

    public void Add(Node node) => _nodes.Add(node);

    public void Send(Node from, PeerAddress to, ReadOnlySpan<byte> datagram)
    {
        Overhear?.Invoke(from, to, datagram.ToArray());
        if (
            datagram.Length > Link.Largest
            || IsCut(from.Address, to)
            || Dice.NextDouble() < Link.Loss
        )
        {
            Dropped++;
            return;
        }

        var queued = Queue(from, datagram.Length + 28);
        if (queued < 0)
        {
            Dropped++;
            return;
        }

        Carry(from, to, datagram, queued);
        if (Dice.NextDouble() < Link.Doubled)
            Carry(from, to, datagram, queued);
    }

    /// <summary>Runs until something holds, or so long in virtual time.</summary>
    /// <returns>It holds.</returns>
    public bool RunUntil(Func<bool> holds, long patience)
    {
        var deadline = Now + patience;
        var idle = 0;
        while (!holds())
        {
            var next = Moment.Never;
            foreach (var node in _nodes)
                next = Math.Min(next, node.Timer);
            if (_underWay.TryPeek(out _, out var arrival))
                next = Math.Min(next, arrival.At);
            if (next > deadline)
            {
                Now = deadline;
                return false;
            }

            // A timer that is due again and again without effect would stand still here for ever.
            idle = next <= Now ? idle + 1 : 0;
            Assert.True(idle < 100_000, "time stands still");
            Now = Math.Max(Now, next);
            while (_underWay.TryPeek(out var datagram, out arrival) && arrival.At <= Now)
            {
                _underWay.Dequeue();
                _nodes.Find(node => node.Address == datagram.To)?.Receive(datagram);
            }

            foreach (var node in _nodes)
                node.Run();
        }

        return true;
    }

    private long Queue(Node from, int size)
    {
        if (Link.Rate <= 0)
            return 0;
        var free = Math.Max(Now, _busyUntil.GetValueOrDefault(from));
        if ((free - Now) * Link.Rate > Link.Queue)
            return -1;
        // Kept finer than a microsecond, so that small packets cost what they cost.
        var carry = _fractions.GetValueOrDefault(from) + (size / Link.Rate);
        var whole = (long)carry;
        _fractions[from] = carry - whole;
        _busyUntil[from] = free + whole;
        return free + whole - Now;
    }

    private void Carry(Node from, PeerAddress to, ReadOnlySpan<byte> datagram, long queued)
    {
        var bytes = datagram.ToArray();
        if (Dice.NextDouble() < Link.Damaged)
        {
            if (Dice.Next(4) == 0)
                bytes = bytes[..Dice.Next(bytes.Length)];
            else
                bytes[Dice.Next(bytes.Length)] ^= (byte)(1 << Dice.Next(8));
        }

        var at = Now + queued + Link.Delay + (Link.Jitter > 0 ? Dice.NextInt64(Link.Jitter) : 0);
        if (Dice.NextDouble() < Link.Late)
            at += Link.LateBy;
        _underWay.Enqueue(new(from.Address, to, bytes), (at, _order++));
    }
}

internal sealed record Arrival(PeerAddress From, PeerAddress To, byte[] Bytes);
