using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Hubbub.Protocols;
using Hubbub.Storage;

namespace Hubbub.Cli.Passwords;

/// <summary>
/// The tokens of programs, in <c>tokens.json</c> in the data folder or in memory: of each its
/// SHA-256 only. A token is 24 random bytes, so a plain hash does not give it away.
/// </summary>
internal sealed class TokenBook : IBotTokens
{
    /// <summary>Each has a session while it is used.</summary>
    private const int Most = 100;

    private const int Bytes = 24;

    private readonly string? _file;
    private readonly Lock _turn = new();
    private volatile KeptToken[] _kept;

    private TokenBook(string? file, KeptToken[] kept) => (_file, _kept) = (file, kept);

    public IReadOnlyList<BotToken> All =>
        _kept.Select(one => new BotToken(one.Name, one.MadeBy, one.MadeAt)).ToArray();

    public static TokenBook InMemory() => new(file: null, []);

    /// <exception cref="StorageException">The file cannot be read.</exception>
    public static TokenBook In(DataFolder folder)
    {
        var file = folder.PathOf("tokens.json");
        if (!File.Exists(file))
            return new TokenBook(file, []);
        try
        {
            var kept = JsonSerializer.Deserialize(
                File.ReadAllBytes(file),
                TokenJson.Default.KeptTokenArray
            );
            return new TokenBook(file, kept ?? []);
        }
        catch (Exception e) when (e is IOException or JsonException or UnauthorizedAccessException)
        {
            throw new StorageException(
                $"{file}, which holds the tokens of programs, cannot be read: {e.Message} Move it away, then make new tokens."
            );
        }
    }

    public string? NameOf(string token)
    {
        var hash = HashOf(token);
        return _kept.FirstOrDefault(one => one.Sha256 == hash)?.Name;
    }

    public string? Make(string name, string madeBy)
    {
        lock (_turn)
        {
            if (_kept.Length >= Most || _kept.Any(one => IsFor(one, name)))
                return null;
            var token = "hub_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
            Keep([
                .. _kept,
                new KeptToken(name, HashOf(token), madeBy, TimeProvider.System.GetUtcNow()),
            ]);
            return token;
        }
    }

    public bool Revoke(string name)
    {
        lock (_turn)
        {
            var rest = _kept.Where(one => !IsFor(one, name)).ToArray();
            if (rest.Length == _kept.Length)
                return false;
            Keep(rest);
            return true;
        }
    }

    private static bool IsFor(KeptToken one, string name) =>
        NameRules.Fold(one.Name) == NameRules.Fold(name);

    private static string HashOf(string token) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>The old file stays until the new one is whole.</summary>
    private void Keep(KeptToken[] all)
    {
        if (_file is not null)
        {
            var half = _file + ".new";
            using (var stream = File.Create(half))
            {
                stream.Write(
                    JsonSerializer.SerializeToUtf8Bytes(all, TokenJson.Default.KeptTokenArray)
                );
                stream.Flush(flushToDisk: true);
            }

            File.Move(half, _file, overwrite: true);
        }

        _kept = all;
    }
}

internal sealed record KeptToken(string Name, string Sha256, string MadeBy, DateTimeOffset MadeAt);

[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(KeptToken[]))]
internal sealed partial class TokenJson : JsonSerializerContext;
