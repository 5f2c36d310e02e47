using System.Text;
using FsCheck.Fluent;
using Hubbub.Core;
using Hubbub.Protocols;
using Hubbub.Tests.Log;

namespace Hubbub.Tests.History;

public sealed class MessageTokenTests
{
    private static readonly MessageTokens s_tokens = new(KeyOf(1));

    [Fact]
    public void A_token_has_one_length_and_is_read_back() =>
        Prop.ForAll(
                Gen.Choose(0, int.MaxValue).Zip(Gen.Choose(0, ushort.MaxValue)).ToArbitrary(),
                pair =>
                {
                    var id = new MessageId((ulong)pair.Item1 << 20, pair.Item2);
                    var token = s_tokens.TextOf(id);
                    return token.Length == MessageTokens.Length
                        && token.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
                        && s_tokens.TryRead(Encoding.ASCII.GetBytes(token), out var read)
                        && read == id;
                }
            )
            .Check();

    [Fact]
    public void Neighbours_look_nothing_alike()
    {
        var tokens = Enumerable
            .Range(1, 1000)
            .Select(i => s_tokens.TextOf(new MessageId((ulong)i, 0)))
            .ToList();
        Assert.Equal(1000, tokens.Select(token => token[..8]).Distinct().Count());
    }

    [Fact]
    public void Tokens_of_another_log_or_made_up_are_refused()
    {
        using var other = new MessageTokens(KeyOf(2));
        var foreign = other.TextOf(new MessageId(7, 0));
        Assert.False(s_tokens.TryRead(Encoding.ASCII.GetBytes(foreign), out _));
        Assert.False(s_tokens.TryRead("AAAAAAAAAAAAAAAAAAAAAA"u8, out _));
        Assert.False(s_tokens.TryRead("7"u8, out _));
        Assert.False(s_tokens.TryRead("!!!!!!!!!!!!!!!!!!!!!!"u8, out _));
        Assert.False(s_tokens.TryRead(default, out _));
    }

    private static byte[] KeyOf(byte seed) =>
        Enumerable.Range(0, MessageTokens.KeyLength).Select(i => (byte)(seed * 31 + i)).ToArray();
}
