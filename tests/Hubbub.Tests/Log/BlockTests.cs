using System.Text;
using FsCheck.Fluent;
using Hubbub.Core;
using Hubbub.Node;

namespace Hubbub.Tests.Log;

public sealed class BlockTests
{
    private static readonly SayToRoom s_said = new("#tea", new("#tea"), MessageKind.Said, 5);

    [Fact]
    public void A_block_is_read_back_as_it_was_written() =>
        Prop.ForAll(
                (from command in Written.Command from text in Written.Text select (command, text))
                    .ArrayOf()
                    .ToArbitrary(),
                said =>
                {
                    if (!Blocks.TryRead(Blocks.Of(said), out var entries))
                        return false;
                    return entries
                        .Select(e => (e.Index, e.At, e.Session, e.Command, Utf8(e)))
                        .SequenceEqual(
                            said.Select(
                                (s, i) =>
                                    (
                                        (ulong)i + 1,
                                        1_000_000L + i,
                                        new SessionId(7, (uint)i),
                                        s.command,
                                        s.text
                                    )
                            )
                        );
                }
            )
            .Check();

    [Theory]
    [InlineData("hello", "+a=1;+b")]
    [InlineData("", "+draft/react=x")]
    [InlineData("hello", "")]
    public void Tags_stand_beside_the_text_and_are_erased_with_it(string text, string tags)
    {
        var writer = Blocks.Writer();
        var (said, beside) = (Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(tags));
        writer.Add(5, new SessionId(7, 1), s_said, said, beside);
        var block = writer.Take();
        Assert.True(Blocks.TryRead(block, out var entries));
        Assert.Equal(
            (text, tags),
            (Utf8(entries[0]), Encoding.UTF8.GetString(entries[0].Tags.Span))
        );
        Assert.True(Blocks.TryRead(block with { Texts = new byte[1] }, out entries));
        Assert.True(entries[0].Text.IsEmpty && entries[0].Tags.IsEmpty);
    }

    [Fact]
    public void A_writer_starts_afresh_after_each_block()
    {
        var writer = Blocks.Writer();
        writer.Add(5, new SessionId(7, 1), s_said, "one"u8);
        var first = writer.Take();
        Assert.Equal(0, writer.Count);
        writer.Add(9, new SessionId(7, 2), s_said, "two"u8);
        Assert.True(Blocks.TryRead(writer.Take(), out var entries));
        Assert.Equal("two", Utf8(Assert.Single(entries)));
        Assert.Equal(9, entries[0].At);
        Assert.True(Blocks.TryRead(first, out _));
    }

