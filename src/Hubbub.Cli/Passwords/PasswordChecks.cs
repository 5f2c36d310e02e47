using System.Security.Cryptography;
using System.Text;
using Hubbub.Cli.Serving;
using Hubbub.Protocols;

namespace Hubbub.Cli.Passwords;

/// <summary>Checks outside the loop, few at a time: hashing is slow on purpose.</summary>
/// <param name="serverPassword">Null: none is asked for.</param>
internal sealed class PasswordChecks(
    string? serverPassword,
    IReadOnlyList<OperatorOptions> operators
) : IPasswords
{
    private const int AtOnce = 2;

    /// <summary>What is checked when there is no such operator, so that names cannot be told apart by time.</summary>
    private static readonly Lazy<string> s_nobody = new(() => PasswordHash.Make("nobody"));

    private readonly SemaphoreSlim _checking = new(AtOnce);

    public Task<bool> CheckServerAsync(string password) =>
        Task.FromResult(
            serverPassword is null
                || CryptographicOperations.FixedTimeEquals(
                    SHA256.HashData(Encoding.UTF8.GetBytes(password)),
                    SHA256.HashData(Encoding.UTF8.GetBytes(serverPassword))
                )
        );

    public async Task<bool> CheckOperatorAsync(string name, string password)
    {
        var known = operators.FirstOrDefault(o => o.Name == name);
        await _checking.WaitAsync();
        try
        {
            var hash = known?.Password ?? s_nobody.Value;
            return await Task.Run(() => PasswordHash.Verify(password, hash)) && known is not null;
        }
        finally
        {
            _checking.Release();
        }
    }
}
