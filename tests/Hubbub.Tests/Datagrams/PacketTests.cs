using FsCheck.Fluent;
using Hubbub.Datagrams;
using Hubbub.Tests.Log;

namespace Hubbub.Tests.Datagrams;

public sealed class PacketTests
{
    private static readonly byte[] s_random = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private static readonly byte[] s_key = [.. Enumerable.Range(100, 64).Select(i => (byte)i)];

    /// <summary>RFC 9000, appendix A.1, "Sample Variable-Length Integer Decoding".</summary>
    [Theory]
    [InlineData("c2197c5eff14e88c", 151_288_809_941_952_652)]
    [InlineData("9d7f3e7d", 494_878_333)]
    [InlineData("7bbd", 15_293)]
    [InlineData("25", 37)]
    public void A_varint_is_that_of_rfc_9000(string hex, long value)
    {
        var bytes = Convert.FromHexString(hex);
        Assert.Equal(bytes.Length, Varint.TryRead(bytes, out var read));
        Assert.Equal(value, read);
        var written = new byte[8];
        Assert.Equal(bytes, written[..Varint.Write(written, value)]);
        Assert.Equal(0, Varint.TryRead(bytes.AsSpan(1..1), out _));
        Assert.Equal(0, Varint.TryRead(bytes.AsSpan(..^1), out _));
    }

    [Fact]
    public void Any_varint_is_read_back() =>
        Prop.ForAll<long>(
                ArbMap.Default.ArbFor<long>(),
                any =>
                {
                    var value = any & Varint.Most;
                    var bytes = new byte[8];
                    var size = Varint.Write(bytes, value);
                    return size == Varint.Size(value)
                        && Varint.TryRead(bytes, out var read) == size
                        && read == value;
                }
            )
            .Check();

    /// <summary>RFC 9000, A.3: the number nearest to the one expected.</summary>
    [Theory]
    [InlineData(-1, 0, 0)]
    [InlineData(0, 1, 1)]
    [InlineData(0xFFFF_FFFFL, 0, 0x1_0000_0000L)]
    [InlineData(0x1_0000_0000L, 0xFFFF_FFFF, 0xFFFF_FFFFL)]
    [InlineData(0x1_0000_0000L, 0x8000_0000, 0x1_8000_0000L)]
    [InlineData(0x7_FFFF_FFFFL, 5, 0x8_0000_0005L)]
    public void A_packet_number_is_made_whole(long largest, uint low, long whole) =>
        Assert.Equal(whole, Packet.WholeNumber(low, largest));

    [Fact]
    public void A_packet_number_near_the_largest_is_always_found() =>
        Prop.ForAll<(int, int)>(
                ArbMap.Default.ArbFor<(int, int)>(),
                any =>
                {
                    var largest = (long)(uint)any.Item1 << 8;
                    var number = Math.Max(0, largest + (any.Item2 / 4));
                    return Packet.WholeNumber((uint)number, largest) == number;
                }
            )
            .Check();

    /// <summary>"0x80–0xBF never begins UTF-8 text."</summary>
    [Theory]
    [InlineData("ada")]
    [InlineData("Quit")]
    [InlineData("ж")]
    [InlineData("名")]
    [InlineData("🙂")]
    [InlineData(" ")]
    [InlineData("")]
    public void A_line_is_never_taken_for_a_packet(string line) =>
        Assert.Equal(PacketKind.Foreign, Packet.KindOf(System.Text.Encoding.UTF8.GetBytes(line)));

    [Fact]
    public void A_hello_has_these_bytes()
    {
        var bytes = new byte[Packet.Base];
        new Hello
        {
            Client = new(0x1122_3344_5566_7788),
            Random = s_random,
            PublicKey = s_key,
            Ciphers = 3,
            Cookie = new byte[] { 0xAA, 0xBB },
            Parameters = new byte[] { 0x01, 0x7A, 0x98 },
        }.Write(bytes);
        Assert.Equal(
            "a101"
                + "0000000000000000"
                + "1122334455667788"
                + Convert.ToHexStringLower(s_random)
                + Convert.ToHexStringLower(s_key)
                + "03"
                + "00"
                + "02aabb"
                + "03017a98"
                + "00",
            Convert.ToHexStringLower(bytes)[..(2 * (18 + 32 + 64 + 1 + 1 + 3 + 4 + 1))]
        );
        Assert.Equal(PacketKind.Hello, Packet.KindOf(bytes));
        Assert.True(Hello.TryRead(bytes, out var hello));
        Assert.Equal(new ConnectionId(0x1122_3344_5566_7788), hello.Client);
        Assert.True(hello.Cookie.SequenceEqual(new byte[] { 0xAA, 0xBB }));
        Assert.False(Hello.TryRead(bytes.AsSpan(..^1), out _), "1199 bytes bring too little");
    }

