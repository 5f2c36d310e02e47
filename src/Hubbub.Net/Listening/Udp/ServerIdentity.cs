using System.Security.Cryptography;
using Hubbub.Datagrams;

namespace Hubbub.Net.Listening.Udp;

/// <summary>
/// The key by which clients over UDP know the server again: made when the first of them comes, and kept. No
/// cryptography is touched before.
/// </summary>
/// <param name="folder">Where it is kept (<c>udp.pem</c>, 0600). Null: in memory only.</param>
/// <param name="fingerprint">Told the SHA-256 of its public part (hex pairs with colons) at its first use.</param>
public sealed class ServerIdentity(string? folder, Action<string> fingerprint)
{
    internal const string FileName = "udp.pem";

    private readonly Lock _gate = new();
    private byte[]? _key;

    /// <summary>One for each caller, who disposes it.</summary>
    /// <exception cref="CryptographicException">The file holds no such key.</exception>
    public Identity Take()
    {
        lock (_gate)
        {
            if (_key is not null)
                return Identity.Import(_key);
            var identity = LoadOrMake();
            _key = identity.Export();
            fingerprint(WithColons(identity.Fingerprint.Hex));
            return identity;
        }
    }

    private Identity LoadOrMake()
    {
        if (folder is null)
            return Identity.Create();
        var file = Path.Combine(folder, FileName);
        if (File.Exists(file))
            return Load(file);
        var made = Identity.Create();
        KeyFile.Keep(file, PemEncoding.WriteString("PRIVATE KEY", made.Export()) + "\n");
        return made;
    }

    private static Identity Load(string file)
    {
        var text = File.ReadAllText(file);
        if (!PemEncoding.TryFind(text, out var found))
            throw new CryptographicException($"{file} holds no PEM");
        return Identity.Import(Convert.FromBase64String(text[found.Base64Data]));
    }

    private static string WithColons(string hex) =>
        string.Join(':', hex.ToUpperInvariant().Chunk(2).Select(pair => new string(pair)));
}
