using Hubbub.Cli.Screen;
using Hubbub.Cli.Serve;
using Hubbub.Client.Connecting;
using Hubbub.Client.Dropping;
using Hubbub.Client.Trust;

namespace Hubbub.Cli.Transfers;

/// <summary>The way to a server's drop, for all who bring and fetch.</summary>
internal static class DropDoor
{
    /// <param name="room">To come into; null: none.</param>
    /// <param name="trust">A fingerprint that is the server's from now on; null: what is remembered counts.</param>
    /// <param name="tell">Told what there is to be told of its identity.</param>
    /// <exception cref="CannotException">It cannot be reached, or does not let us in: why.</exception>
    public static async Task<DropSession> OpenAsync(
        Destination destination,
        DropOptions options,
        string? room,
        string? trust,
        Action<string> tell,
        CancellationToken ct
    )
    {
        var known = new KnownServers(UserFolder.PathOf("known-servers"), TimeProvider.System);
        if (trust is not null)
            known.Trust(destination, trust);
        var doorkeeper = new Doorkeeper(destination, known, tell);
        var nick = options.Nick ?? LoginName.Now;
        var password = TextFiles.ReadPassword(options.PasswordFile);
        try
        {
            return await DropSession.OpenAsync(
                destination,
                fingerprint => doorkeeper.Refuse("identity", fingerprint),
                nick,
                password,
                room,
                ct
            );
        }
        catch (ConnectException e)
        {
            throw new CannotException(
                $"Cannot use the drop at {Visible.Of(destination.Host)}, port {destination.Port}: {Visible.Of(e.Message.TrimEnd('.'))}.",
                e
            );
        }
    }
}