    [Fact]
    public void Retry_refusal_welcome_and_finish_have_these_bytes()
    {
        var to = new byte[400];
        var size = new Retry
        {
            Client = new(1),
            Random = s_random,
            Cookie = new byte[] { 9 },
        }.Write(to);
        var random = Convert.ToHexStringLower(s_random);
        Assert.Equal($"a201{1L:x16}{0L:x16}{random}0109", Hex(to, size));
        size = new Refusal
        {
            Client = new(1),
            Random = s_random,
            Reason = RefusalReason.Version,
        }.Write(to);
        Assert.Equal($"a401{1L:x16}{0L:x16}{random}01", Hex(to, size));
        var writer = new WireWriter(to);
        new Welcome
        {
            Client = new(1),
            Server = new(2),
            PublicKey = s_key,
            Cipher = CipherKind.ChaCha20Poly1305,
            Ticket = new byte[] { 7, 7 },
        }.WriteHeader(ref writer);
        Assert.Equal(
            $"a301{1L:x16}{2L:x16}{Convert.ToHexStringLower(s_key)}01020707",
            Hex(to, writer.Position)
        );
        writer = new WireWriter(to);
        new Finish
        {
            Server = new(2),
            Client = new(1),
            Number = 5,
            Ticket = new byte[] { 7, 7 },
        }.WriteHeader(ref writer);
        Assert.Equal($"a501{2L:x16}{1L:x16}00000005020707", Hex(to, writer.Position));
        Assert.Equal(Finish.HeaderSize(2), writer.Position);
    }

    [Fact]
    public void Parameters_are_read_back_unknown_ones_passed_over_and_wrong_ones_refused()
    {
        var bytes = new byte[64];
        var said = new Parameters
        {
            IdleTimeout = TimeSpan.FromSeconds(30),
            LargestDatagram = 1452,
            StreamWindow = 4096,
            Streams = 3,
        };
        var size = said.Write(bytes);
        bytes[size] = 0x3F;
        bytes[size + 1] = 0x01;
        Assert.True(Parameters.TryRead(bytes.AsSpan(0, size + 2), out var read));
        Assert.Equal(said, read);
        Assert.False(Parameters.TryRead(bytes.AsSpan(0, size + 1), out _), "cut off");
        Assert.False(Parameters.TryRead([4, 1, 4, 1], out _), "one twice");
        Assert.False(Parameters.TryRead([2, 10], out _), "ten bytes carry nothing");
    }

    [Fact]
    public void Whatever_comes_no_parser_throws() =>
        Prop.ForAll<byte[]>(
                ArbMap.Default.ArbFor<byte[]>(),
                any =>
                {
                    for (var first = 0x80; first < 0xC0; first++)
                        Read([(byte)first, .. any]);
                    Read([0xA1, .. any, .. new byte[Packet.Base]]);
                    Read([0xA5, .. new byte[21], .. any]);
                    return true;
                }
            )
            .Check();

    private static void Read(byte[] bytes)
    {
        Packet.KindOf(bytes);
        Packet.TryReadShort(bytes, out _);
        Hello.TryRead(bytes, out _);
        Retry.TryRead(bytes, out _);
        Refusal.TryRead(bytes, out _);
        Welcome.TryRead(bytes, out _);
        WelcomeBody.TryRead(bytes, out _);
        Finish.TryRead(bytes, out _);
        Parameters.TryRead(bytes, out _);
    }

    private static string Hex(byte[] bytes, int size) => Convert.ToHexStringLower(bytes[..size]);
}
