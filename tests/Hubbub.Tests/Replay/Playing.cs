using System.Security.Cryptography;
using System.Text;
using Hubbub.Core;
using Hubbub.Node;

namespace Hubbub.Tests.Replay;

/// <summary>What came of playing a log: everything told, in order, and the state at the end.</summary>
internal sealed class Playing
{
    private readonly List<string> _told = [];

    private Playing(Hub hub) => Hub = hub;

    public Hub Hub { get; private set; }

    /// <summary>One line an event, with the index of its entry.</summary>
    public IReadOnlyList<string> Told => _told;

    public string Digest => Convert.ToHexString(Hub.Digest());

    /// <summary>Both in one line: what two processes are compared by.</summary>
    public string Summary =>
        $"{Digest} {Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', _told))))}";

    public static List<Entry> Decode(IEnumerable<Block> blocks)
    {
        var all = new List<Entry>();
        var entries = new List<Entry>();
        foreach (var block in blocks)
        {
            Assert.True(BlockReader.TryRead(block, (ulong)all.Count + 1, entries, out _));
            all.AddRange(entries);
        }

        return all;
    }

    public static Playing Of(IEnumerable<Entry> entries, int snapshotEvery = int.MaxValue)
    {
        var playing = new Playing(new Hub());
        foreach (var entry in entries)
        {
            playing.Apply(entry);
            if (entry.Index % (ulong)snapshotEvery == 0)
                playing.GoThroughSnapshot();
        }

        playing.AskAll();
        return playing;
    }

    private void Apply(in Entry entry)
    {
        foreach (var came in Hub.Apply(entry))
            _told.Add($"{entry.Index} {Canonical.Of(came)}");
    }

    private void GoThroughSnapshot()
    {
        Assert.True(Hub.TryFromSnapshot(Hub.ToSnapshot(), out var again), $"at {Hub.Index}");
        Hub = again;
    }

    /// <summary>Answers have an order too.</summary>
    private void AskAll()
    {
        var rooms = (RoomsAnswer)Hub.Answer(default, new Rooms(1000));
        _told.Add(Canonical.Of(rooms));
        _told.Add(Canonical.Of(Hub.Answer(default, new PeopleMatching("*", false, 1000))));
        foreach (var room in rooms.Rooms)
        {
            var folded = Core.Fold.Room(room.Name);
            _told.Add(Canonical.Of(Hub.Answer(default, new MembersOf(folded, 1000))));
            _told.Add(Canonical.Of(Hub.Answer(default, new StateOf(folded))));
        }
    }
}
