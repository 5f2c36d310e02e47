using Hubbub.Datagrams;
using Hubbub.Files;
using Hubbub.Tests.Datagrams.Simulated;
using Peer = Hubbub.Tests.Datagrams.Simulated.Node;

namespace Hubbub.Tests.Files;

/// <summary>Somebody on the other end who does not keep to docs/files.md: told so and cut off, whatever they say.</summary>
public sealed class HostileTests : IDisposable
{
    private static readonly byte[] s_greeting = "hubfile\x01"u8.ToArray();

    private readonly Identity _identity = Identity.Create();

    public void Dispose() => _identity.Dispose();

    [Fact]
    public void Given_any_messages_in_any_order_then_a_receiver_ends_or_waits_and_keeps_nothing_wrong()
    {
        for (var seed = 1; seed <= 300; seed++)
        {
            var dice = new Random(seed);
            var end = Receive(dice, [s_greeting, .. Noise(dice)], out var store);
            Assert.True(
                end is null or { IsDone: false },
                $"seed {seed}: it counted as complete: {end}"
            );
            Assert.All(store.Files.Keys, name => Assert.Equal("ok", name));
        }
    }

    [Fact]
    public void Given_any_messages_in_any_order_then_a_sender_ends_or_waits()
    {
        for (var seed = 1; seed <= 300; seed++)
        {
            var dice = new Random(seed);
            var end = Send(dice, [s_greeting, .. Noise(dice)]);
            Assert.NotEqual(EndKind.Violation, end?.Kind);
        }
    }

    [Theory]
    [InlineData("NICK ada\r\n", EndKind.OtherKind)]
    [InlineData("hubfile\u0002", EndKind.OtherKind)]
    [InlineData("hubfile\u0001\u0063\u0001x", EndKind.Misread)]
    public void Who_speaks_something_else_is_told_so(string words, EndKind kind)
    {
        var end = Receive(new Random(1), [System.Text.Encoding.ASCII.GetBytes(words)], out _);
        Assert.Equal((kind, true), (end!.Kind, end.IsHere));
        end = Send(new Random(1), [System.Text.Encoding.ASCII.GetBytes(words)]);
        Assert.Equal((kind, true), (end!.Kind, end.IsHere));
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("/x")]
    [InlineData("a\u202Eb")]
    public void An_offer_with_a_path_that_leads_astray_is_refused_before_anybody_is_asked(
        string path
    )
    {
        var item = new OfferedItem(ItemKind.File, path, 1, 0, 0);
        List<byte[]> words =
        [
            s_greeting,
            MessageCodec.Write(new OfferBegins("eve", 1)),
            MessageCodec.Write(new OfferGoesOn([item])),
        ];
        var end = Receive(new Random(1), words, out var store);
        Assert.Equal((EndKind.Refused, true), (end!.Kind, end.IsHere));
        Assert.Empty(store.Files);
    }

    [Fact]
    public void An_offer_of_more_items_than_were_told_is_refused()
    {
        var items = Enumerable
            .Range(0, 3)
            .Select(i => new OfferedItem(ItemKind.File, $"{i}", 1, 0, 0))
            .ToList();
        List<byte[]> words =
        [
            s_greeting,
            MessageCodec.Write(new OfferBegins("eve", 2)),
            MessageCodec.Write(new OfferGoesOn(items)),
        ];
        Assert.Equal(EndKind.Misread, Receive(new Random(1), words, out _)!.Kind);
    }

    [Fact]
    public void Bytes_that_are_not_what_the_digest_says_are_not_kept()
    {
        var item = new OfferedItem(ItemKind.File, "ok", 3, 0, 0);
        List<byte[]> words =
        [
            s_greeting,
            MessageCodec.Write(new OfferBegins("eve", 1)),
            MessageCodec.Write(new OfferGoesOn([item])),
        ];
        var digest = MessageCodec.Write(new Digests(new byte[Chunk.Digest]));
        var end = Receive(new Random(1), words, out var store, new Liar(digest));
        Assert.Equal((EndKind.Changed, true), (end!.Kind, end.IsHere));
        Assert.Empty(store.Files);
    }

