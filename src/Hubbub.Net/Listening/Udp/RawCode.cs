using System.Security.Cryptography;
using System.Text;
using Hubbub.Datagrams;

namespace Hubbub.Net.Listening.Udp;

/// <summary>
/// A code that whoever receives what is sent to an address can repeat, and hardly anybody else can guess. Nothing is
/// kept of anybody: it is made from the address and the minute.
/// </summary>
internal sealed class RawCode(TimeProvider time)
{
    /// <summary>As short as a name may be with the end of its line: ten million codes.</summary>
    public const int Length = 4;

    /// <summary>Codes that are sent, and guesses that are looked at, each second.</summary>
    private const int PerSecond = 20;

    /// <summary>Those that nobody takes for another.</summary>
    private const string Letters = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRTUVWXY346789";

    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(1);

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly long _born = time.GetTimestamp();
    private long _second;
    private int _spent;

    private TimeSpan Age => time.GetElapsedTime(_born);

    private long Window => (long)(Age / s_window);

    /// <summary>False: too many were asked for in this second.</summary>
    public bool TrySpend()
    {
        var second = (long)Age.TotalSeconds;
        if (second != _second)
            (_second, _spent) = (second, 0);
        return _spent++ < PerSecond;
    }

    public string For(PeerAddress from) => Make(from, Window);

    /// <summary>The code of this minute or the one before.</summary>
    public bool IsRight(PeerAddress from, ReadOnlySpan<byte> said)
    {
        said = said.Trim(" \t\r\n"u8);
        return IsSame(Make(from, Window), said) || IsSame(Make(from, Window - 1), said);
    }

    private static bool IsSame(string code, ReadOnlySpan<byte> said) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(code), said);

    private string Make(PeerAddress from, long window)
    {
        var hash = HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes($"{window} {from}"));
        var number = BitConverter.ToUInt64(hash);
        var code = new char[Length];
        for (var i = 0; i < Length; i++, number /= (uint)Letters.Length)
            code[i] = Letters[(int)(number % (uint)Letters.Length)];
        return new string(code);
    }
}