    [Fact]
    public void A_flipped_bit_anywhere_in_the_texts_is_found()
    {
        var block = Blocks.Of((s_said, "hello"), (new Stopped(), ""), (s_said, "world"));
        for (var at = 0; at < block.Texts.Length; at++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var texts = block.Texts.ToArray();
                texts[at] ^= (byte)(1 << bit);
                Assert.False(Blocks.TryRead(block with { Texts = texts }, out _), $"{at}.{bit}");
            }
        }
    }

    [Fact]
    public void A_flipped_bit_anywhere_in_the_entries_changes_the_chain()
    {
        var block = Blocks.Of((s_said, "hello"));
        var chain = block.ChainOn(new byte[32]);
        for (var at = 0; at < block.Entries.Length; at++)
        {
            var entries = block.Entries.ToArray();
            entries[at] ^= 1;
            Assert.NotEqual(chain, (block with { Entries = entries }).ChainOn(new byte[32]));
        }
    }

    [Fact]
    public void An_erased_text_leaves_the_chain_and_the_other_texts()
    {
        var block = Blocks.Of((s_said, "secret"), (s_said, "kept"));
        byte[] texts = [0, .. block.Texts[(1 + Block.SaltLength + 6)..].Span];
        var erased = block with { Texts = texts };
        Assert.True(Blocks.TryRead(erased, out var entries));
        Assert.Equal(["", "kept"], entries.Select(Utf8));
        Assert.Equal(block.ChainOn(new byte[32]), erased.ChainOn(new byte[32]));
    }

    [Fact]
    public void A_block_cut_off_or_with_something_left_over_is_refused()
    {
        var block = Blocks.Of((s_said, "hello"), (new Detach(DetachCause.Left), "bye"));
        for (var length = 0; length < block.Entries.Length; length++)
            Assert.False(Blocks.TryRead(block with { Entries = block.Entries[..length] }, out _));
        for (var length = 0; length < block.Texts.Length; length++)
            Assert.False(Blocks.TryRead(block with { Texts = block.Texts[..length] }, out _));
        Assert.False(
            Blocks.TryRead(block with { Entries = new byte[] { 0 }.Prepend(block.Entries) }, out _)
        );
        Assert.False(Blocks.TryRead(block with { Entries = block.Entries.Append(0) }, out _));
        Assert.False(Blocks.TryRead(block with { Texts = block.Texts.Append(0) }, out _));
        Assert.False(Blocks.TryRead(block with { Count = 3 }, out _));
    }

    [Fact]
    public void Arbitrary_bytes_are_told_and_never_thrown() =>
        Prop.ForAll(
                Written.Bytes.ToArbitrary(),
                Written.Bytes.ToArbitrary(),
                (entries, texts) =>
                {
                    // With a header that fits, so that the rest is reached too.
                    byte[] header = [1, 0, .. new byte[24], 3];
                    _ = Blocks.TryRead(new Block(entries, texts, 3), out _);
                    _ = Blocks.TryRead(
                        new Block(header.Concat(entries).ToArray(), texts, 3),
                        out _
                    );
                    return true;
                }
            )
            .Check();

    [Fact]
    public void A_changed_byte_in_a_block_is_told_or_read_and_never_thrown()
    {
        var block = Blocks.Of((s_said, "hello"), (new SetAway("lunch"), "x"));
        for (var at = 0; at < block.Entries.Length; at++)
        {
            for (var value = 0; value < 256; value++)
            {
                var entries = block.Entries.ToArray();
                entries[at] = (byte)value;
                _ = Blocks.TryRead(block with { Entries = entries }, out _);
            }
        }
    }

    [Fact]
    public void The_hash_of_a_text_says_nothing_without_its_salt()
    {
        var writer = Blocks.Writer();
        writer.Add(1, default, s_said, "yes"u8);
        writer.Add(1, default, s_said, "yes"u8);
        var entries = writer.Take().Entries.ToArray();
        var half = (entries.Length - 27) / 2;
        Assert.NotEqual(entries[27..(27 + half)], entries[(27 + half)..]);
    }

    [Fact]
    public void A_text_longer_than_the_stack_holds_is_hashed_alike() =>
        Assert.True(Blocks.TryRead(Blocks.Of((s_said, new string('x', 5000))), out _));

    [Fact]
    public void A_log_in_memory_keeps_order_and_chain()
    {
        using var log = new MemoryLog();
        for (var i = 0; i < 3; i++)
        {
            log.BeginAppend(Blocks.Of((s_said, "a"), (s_said, "b")), () => { });
            Assert.True(log.TryTakeResult(out var result));
            Assert.Equal(AppendOutcome.Durable, result.Outcome);
            Assert.False(log.TryTakeResult(out _));
        }

        Assert.Equal(6UL, log.Head.Index);
        Assert.Equal([3UL, 5UL], log.Read(4).Select(block => block.First));
        Assert.Equal(3UL, log.Find(4)!.First);
        Assert.Null(log.Find(7));
        Assert.Null(log.Find(0));
        var digest = new byte[32];
        foreach (var stored in log.Read(1))
        {
            digest = stored.Block.ChainOn(digest);
            Assert.Equal(digest, stored.Digest);
        }

        Assert.Equal(digest, log.Head.Digest);
    }

    [Fact]
    public void A_log_in_memory_lets_its_oldest_blocks_fall_out()
    {
        using var log = new MemoryLog(mostBytes: 600);
        for (var i = 0; i < 10; i++)
            log.BeginAppend(Blocks.Of((s_said, "a")), () => { });
        Assert.Equal(10UL, log.Head.Index);
        Assert.Null(log.Find(1));
        Assert.NotNull(log.Find(10));
    }

    [Fact]
    public void A_log_in_memory_refuses_an_empty_block()
    {
        using var log = new MemoryLog();
        Assert.Throws<ArgumentException>(() => log.BeginAppend(Blocks.Of(), () => { }));
        Assert.Equal(LogHead.Empty, log.Head);
    }

    private static string Utf8(Entry entry) => Encoding.UTF8.GetString(entry.Text.Span);
}

file static class Joining
{
    public static byte[] Prepend(this byte[] first, ReadOnlyMemory<byte> then) =>
        [.. first, .. then.Span];

    public static byte[] Append(this ReadOnlyMemory<byte> first, byte then) =>
        [.. first.Span, then];
}