    private static List<byte[]> Noise(Random dice)
    {
        var items = new List<OfferedItem>
        {
            new(ItemKind.File, "ok", dice.Next(3) * 700, 0, 0),
            new(ItemKind.Folder, "f", 0, 0, 0),
        };
        var first = new List<byte[]>();
        if (dice.Next(3) > 0)
        {
            first.Add(MessageCodec.Write(new OfferBegins("eve", 2)));
            first.Add(MessageCodec.Write(new OfferGoesOn(items)));
        }

        for (var i = dice.Next(6); i > 0; i--)
            first.Add(MessageCodec.Write(Any(dice)));
        if (dice.Next(2) == 0)
        {
            var noise = new byte[dice.Next(40)];
            dice.NextBytes(noise);
            first.Add(noise);
        }

        return first;
    }

    private static Message Any(Random dice) =>
        dice.Next(9) switch
        {
            0 => new Taken(),
            1 => new Held(dice.Next(3), dice.Next(2_000), new byte[Chunk.Digest]),
            2 => new HeldAll(),
            3 => new Agreed(new byte[dice.Next(3)]),
            4 => new Digests(new byte[dice.Next(3) * Chunk.Digest]),
            5 => new Kept(dice.NextInt64(1L << 40)),
            6 => new Complete(),
            7 => new OfferBegins("eve", dice.Next(3)),
            _ => new OfferGoesOn([]),
        };

    private TransferEnd? Receive(
        Random dice,
        List<byte[]> words,
        out MemoryStore store,
        Liar? liar = null
    )
    {
        var kept = store = new MemoryStore();
        var network = new Network(dice, new Link { Delay = 1_000 });
        var watcher = new Watcher();
        ReceiveSide? side = null;
        watcher.OnOffer = () => side!.Accept(kept);
        using var server = new Peer(network, 1, _identity)
        {
            Handlers = c => side = new ReceiveSide(c, watcher, watcher),
        };
        using var client = new Peer(network, 2)
        {
            Handlers = c =>
            {
                var stream = c.TryOpenStream()!;
                words.ForEach(word => stream.Write(word));
                c.SendBlocks(0, new Zeros()).Send(0, 3);
                return (IConnectionHandler?)liar ?? new Talker(dice) { IsDeaf = true };
            },
        };
        client.Dial(server);
        network.RunUntil(() => Work(side is null ? null : side.Step, watcher), 5_000_000);
        side?.Close();
        return watcher.End;
    }

    private TransferEnd? Send(Random dice, List<byte[]> words)
    {
        var network = new Network(dice, new Link { Delay = 1_000 });
        var watcher = new Watcher();
        var item = new OfferedItem(ItemKind.File, "ok", 1_000, 0, 0);
        var tree = new MemoryTree("ada", [(item, new byte[1_000])]);
        SendSide? side = null;
        using var server = new Peer(network, 1, _identity) { Handlers = _ => new Parrot(words) };
        using var client = new Peer(network, 2)
        {
            Handlers = c => side = new SendSide(c, tree, watcher, watcher),
        };
        client.Dial(server);
        network.RunUntil(() => Work(side is null ? null : side.Step, watcher), 5_000_000);
        side?.Close();
        return watcher.End;
    }

    private static bool Work(Func<bool>? step, Watcher watcher)
    {
        for (var i = 0; i < 10 && step?.Invoke() == true; i++) { }
        return watcher.End is not null;
    }

    /// <summary>Says its words on whatever stream is opened.</summary>
    private sealed class Parrot(List<byte[]> words) : IConnectionHandler
    {
        public void Opened(Connection connection, DatagramStream stream) =>
            words.ForEach(word => stream.Write(word));
    }

    /// <summary>Says one thing more when it has been told what is held.</summary>
    private sealed class Liar(byte[] lie) : IConnectionHandler
    {
        /// <summary>The greeting, TAKEN and HELD_ALL.</summary>
        private const int Told = 8 + 2 + 2;

        private int _read;

        public void Readable(Connection connection, DatagramStream stream)
        {
            var before = _read;
            _read += stream.Read(new byte[100]);
            if (before < Told && _read >= Told)
                stream.Write(lie);
        }
    }

    private sealed class Zeros : IBlockSource
    {
        public void Read(long offset, Span<byte> into) => into.Clear();
    }

    private sealed class Watcher : ITransferWatcher, IGate
    {
        public TransferEnd? End { get; private set; }

        public Action OnOffer { get; set; } = () => { };

        public void Inside(Action work) => work();

        public void Offered(Offer offer) => OnOffer();

        public void Ended(TransferEnd end) => End = end;
    }
}
