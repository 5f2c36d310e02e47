using Hubbub.Datagrams;

namespace Hubbub.Tests.Datagrams;

/// <summary>Known answers, computed by another implementation of HKDF, AES-GCM and ChaCha20-Poly1305.</summary>
public sealed class KeyScheduleTests
{
    private const long Number = 0x11_2233_4455;
    private static readonly byte[] s_master = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    [Theory]
    [InlineData("", "fbe4b1db0b7ee3c740efa1e88e5a3bd37e9e63d5792752f5064b43555f97b0c9")]
    [InlineData("22", "f0926e6c10f7df4255267f188f709515131b530a341cde14415129209b7ef42a")]
    public void A_shared_secret_is_extracted_with_the_introduction_as_salt(
        string salt,
        string prk
    ) =>
        Assert.Equal(
            prk,
            Hex(
                KeySchedule.Extract(
                    Repeat(0x11),
                    salt.Length == 0 ? [] : Repeat(Convert.ToByte(salt, 16))
                )
            )
        );

    [Fact]
    public void The_transcript_gives_the_welcomes_key_the_master_secret_and_what_is_signed()
    {
        var transcript = new Transcript(Repeat(0x11), [], "hello"u8, "welcome"u8);
        var whole = transcript.Whole("said"u8);
        Assert.Equal(
            "7d50419dd89ad846089b3375d8aee4e81f196f0e97e17fcae7bb517382352a72",
            Hex(transcript.Master(whole))
        );
        Assert.Equal(
            "0c70b0c228fe331834f3effbf9a2dc300eda0d8ed47d1a2624e24ea7d7270049",
            Hex(KeySchedule.Signed(whole))
        );
    }

    [Theory]
    [InlineData("client", 32, "d5d3aa705d21b7c3794e9e208165904799d9a2d1b027eaff6b10b914ec51fe6d")]
    public void Each_direction_has_its_secret(string label, int size, string secret) =>
        Assert.Equal(secret, Hex(KeySchedule.Derive(s_master, label, [], size)));

    [Theory]
    [InlineData(0, "800102030405060708223344552892c1129bbeb649425daafe0bfde953b6")]
    [InlineData(1, "80010203040506070822334455997a1258fc5613ee7b96b3d39a90b602da")]
    public void A_packet_is_sealed_to_these_bytes_and_opened_again(int kind, string sealedHex)
    {
        var packet = Plain();
        using var client = new PacketProtection((CipherKind)kind, s_master, isClient: true);
        using var server = new PacketProtection((CipherKind)kind, s_master, isClient: false);
        client.Seal(Number, packet, Packet.ShortHeader);
        Assert.Equal(sealedHex, Hex(packet));
        Assert.True(server.TryOpen(Number, phase: false, packet, Packet.ShortHeader));
        Assert.Equal(1, packet[Packet.ShortHeader]);
    }

    [Fact]
    public void The_next_phase_has_these_bytes_and_the_receiver_follows()
    {
        using var client = new PacketProtection(CipherKind.Aes256Gcm, s_master, isClient: true)
        {
            PhaseLength = 10,
        };
        using var server = new PacketProtection(CipherKind.Aes256Gcm, s_master, isClient: false);
        var late = Plain();
        Assert.False(client.PhaseFor(9));
        client.Seal(9, late, Packet.ShortHeader);
        var packet = Plain();
        Assert.True(client.PhaseFor(Number));
        packet[0] |= 0x10;
        client.Seal(Number, packet, Packet.ShortHeader);
        Assert.Equal("90010203040506070822334455b4b43ed583e2791107ee5e96d56ae3b62c", Hex(packet));
        Assert.True(server.TryOpen(Number, phase: true, packet, Packet.ShortHeader));
        Assert.True(server.TryOpen(9, phase: false, late, Packet.ShortHeader));
        Assert.Equal(0, server.Forged);
    }

    [Fact]
    public void A_bit_turned_anywhere_is_seen()
    {
        for (var bit = 0; bit < (Packet.ShortHeader + 1 + Packet.Tag) * 8; bit++)
        {
            var packet = Plain();
            using var client = new PacketProtection(CipherKind.Aes256Gcm, s_master, true);
            using var server = new PacketProtection(CipherKind.Aes256Gcm, s_master, false);
            client.Seal(Number, packet, Packet.ShortHeader);
            packet[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(server.TryOpen(Number, phase: false, packet, Packet.ShortHeader));
            Assert.Equal(1, server.Forged);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void The_fast_cipher_and_the_managed_one_are_the_same(int kind)
    {
        var dice = new Random(kind);
        using var fast = PacketCipher.Create((CipherKind)kind, s_master);
        using var managed = PacketCipher.CreateManaged((CipherKind)kind, s_master);
        var nonce = new byte[12];
        for (var size = 0; size < 3_000; size += 1 + dice.Next(60))
        {
            dice.NextBytes(nonce);
            var plain = new byte[size];
            dice.NextBytes(plain);
            var (one, other) = (plain.ToArray(), plain.ToArray());
            var (oneTag, otherTag) = (new byte[16], new byte[16]);
            fast.Seal(nonce, nonce.AsSpan(0, 9), one, oneTag);
            managed.Seal(nonce, nonce.AsSpan(0, 9), other, otherTag);
            Assert.Equal(other, one);
            Assert.Equal(otherTag, oneTag);
            Assert.True(fast.TryOpen(nonce, nonce.AsSpan(0, 9), other, otherTag));
            Assert.True(managed.TryOpen(nonce, nonce.AsSpan(0, 9), one, oneTag));
            Assert.Equal(plain, one);
            Assert.Equal(plain, other);
            oneTag[dice.Next(16)] ^= 1;
            Assert.False(fast.TryOpen(nonce, nonce.AsSpan(0, 9), other, oneTag));
        }
    }

    [Fact]
    public void A_fingerprint_is_the_hash_of_the_public_key()
    {
        var fingerprint = Fingerprint.Of("abc"u8);
        Assert.Equal(
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            fingerprint.ToString()
        );
        Assert.True(Fingerprint.TryParse(fingerprint.Hex.ToUpperInvariant(), out var same));
        Assert.Equal(fingerprint, same);
        Assert.False(Fingerprint.TryParse("ba78", out _));
    }

    [Fact]
    public void An_identity_is_the_same_after_export_and_import()
    {
        using var identity = Identity.Create();
        using var same = Identity.Import(identity.Export());
        Assert.Equal(identity.Fingerprint, same.Fingerprint);
        var signature = new byte[Identity.SignatureSize];
        var hash = KeySchedule.Hash("a"u8, "b"u8);
        same.Sign(hash, signature);
        Assert.True(Identity.IsSigned(identity.PublicKey, hash, signature));
        signature[7] ^= 1;
        Assert.False(Identity.IsSigned(identity.PublicKey, hash, signature));
        var tokens = new byte[2][];
        foreach (var (i, key) in new[] { identity, same }.Index())
            key.ResetToken(new ConnectionId(7), tokens[i] = new byte[16]);
        Assert.Equal(tokens[0], tokens[1]);
    }

    private static byte[] Plain()
    {
        var packet = new byte[Packet.ShortHeader + 1 + Packet.Tag];
        Packet.WriteShort(packet, new(0x0102_0304_0506_0708), Number, false, false, 0);
        packet[Packet.ShortHeader] = 1;
        return packet;
    }

    private static byte[] Repeat(byte value) => [.. Enumerable.Repeat(value, 32)];

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
