using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Hubbub.Core;
using Hubbub.Node;
using Hubbub.Tests.Log;

namespace Hubbub.Tests.History;

/// <summary>A text can be erased, and the log still verifies (ADR 3).</summary>
public sealed class BlockEraserTests
{
    private static readonly Gen<(string Tags, string Text)> s_payload = Gen.Elements(
        ("", ""),
        ("", "hello"),
        ("+x=1", "hello"),
        ("+x=1", ""),
        ("", "日本語")
    );

    [Fact]
    public void Whichever_is_erased_is_gone_and_nothing_else_is() =>
        Prop.ForAll(
                s_payload.NonEmptyListOf().Zip(Gen.Choose(0, 1000)).ToArbitrary(),
                pair =>
                {
                    var payloads = pair.Item1.ToList();
                    var at = pair.Item2 % payloads.Count;
                    var stored = Make(payloads);
                    var without = BlockEraser.Without(stored, [stored.First + (ulong)at]);
                    if (payloads[at] == ("", ""))
                        return without is null;
                    payloads[at] = ("", "");
                    return without!.Block.ChainOn(new byte[32]).SequenceEqual(stored.Digest)
                        && Read(without).SequenceEqual(payloads)
                        && BlockEraser.Without(without, [stored.First + (ulong)at]) is null;
                }
            )
            .Check();

    [Fact]
    public void Given_many_in_several_blocks_when_erased_then_each_block_is_written_once()
    {
        var blocks = new[] { Make([("", "a"), ("+x", "b"), ("", "c")]), Make([("", "d")], 10) };
        var written = BlockEraser
            .Without(
                [3, 7, 9, 10, 99],
                at => blocks.FirstOrDefault(b => b.First <= at && at <= b.Last)
            )
            .ToList();
        Assert.Equal(2, written.Count);
        Assert.Equal([("", ""), ("+x", "b"), ("", "")], Read(written[0]));
        Assert.Equal([("", "")], Read(written[1]));
    }

    [Fact]
    public void What_is_not_in_the_block_is_not_erased()
    {
        var stored = Make([("", "hello")]);
        Assert.Null(BlockEraser.Without(stored, [stored.First - 1]));
        Assert.Null(BlockEraser.Without(stored, [stored.First + 1]));
    }

    private static StoredBlock Make(
        IEnumerable<(string Tags, string Text)> payloads,
        ulong first = 7
    )
    {
        var dice = new Random(1);
        var writer = new BlockWriter(1, salt => dice.NextBytes(salt));
        foreach (var (tags, text) in payloads)
        {
            writer.Add(
                1_000,
                new SessionId(1, 1),
                new LeaveAll(),
                Encoding.UTF8.GetBytes(text),
                Encoding.UTF8.GetBytes(tags)
            );
        }

        var block = writer.Take();
        return new StoredBlock(first, block, block.ChainOn(new byte[32]));
    }

    /// <summary>Each text held against its hash.</summary>
    private static List<(string Tags, string Text)> Read(StoredBlock stored)
    {
        var entries = new List<Entry>();
        Assert.True(BlockReader.TryRead(stored.Block, stored.First, entries, out _));
        return entries
            .Select(entry =>
                (Encoding.UTF8.GetString(entry.Tags.Span), Encoding.UTF8.GetString(entry.Text.Span))
            )
            .ToList();
    }
}
