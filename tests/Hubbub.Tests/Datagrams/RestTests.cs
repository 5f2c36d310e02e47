using Hubbub.Datagrams;

namespace Hubbub.Tests.Datagrams;

/// <summary>What ten thousand silent connections do not keep.</summary>
public sealed class RestTests
{
    [Fact]
    public void Whoever_only_acknowledges_remembers_no_packet()
    {
        var sent = new SentPackets();
        for (var i = 0; i < 10; i++)
            Assert.True(sent.TryPass());
        Assert.Equal((10, 10), (sent.Base, sent.Next));

        sent.Add().State = SentState.InFlight;
        // One that awaits an answer stands before it: the numbers have to stay in order.
        Assert.False(sent.TryPass());
        sent.Add();
        sent[10].State = SentState.Acked;
        sent.Trim(0);
        Assert.Equal((12, 12), (sent.Base, sent.Next));
        Assert.True(sent.TryPass());
    }

    [Fact]
    public void A_cipher_that_was_given_back_works_for_the_next_key_and_no_more_for_the_last()
    {
        var first = Seal(1);
        var second = Seal(2);
        Assert.NotEqual(first, second);
        Assert.Equal(first, Seal(1));
        using var other = PacketCipher.Create(CipherKind.Aes256Gcm, KeyOf(2));
        Assert.False(other.TryOpen(new byte[12], [], first.AsSpan(0, 32), first.AsSpan(32)));
        Assert.True(other.TryOpen(new byte[12], [], second.AsSpan(0, 32), second.AsSpan(32)));
        Assert.Equal(new byte[32], second[..32]);
    }

    private static byte[] Seal(byte key)
    {
        var sealedText = new byte[32 + 16];
        using var cipher = PacketCipher.Create(CipherKind.Aes256Gcm, KeyOf(key));
        cipher.Seal(new byte[12], [], sealedText.AsSpan(0, 32), sealedText.AsSpan(32));
        return sealedText;
    }

    private static byte[] KeyOf(byte key) => [.. Enumerable.Repeat(key, 32)];
}
