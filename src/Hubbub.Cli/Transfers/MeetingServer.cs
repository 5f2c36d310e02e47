using System.Net;
using Hubbub.Cli.Serve;
using Hubbub.Client.Connecting;
using Hubbub.Client.Trust;
using Hubbub.Client.Whispering;

namespace Hubbub.Cli.Transfers;

/// <summary>The server at which two meet: it passes their notes on, and learns nothing from them.</summary>
/// <param name="tag">What the notes are about: one of <see cref="NoteTags"/>.</param>
internal sealed class MeetingServer(
    Destination via,
    string? passwordFile,
    string tag,
    ITransferShow show
)
{
    public string Words => $"{via.Host}, port {via.Port}";

    /// <summary>The name under which the one who has drawn a code waits.</summary>
    public static string NameOf(int slot) => $"send-{slot}";

    /// <summary>A fingerprint that is the server's from now on; null: what is remembered counts.</summary>
    public string? Trust { get; init; }

    /// <exception cref="CannotException">It cannot be reached, or lets nobody in: why.</exception>
    public async Task<Whispers> ComeAsync(Func<int, string> name, CancellationToken ct)
    {
        var known = new KnownServers(UserFolder.PathOf("known-servers"), TimeProvider.System);
        if (Trust is not null)
            known.Trust(via, Trust);
        var dialer = new Dialer(via, known, text => show.Note("identity", text));
        try
        {
            return await Whispers.ComeAsync(
                await dialer.DialAsync(ct),
                tag,
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

    public Task<IReadOnlyList<IPEndPoint>> AddressesAsync(CancellationToken ct) =>
        HostNames.ResolveAsync(via, ct);
}
