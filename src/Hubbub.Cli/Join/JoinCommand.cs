using Hubbub.Cli.Chatting;
using Hubbub.Cli.Serve;
using Hubbub.Cli.Transfers;
using Hubbub.Client.Connecting;
using Hubbub.Client.Conversations;
using Hubbub.Client.Engine;
using Hubbub.Client.State;
using Hubbub.Client.Trust;
using Hubbub.Terminal.Drawing;
using Hubbub.Terminal.Editing;
using Hubbub.Terminal.Tty;

namespace Hubbub.Cli.Join;

/// <summary>`hubbub join`: puts a person, or a pipe, and a server together.</summary>
internal sealed class JoinCommand(JoinOptions options)
{
    private readonly KnownServers _known = new(
        UserFolder.PathOf("known-servers"),
        TimeProvider.System
    );

    public async Task<int> RunAsync(CancellationToken ct)
    {
        var isScreen =
            TerminalDevice.IsCapable() && options is { Json: false, Use: Use.Chat or Use.Board };
        if (options.Destination is null && !isScreen)
            throw new SyntaxException("Say which server: hubbub join HOST [PORT].");
        var destination = options.Destination ?? await Nearby.ChooseAsync(_known);
        if (options.Trust is { } fingerprint)
            _known.Trust(destination, fingerprint);
        var login = LoginName.Now;
        var nick = options.Nick ?? (isScreen ? AskName(login) : login);
        var password = TextFiles.ReadPassword(options.PasswordFile);
        var chatOptions = new ChatOptions
        {
            Nick = nick,
            Password = password,
            Rooms = options.Rooms,
            // A pipe hears what is said from now on; a board is what it is.
            FirstLines = isScreen || ShowsBoard ? 50 : 0,
            ShowsBoard = ShowsBoard,
            Posts = options.Posts,
            Reconnects = options.Reconnects,
        };
        var (why, wasThere) = isScreen
            ? await OnScreenAsync(destination, chatOptions)
            : await InPipesAsync(destination, chatOptions, ct);
        if (why.Length > 0)
        {
            var place = $"{destination.Host}, port {destination.Port}";
            throw new CannotException(
                wasThere ? $"Disconnected from {place}: {why}" : $"Cannot join {place}: {why}"
            );
        }

        return ExitCode.Done;
    }

    private TakerOptions TakerOptions(Destination server, ChatOptions chat, int step) =>
        new(server, _known, chat.Password, options.Into ?? DownloadFolder.Default, step);

    private bool ShowsBoard => options.Use is Use.Board or Use.List;

    private async Task<(string Why, bool WasThere)> InPipesAsync(
        Destination destination,
        ChatOptions chatOptions,
        CancellationToken ct
    )
    {
        ILineWriter output = options.Use switch
        {
            Use.List when !options.Json => new ListLines(Console.Out),
            Use.List => new OnlyPosts(new JsonLines(Console.Out)),
            Use.Post => new PostedLine(Console.Out),
            _ => options.Json ? new JsonLines(Console.Out) : new TextLines(Console.Out),
        };
        var input = options.Use switch
        {
            Use.List => Input.Nothing,
            Use.Post => options.Text is { } text ? Input.Of(text) : Input.Whole,
            _ => Input.Lines,
        };
        var app = new PlainApp(destination, chatOptions, input, output, Dialer, Used)
        {
            Taker = TakerOptions(destination, chatOptions, step: 10),
        };
        return (await app.RunAsync(ct), app.WasThere);
    }

    private async Task<(string Why, bool WasThere)> OnScreenAsync(
        Destination destination,
        ChatOptions chatOptions
    )
    {
        Chat? chat = null;
        var welcomed = false;
        chat = new Chat(chatOptions, TimeProvider.System)
        {
            Observer = told =>
            {
                if (welcomed || told.Kind != TellKind.Entered)
                    return;
                welcomed = true;
                Used(destination);
            },
        };
        var style = new ScreenStyle(
            destination.ToString(),
            options.NoColour || HasNoColour() ? Colours.None : Colours.All,
            options.Bell,
            EndsOnInterrupt: false,
            TimeZoneInfo.Local
        );
        var screen = new ChatScreen(chat, style, new HistoryFile(UserFolder.PathOf("history")));
        ScreenLoop? app = null;
        app = new ScreenLoop(
            chat.Engine,
            screen,
            async ct =>
            {
                // Later tries show in the status line.
                if (!chat.Engine.WasWelcomed)
                {
                    app!.Post(() =>
                        chat.Note($"Connecting to {destination.Host}, port {destination.Port} …")
                    );
                }

                var stream = await Dialer(destination, text => app!.Post(() => chat.Note(text)))
                    .DialAsync(ct);
                app!.Post(() =>
                    chat.Note($"Connected to {destination.Host}, port {destination.Port}.")
                );
                return stream;
            },
            new Footprint()
        );
        await using var taker = new FileTaker(
            chat,
            TakerOptions(destination, chatOptions, step: 1),
            app.Post
        );
        taker.Serve();
        if (!await app.RunAsync())
            throw new CannotException("This terminal cannot be used as a screen. Try TERM=dumb.");
        if (chat.Engine.Ended is { Length: > 0 } why)
            return (why, chat.Engine.WasWelcomed);
        await Console.Out.WriteLineAsync(
            $"Disconnected from {destination.Host}, port {destination.Port}."
        );
        return ("", true);
    }

    private Dialer Dialer(Destination destination, Action<string> tell) =>
        new(destination, _known, tell);

    private void Used(Destination destination) => _known.Used(destination);

    internal static bool HasNoColour() =>
        Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };

    private static string AskName(string offered)
    {
        Console.Out.Write($"Your name [{offered}]: ");
        var typed = TerminalLine.Read();
        if (typed is null)
            throw new CannotException("No name was given.");
        typed = typed.Trim().Replace(' ', '_');
        return typed.Length > 0 ? typed : offered;
    }
}
