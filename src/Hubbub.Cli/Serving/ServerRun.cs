using System.Runtime.InteropServices;
using Hubbub.Cli.Passwords;
using Hubbub.Cli.Screens;
using Hubbub.Core;
using Hubbub.Net;
using Hubbub.Net.Listening;
using Hubbub.Net.Listening.Tls;
using Hubbub.Protocols;

namespace Hubbub.Cli.Serving;

/// <summary>A server from its start to its end: wires the rooms of the house, decides nothing.</summary>
internal static class ServerRun
{
    private static readonly TimeSpan s_farewell = TimeSpan.FromMilliseconds(500);

    public static async Task<int> RunAsync(ServeOptions options)
    {
        var screen = Screen.For(options);
        var path = options.Data ?? DataPath.Of(options.Port);
        using var data = options.IsEphemeral
            ? DataParts.InMemory()
            : DataParts.InFolder(path, TimeSpan.FromMilliseconds(options.SyncDelay), screen.Warn);
        var face = FaceOf(options, data);
        var most = OpenFiles.ConnectionsThatFit();
        await using var server = await HubbubServer.StartAsync(
            new ServerParts(
                data.Log,
                data.Snapshots,
                data.Reserve,
                face,
                data.CloakKey,
                most,
                options.FloodLimit
            ),
            screen
        );
        await using var listener = new Listener(ListenerOptionsOf(options, data, screen), server);
        await listener.StartAsync();
        screen.Started(options, listener.Endpoints, data.Path);
        await EndAsync(server, screen);
        await server.StopAsync("The server was ended by its user. Goodbye.");
        using var deadline = new CancellationTokenSource(s_farewell);
        await listener.StopAsync(deadline.Token);
        screen.Ended();
        return ExitCodes.Done;
    }

    /// <summary>Completes at Ctrl-C or SIGTERM; throws when the server cannot go on. A second Ctrl-C ends at once.</summary>
    private static async Task EndAsync(HubbubServer server, Screen screen)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void End(PosixSignalContext context)
        {
            context.Cancel = asked.TrySetResult();
        }

        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        await await Task.WhenAny(asked.Task, server.Ended);
        screen.Ending();
    }

    private static ServerFace FaceOf(ServeOptions options, DataParts data)
    {
        var password = options.PasswordFile is { } file
            ? Files.ReadText(file, "password file").Split('\n')[0].TrimEnd('\r')
            : null;
        return new ServerFace
        {
            Name = options.Name,
            Version = ThisProgram.Version,
            StartedAt = DateTimeOffset.UtcNow,
            Motd = options.MotdFile is { } motd
                ? Lines(Files.ReadText(motd, "message of the day"))
                : [],
            Settings = Settings.Default with { ServerName = options.Name },
            Names = new NameRules(options.NameLength),
            AsksPassword = password is not null,
            Passwords = new PasswordChecks(password, options.Operators),
            Texts = new LogTexts(data.Log),
        };
    }

    private static ListenerOptions ListenerOptionsOf(
        ServeOptions options,
        DataParts data,
        Screen screen
    ) =>
        new()
        {
            Hosts = options.Hosts,
            Port = options.Port,
            Certificates = options.CertificateFile is { } certificate
                ? Certificates.FromFiles(certificate, options.KeyFile)
                : Certificates.SelfSigned(data.Path, options.Hosts, screen.Fingerprint),
            ServerName = options.Name,
        };

    /// <summary>Cut so that each fits a line of IRC.</summary>
    private static string[] Lines(string text) =>
        text.TrimEnd()
            .Split('\n')
            .SelectMany(line => line.TrimEnd('\r').Chunk(100).DefaultIfEmpty([]))
            .Select(chunk => new string(chunk))
            .ToArray();
}
