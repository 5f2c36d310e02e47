using Hubbub.Cli.Passwords;
using Hubbub.Cli.Screen;
using Hubbub.Cli.Serve.AtConsole;
using Hubbub.Client.Talking;
using Hubbub.Core;
using Hubbub.Datagrams;
using Hubbub.Net;
using Hubbub.Net.Announcing;
using Hubbub.Net.History;
using Hubbub.Net.Listening;
using Hubbub.Net.Listening.Tls;
using Hubbub.Net.Listening.Udp;
using Hubbub.Net.Loop;
using Hubbub.Node;
using Hubbub.Protocols;
using Hubbub.Protocols.Drop;
using Hubbub.Storage;

namespace Hubbub.Cli.Serve;

/// <summary>`hubbub serve`: puts the parts together, and takes them apart at the end.</summary>
internal sealed class ServeCommand(ServeOptions options)
{
    private const string EndReason = "The server is closing.";

    /// <summary>With the two seconds that telling everyone may take: who does not read is cut off.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromMilliseconds(300);

    public Task<int> RunAsync(CancellationToken ct) =>
        RunAsync(
            (secret, output) =>
                ServerConsole.IsPossible(options)
                    ? new ServerConsole(options, secret, output)
                    : null,
            ct
        );

    /// <param name="sit">Who sits at the console, by the password made for this run; null: nobody.</param>
    public async Task<int> RunAsync(Func<string, LineOut, IConsole?> sit, CancellationToken ct)
    {
        using var stop = new StopSignal();
        await using var output = new LineOut(Console.Out);
        var secret = ServerConsole.MakeSecret();
        var console = sit(secret, output);
        var notices =
            console?.Notices ?? Notices.For(options.LogFormat, !Console.IsOutputRedirected, output);
        try
        {
            notices.Ended(await ServeAsync(notices, console, secret, stop.Asked, ct));
            return ExitCode.Done;
        }
        catch (Exception e)
            when (e
                    is ListenException
                        or StorageException
                        or LogDamagedException
                        or LogFailedException
                        or TooNewException
            )
        {
            throw new CannotException(e.Message, e);
        }
    }

    /// <returns>Why it has ended.</returns>
    private async Task<string> ServeAsync(
        INotices notices,
        IConsole? console,
        string secret,
        Task stop,
        CancellationToken ct
    )
    {
        var motd = TextFiles.ReadMotd(options.MotdFile);
        var password = TextFiles.ReadPassword(options.PasswordFile);
        using var passwords = new PasswordBook(
            password,
            options.Operators,
            options.Gateways,
            console is null ? null : (ServerConsole.Operator, secret)
        );
        var relays = options is { Relay: > 0, TalkOnly: false }
            ? new RelayTable(options.Relay, TimeProvider.System)
            : null;
        var listening = new ListenerOptions
        {
            Hosts = options.Hosts,
            Port = options.Port,
            ServerName = options.Name,
            LobbyName = options.TalkOnly ? TalkOptions.Room : Settings.Default.LobbyName,
            Certificates = Certificate(notices),
            Udp = new UdpOptions
            {
                Identity = new ServerIdentity(options.DataFolder, notices.UdpFingerprint),
                Warn = notices.Warn,
                RawOnNetwork = options.RawOnNetwork,
                Relays = relays,
            },
        };
        // First of all the port: "in use" is what a second start on the same data is to be told.
        await using var listener = await Listener.BindAsync(listening, ct);
        await using var data = options.DataFolder is { } folder
            ? DataParts.InFolder(folder, options.SyncDelay, notices.Warn)
            : DataParts.InMemory();
        var isKeeping = options.Files.All > 0 && !options.TalkOnly;
        var face = new ServerFace
        {
            FileLimits = isKeeping ? options.Files : default,
            Drop = isKeeping
                ? new DropFace(PublicUrl(listener.Endpoints), data.DropKey, TimeProvider.System)
                : null,
            Relays = relays is null ? null : new ServerRelays(relays),
            Name = options.Name,
            Version = Help.Version,
            StartedAt = TimeProvider.System.GetUtcNow(),
            Motd = motd,
            Settings = Settings.Default with { ServerName = options.Name },
            Admin = options.Admin,
            Icon = options.Icon,
            ClientTagDeny = options.ClientTagDeny,
            // The port that was asked for; where any free one was, nothing can be promised of it.
            Sts = options is { Sts: { } days, Port: > 0 }
                ? new StsPolicy(options.Port, days)
                : null,
            Names = new NameRules(options.NameLength),
            TalkOnly = options.TalkOnly,
            HistoryLimit = options.HistoryLimit,
            Replay = options.Replay,
            Keep = options.Keep,
            AsksPassword = password is not null,
            Passwords = passwords,
            Bots = data.Bots,
            Texts = new LogTexts(data.Log),
            Tokens = new MessageTokens(data.MessageKey),
        };
        var parts = new ServerParts(
            data.Log,
            data.Snapshots,
            data.Reserve,
            face,
            data.CloakKey,
            listening.MaxConnections + listening.Udp.MaxSessions,
            options.FloodLimit,
            new HistoryParts(data.History, data.Search),
            options.Polls,
            isKeeping ? data.OpenDrop() : null
        );
        await using var server = await HubbubServer.StartAsync(parts, notices);
        var endpoints = listener.Endpoints;
        if (!options.TalkOnly)
            await listener.ServeAsync(server, ct);
        notices.Started(
            new(Help.Version, endpoints, LanAddresses.Of(endpoints), data.Path, options.Keep)
        );

        data.CheckRestInBackground(notices.Warn);
        await using var announcer = options.IsAnnounced
            ? Announcer.TryStart(new(options.Name, endpoints[0].Port))
            : null;

        var sitting = console?.RunAsync(server) ?? server.Ended;
        if (options.TalkOnly && console is not null)
        {
            // Who comes is to find somebody there. Until then the system keeps them waiting.
            await Task.WhenAny(console.Ready, sitting, stop);
            await listener.ServeAsync(server, ct);
        }

        var asked = options.ClosesWhenEmpty ? Task.WhenAny(stop, server.Emptied) : stop;
        await EndedAsync(server, console, sitting, asked);
        var isEmpty = options.ClosesWhenEmpty && server.Emptied.IsCompleted && !stop.IsCompleted;
        await server.StopAsync(EndReason);
        using var farewell = new CancellationTokenSource(Farewell);
        await listener.StopAsync(farewell.Token);
        return isEmpty
            ? "The last who was logged on has left: the server has ended."
            : "The server has ended.";
    }

    private string PublicUrl(IReadOnlyList<ListenEndpoint> endpoints) =>
        options.PublicUrl
        ?? new StartFacts(Help.Version, endpoints, LanAddresses.Of(endpoints), null).Link.TrimEnd(
            '/'
        );

    /// <summary>Until somebody ends it. At the return the terminal is as it was found.</summary>
    private static async Task EndedAsync(
        HubbubServer server,
        IConsole? console,
        Task sitting,
        Task stop
    )
    {
        try
        {
            await await Task.WhenAny(stop, server.Ended, sitting);
        }
        finally
        {
            console?.End();
            if (console is not null)
                await sitting;
        }
    }

    private Certificates Certificate(INotices notices) =>
        options.CertificateFile is { } file
            ? Certificates.FromFiles(file, options.KeyFile)
            : Certificates.SelfSigned(options.DataFolder, options.Hosts, notices.Fingerprint);
}
