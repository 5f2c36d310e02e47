using System.Text;
using Hubbub.Core;
using Hubbub.Node;

namespace Hubbub.Tests.Log;

/// <summary>Blocks as a node writes them, with salts that can be foretold.</summary>
internal static class Blocks
{
    public static BlockWriter Writer(ulong incarnation = 7)
    {
        byte next = 0;
        return new BlockWriter(incarnation, salts => Foretell(salts, ref next));
    }

    /// <summary>No two alike: the writer draws many at once.</summary>
    private static void Foretell(Span<byte> salts, ref byte next)
    {
        foreach (ref var one in salts)
            one = (byte)((next++ * 31) + (next >> 3));
    }

    public static Block Of(params (Command Command, string Text)[] said)
    {
        var writer = Writer();
        for (var i = 0; i < said.Length; i++)
        {
            writer.Add(
                1_000_000 + i,
                new SessionId(7, (uint)i),
                said[i].Command,
                Encoding.UTF8.GetBytes(said[i].Text)
            );
        }

        return writer.Take();
    }

    public static bool TryRead(Block block, out List<Entry> entries)
    {
        entries = [];
        return BlockReader.TryRead(block, 1, entries, out _);
    }

    /// <summary>The block with all its texts erased: one 0 for each.</summary>
    public static Block Erased(Block block)
    {
        Assert.True(TryRead(block, out var entries));
        var texts = entries.Count(entry => !entry.Text.IsEmpty);
        return block with { Texts = new byte[texts] };
    }
}
