using System.Security.Cryptography;
using System.Text;

namespace Hubbub.Net.Telling;

/// <summary>
/// Shown hosts: the same for the same address, and telling nobody which address that is. An
/// address itself never reaches the log.
/// </summary>
internal sealed class Cloak(byte[] key)
{
    public string Of(string address)
    {
        var hash = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(address));
        return Convert.ToHexStringLower(hash.AsSpan(0, 6)) + ".guest";
    }
}
