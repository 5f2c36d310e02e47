using System.Security.Cryptography;
using System.Text;
using Hubbub.Protocols;

namespace Hubbub.Cli.Passwords;

/// <summary>
/// Who may come in, who may be operator. Checks run off the loop, two at once at most: whoever
/// tries many passwords keeps one another waiting, not the server.
/// </summary>
internal sealed class PasswordBook : IPasswords, IDisposable
{
    private readonly SemaphoreSlim _turns = new(2);
    private readonly PasswordHash? _serverHash;
    private readonly byte[]? _serverDigest;
    private readonly Dictionary<string, PasswordHash> _operators;
    private readonly (string Name, byte[] Digest)? _console;

    /// <summary>An unknown name takes as long as a known one.</summary>
    private readonly PasswordHash _nobody;

    private readonly IReadOnlyList<GatewayKey> _gateways;

    /// <param name="serverPassword">As it is typed, or as `hubbub hash-password` made it. Null: none is asked.</param>
    /// <param name="console">What the server's own console shows to come in, and to be operator; made for this run.</param>
    public PasswordBook(
        string? serverPassword,
        IReadOnlyDictionary<string, PasswordHash> operators,
        IReadOnlyList<GatewayKey>? gateways = null,
        (string Name, string Secret)? console = null
    )
    {
        _gateways = gateways ?? [];
        _console = console is var (name, secret) ? (name, Digest(secret)) : null;
        if (serverPassword is not null)
        {
            if (PasswordHash.TryParse(serverPassword, out var hash))
                _serverHash = hash;
            else
                _serverDigest = Digest(serverPassword);
        }

        _operators = new(operators, StringComparer.OrdinalIgnoreCase);
        _nobody = _operators.Values.FirstOrDefault() ?? new PasswordHash(1, [0], [0]);
    }

    public Task<bool> CheckServerAsync(string password)
    {
        if (IsConsole(password))
            return Task.FromResult(true);
        if (_serverHash is { } hash)
            return CheckAsync(() => hash.Fits(password));
        return Task.FromResult(
            _serverDigest is { } digest
                && CryptographicOperations.FixedTimeEquals(Digest(password), digest)
        );
    }

    public Task<bool> CheckOperatorAsync(string name, string password)
    {
        if (name == _console?.Name && IsConsole(password))
            return Task.FromResult(true);
        var isKnown = _operators.TryGetValue(name, out var hash);
        return CheckAsync(() => (hash ?? _nobody).Fits(password) && isKnown);
    }

    public Task<bool> CheckGatewayAsync(string password, string address)
    {
        // Who is not at a gateway's place is not worth a hash.
        var here = _gateways.Where(gateway => gateway.IsAt(address)).ToArray();
        return here.Length == 0
            ? Task.FromResult(false)
            : CheckAsync(() => here.Any(gateway => gateway.Password.Fits(password)));
    }

    public void Dispose() => _turns.Dispose();

    private async Task<bool> CheckAsync(Func<bool> check)
    {
        await _turns.WaitAsync();
        try
        {
            return await Task.Run(check);
        }
        finally
        {
            _turns.Release();
        }
    }

    private bool IsConsole(string password) =>
        _console is { } console
        && CryptographicOperations.FixedTimeEquals(Digest(password), console.Digest);

    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
