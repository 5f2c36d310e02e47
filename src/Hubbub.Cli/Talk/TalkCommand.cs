using Hubbub.Cli.Chatting;
using Hubbub.Cli.Join;
using Hubbub.Cli.Screen;
using Hubbub.Cli.Serve;
using Hubbub.Client.Connecting;
using Hubbub.Client.Talking;
using Hubbub.Client.Trust;
using Hubbub.Terminal.Tty;

namespace Hubbub.Cli.Talk;

/// <summary>`hubbub talk`: two people, in turns.</summary>
internal sealed class TalkCommand(TalkAsk ask)
{
    public static Terminal.Drawing.Colours Colours =>
        JoinCommand.HasNoColour() ? Terminal.Drawing.Colours.None : Terminal.Drawing.Colours.All;

    public Task<int> RunAsync(CancellationToken ct) =>
        ask.Destination is { } destination ? VisitAsync(destination) : HostAsync(ct);

    private async Task<int> HostAsync(CancellationToken ct)
    {
        HostConsole? console = null;
        var code = await new ServeCommand(ask.Serve).RunAsync(
            (secret, output) => console = new HostConsole(ask, secret, output),
            ct
        );
        return console?.Ended is { Length: > 0 } why ? throw new CannotException(why) : code;
    }

    private async Task<int> VisitAsync(Destination destination)
    {
        var isScreen = TerminalDevice.IsCapable();
        var part = isScreen ? new TalkPart(destination.ToString(), Colours) : null;
        var pipe = isScreen ? null : new TalkPipe(Console.Out, Console.Error);
        var face = (ITalkFace?)part ?? pipe!;
        var engine = face.Engine = new TalkEngine(
            new TalkOptions
            {
                Nick = ask.Nick,
                Place = destination.ToString(),
                NameLength = TalkAsk.NameLength,
                Password = TextFiles.ReadPassword(ask.PasswordFile),
            },
            ask.Transcript is { } file ? new WithTranscript(face, file) : face,
            TimeProvider.System
        );
        if (part is not null)
            await OnScreenAsync(destination, part);
        else
            await InPipesAsync(destination, pipe!);
        if (engine.Ended is { Length: > 0 } why)
            throw new CannotException(why);
        if (pipe is { IsLacking: true })
            throw new CannotException("Not everything was said.");
        return ExitCode.Done;
    }

    private static async Task OnScreenAsync(Destination destination, TalkPart part)
    {
        ScreenLoop? loop = null;
        loop = new ScreenLoop(
            part.Engine,
            part,
            ct => DialAsync(destination, text => loop!.Post(() => part.Note(text)), ct),
            new Footprint()
        );
        if (!await loop.RunAsync())
            throw new CannotException("This terminal cannot be used as a screen. Try TERM=dumb.");
        if (part.Engine.Ended is { Length: 0 })
            await Console.Out.WriteLineAsync(Visible.Of(part.Last));
    }

    private static async Task InPipesAsync(Destination destination, TalkPipe pipe)
    {
        using var stop = new StopSignal();
        var ending = Task.Run(async () =>
        {
            await stop.Asked;
            pipe.Post(pipe.Engine.Interrupt);
        });
        await pipe.RunAsync(ct =>
            DialAsync(destination, text => pipe.Post(() => pipe.Note(text)), ct)
        );
    }

    private static async Task<Stream> DialAsync(
        Destination destination,
        Action<string> tell,
        CancellationToken ct
    )
    {
        tell($"Connecting to {destination.Host}, port {destination.Port} …");
        var known = new KnownServers(UserFolder.PathOf("known-servers"), TimeProvider.System);
        var stream = await new Dialer(destination, known, tell).DialAsync(ct);
        tell($"Connected to {destination.Host}, port {destination.Port}.");
        return stream;
    }
}
