using System.Security.Cryptography;
using Hubbub.Datagrams;
using Hubbub.Files;
using Hubbub.Tests.Datagrams.Simulated;
using Peer = Hubbub.Tests.Datagrams.Simulated.Node;

namespace Hubbub.Tests.Files;

/// <summary>
/// One run by seed: files go over a bad link to a slow disk; programs die, disks fill up, power goes; the same
/// is tried again until all is there. Nothing wrong is ever kept, and no more goes again than is missing.
/// </summary>
internal sealed class FileStory
{
    private const long Second = 1_000_000;

    private readonly Random _dice;
    private readonly Identity _identity;
    private readonly MemoryTree _tree;
    private readonly MemoryStore _store = new();
    private readonly List<VerifiedFile> _verified = [];
    private readonly int _work;

    private FileStory(int seed, Identity identity)
    {
        _dice = new Random(seed);
        _identity = identity;
        _work = 1 + _dice.Next(4);
        _tree = AnyTree();
    }

    public static void Run(int seed, Identity identity)
    {
        try
        {
            new FileStory(seed, identity).Live();
        }
        catch (Exception broken)
        {
            throw new InvalidOperationException($"seed {seed}: {broken.Message}", broken);
        }
    }

    private void Live()
    {
        for (var left = _dice.Next(4); left > 0; left--)
            TryInVain(_dice.Next(5));
        var (sent, received) = Try(900 * Second);
        Assert.True(sent is { IsDone: true }, $"sent: {sent}");
        Assert.True(received is { IsDone: true }, $"received: {received}");
        var files = _tree.Offer.Items.Select((item, i) => (item, i)).ToList();
        foreach (var (item, i) in files.Where(file => file.item.Kind == ItemKind.File))
        {
            Assert.Equal(_tree.BytesOf(i), _store.Files[item.Path].Bytes);
            var digest = Convert.ToHexStringLower(SHA256.HashData(_tree.BytesOf(i)));
            // Told once by each side.
            Assert.Equal(2, _verified.Count(v => v.Item == i && v.Digest == digest));
        }

        Assert.Equal(2 * _tree.Offer.Files, _verified.Count);
        Assert.Equal(_tree.Offer.Files, _store.Files.Count);
        Assert.Equal(0, _store.PartsLeft);
        Assert.True(
            files.TrueForAll(f =>
                f.item.Kind == ItemKind.File || _store.Folders.Contains(f.item.Path)
            )
        );
    }

    /// <summary>Something goes wrong on the way. It is told on both sides, or one of them is not there any more.</summary>
    private void TryInVain(int kind)
    {
        var at = _dice.NextInt64(Second);
        switch (kind)
        {
            case 0: // The cable is pulled.
                Try(60 * Second, cutAt: at);
                break;
            case 1: // Both programs die.
                Try(at);
                break;
            case 2: // The power goes.
                Try(at);
                _store.LosePower(_dice);
                break;
            case 3: // The disk fills up, and is emptied.
                _store.Free = _dice.Next(1_000_000);
                var (sent, received) = Try(900 * Second);
                Assert.True(
                    received is { IsDone: true } or { Kind: EndKind.NoRoom, IsHere: true },
                    $"received: {received}"
                );
                Assert.True(
                    sent
                        is { IsDone: true }
                            or { Kind: EndKind.NoRoom, IsHere: false }
                            or { Kind: EndKind.Lost },
                    $"sent: {sent}"
                );
                _store.Free = long.MaxValue;
                break;
            default: // A file changes while it goes.
                _tree.Changed = _dice.Next(_tree.Offer.Items.Count);
                _tree.Gone = _dice.Next(3) == 0 ? _dice.Next(_tree.Offer.Items.Count) : -1;
                Try(900 * Second);
                (_tree.Changed, _tree.Gone) = (-1, -1);
                break;
        }

        _verified.Clear();
    }

    private (TransferEnd? Sent, TransferEnd? Received) Try(
        long patience,
        long cutAt = long.MaxValue
    )
    {
        var network = new Network(_dice, AnyLink());
        var sending = new Watcher(_verified);
        var receiving = new Watcher(_verified);
        SendSide? sender = null;
        ReceiveSide? receiver = null;
        receiving.OnOffer = () => receiver!.Accept(_store);
        using var server = new Peer(network, 1, _identity)
        {
            Handlers = c => receiver = new ReceiveSide(c, receiving, receiving),
        };
        using var client = new Peer(network, 2)
        {
            Handlers = c => sender = new SendSide(c, _tree, sending, sending),
        };
        client.Dial(server, new DialOptions { Patience = TimeSpan.FromMinutes(5) });
        network.RunUntil(
            () =>
            {
                if (network.Now >= cutAt)
                    network.Link = network.Link with { Loss = 1 };
                Work(sender is null ? null : sender.Step);
                Work(receiver is null ? null : receiver.Step);
                return sending.End is not null && receiving.End is not null;
            },
            patience
        );
        sender?.Close();
        receiver?.Close();
        return (sending.End, receiving.End);
    }

    private void Work(Func<bool>? step)
    {
        if (_dice.Next(_work) > 0)
            return;
        for (var i = _dice.Next(4); i > 0 && step?.Invoke() == true; i--) { }
    }

    private MemoryTree AnyTree()
    {
        var files = new List<(OfferedItem, byte[])>();
        var count = 1 + _dice.Next(8);
        for (var i = 0; i < count; i++)
        {
            var modified = DateTime.UnixEpoch.Ticks + _dice.NextInt64(1L << 50);
            if (_dice.Next(6) == 0)
            {
                files.Add((new(ItemKind.Folder, $"folder {i}", 0, 0x1ED, modified), []));
                continue;
            }

            var bytes = new byte[AnySize()];
            _dice.NextBytes(bytes);
            var path = _dice.Next(2) == 0 ? $"ß {i}" : $"a/b {i % 3}/файл {i}.txt";
            files.Add((new(ItemKind.File, path, bytes.Length, 0x1A4, modified), bytes));
        }

        return new MemoryTree("ada", files);
    }

    private int AnySize() =>
        _dice.Next(10) switch
        {
            0 => 0,
            1 => Chunk.Size,
            2 => Chunk.Size + _dice.Next(2 * Chunk.Size),
            3 => _dice.Next(400_000),
            _ => _dice.Next(5_000),
        };

    private Link AnyLink() =>
        new()
        {
            Delay = _dice.Next(5) == 0 ? 50 : _dice.Next(100_000),
            Jitter = _dice.Next(3) == 0 ? _dice.Next(10_000) : 0,
            Loss = _dice.Next(2) == 0 ? _dice.NextDouble() * 0.1 : 0,
            Doubled = _dice.Next(3) == 0 ? _dice.NextDouble() * 0.2 : 0,
            Damaged = _dice.Next(3) == 0 ? _dice.NextDouble() * 0.05 : 0,
            Late = _dice.Next(2) == 0 ? _dice.NextDouble() * 0.3 : 0,
            LateBy = _dice.Next(20_000),
            Rate = 2 + (_dice.NextDouble() * 50),
            Queue = 50_000 + _dice.Next(500_000),
        };

    private sealed class Watcher(List<VerifiedFile> verified) : ITransferWatcher, IGate
    {
        public TransferEnd? End { get; private set; }

        public Action OnOffer { get; set; } = () => { };

        public void Inside(Action work) => work();

        public void Offered(Offer offer) => OnOffer();

        public void Verified(VerifiedFile file) => verified.Add(file);

        public void Ended(TransferEnd end) => End = end;
    }
}
