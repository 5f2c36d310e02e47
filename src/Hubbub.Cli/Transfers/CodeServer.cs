using System.Net;
using Hubbub.Cli.Serve;
using Hubbub.Client.Connecting;
using Hubbub.Client.Trust;
using Hubbub.Client.Whispering;

namespace Hubbub.Cli.Transfers;

/// <summary>The server at which two meet by a code: it passes their notes on, and learns nothing from them.</summary>
internal sealed class CodeServer(Destination via, string? passwordFile, ITransferShow show)
{
    public string Words => $"{via.Host}, port {via.Port}";

    /// <summary>The name under which the one who has drawn a code waits.</summary>
    public static string NameOf(int slot) => $"send-{slot}";

    /// <exception cref="CannotException">It cannot be reached, or lets nobody in: why.</exception>
    public async Task<Whispers> ComeAsync(Func<int, string> name, CancellationToken ct)
    {
        var known = new KnownServers(UserFolder.PathOf("known-servers"), TimeProvider.System);
        var dialer = new Dialer(via, known, text => show.Note("identity", text));
        try
        {
            return await Whispers.ComeAsync(
                await dialer.DialAsync(ct),
                name,
                TextFiles.ReadPassword(passwordFile),
                ct
            );
        }
        catch (Exception e) when (e is ConnectException or IOException)
        {
            throw new CannotException($"Cannot meet at {Words}: {e.Message}", e);
        }
    }

    public async Task<IReadOnlyList<IPEndPoint>> AddressesAsync(CancellationToken ct) =>
        [
            .. (await HostNames.ResolveAsync(via.Host, ct)).Select(address => new IPEndPoint(
                address,
                via.Port
            )),
        ];
}
