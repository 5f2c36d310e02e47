using Hubbub.Datagrams;
using Hubbub.Files;

namespace Hubbub.Tests.Files;

public sealed class MessageTests
{
    private static readonly Message[] s_all =
    [
        new OfferBegins("ada@tea", 3),
        new OfferGoesOn([
            new(ItemKind.File, "ß/ファイル", 1L << 40, 0x1A4, 638_000_000_000_000_000),
            new(ItemKind.Folder, "empty", 0, 0, 0),
        ]),
        new Taken(),
        new Held(7, 123, new byte[Chunk.Digest]),
        new HeldAll(),
        new Agreed([1, 0, 1]),
        new Digests(new byte[3 * Chunk.Digest]),
        new Kept(1L << 45),
        new Complete(),
    ];

    [Fact]
    public void Every_message_comes_back_as_it_was()
    {
        foreach (var message in s_all)
            Assert.Equivalent(message, Read(MessageCodec.Write(message)), strict: true);
    }

    /// <summary>docs/files.md, by hand: a program of another hand must read these bytes.</summary>
    [Theory]
    [InlineData(0, "01 09 07 61646140746561 03")]
    [InlineData(
        3,
        "04 23 07 407B 0000000000000000000000000000000000000000000000000000000000000000"
    )]
    [InlineData(7, "08 08 C000200000000000")]
    [InlineData(8, "09 00")]
    public void The_bytes_are_those_of_the_document(int which, string hex) =>
        Assert.Equal(
            Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)),
            MessageCodec.Write(s_all[which])
        );

    [Fact]
    public void Given_any_bytes_then_reading_never_throws_and_what_is_read_can_be_written()
    {
        var dice = new Random(1);
        for (var i = 0; i < 100_000; i++)
        {
            var bytes = Any(dice);
            if (bytes.Length == 0)
                continue;
            if (MessageCodec.Read(bytes[0], bytes.AsSpan(1)) is not { } message)
                continue;
            var again = MessageCodec.Write(message);
            Assert.Equivalent(message, Read(again), strict: true);
        }
    }

    [Fact]
    public void Pages_hold_everything_in_order_and_fit()
    {
        var items = Enumerable
            .Range(0, 5_000)
            .Select(i => new OfferedItem(
                ItemKind.File,
                $"{i}{new string('x', i % 200)}",
                i,
                0x1FF,
                DateTime.MaxValue.Ticks
            ))
            .ToList();
        var pages = MessageCodec.Pages(items).ToList();
        Assert.Equal(items, pages.SelectMany(page => page.Items));
        Assert.All(pages, page => Assert.NotNull(Read(MessageCodec.Write(page))));
    }

    [Fact]
    public void The_longest_path_fits_into_a_page()
    {
        var item = new OfferedItem(
            ItemKind.File,
            new string('x', OfferLimits.LongestPath),
            OfferLimits.MostSize,
            0x1FF,
            DateTime.MaxValue.Ticks
        );
        Assert.Equal(item, Assert.Single(Assert.Single(MessageCodec.Pages([item])).Items));
    }

    private static Message? Read(byte[] whole)
    {
        var reader = new WireReader(whole);
        var kind = reader.Byte();
        var size = reader.Varint();
        Assert.Equal(size, reader.Remaining);
        return MessageCodec.Read(kind, reader.Bytes(size));
    }

    /// <summary>Noise, or a message with some of its bytes changed or cut off.</summary>
    private static byte[] Any(Random dice)
    {
        byte[] bytes;
        if (dice.Next(4) == 0)
        {
            bytes = new byte[1 + dice.Next(60)];
            dice.NextBytes(bytes);
            bytes[0] %= 12;
            return bytes;
        }

        var whole = MessageCodec.Write(s_all[dice.Next(s_all.Length)]);
        bytes = [whole[0], .. whole.AsSpan(whole.Length > 65 ? 3 : 2)];
        for (var i = dice.Next(3); i > 0; i--)
            bytes[dice.Next(bytes.Length)] ^= (byte)(1 << dice.Next(8));
        return dice.Next(4) == 0 ? bytes[..dice.Next(bytes.Length + 1)] : bytes;
    }
}
