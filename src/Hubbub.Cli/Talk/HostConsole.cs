using System.Collections.Concurrent;
using Hubbub.Cli.Chatting;
using Hubbub.Cli.Screen;
using Hubbub.Cli.Serve.AtConsole;
using Hubbub.Client.Talking;
using Hubbub.Net;
using Hubbub.Node;
using Hubbub.Terminal.Tty;

namespace Hubbub.Cli.Talk;

/// <summary>The host of `hubbub talk PORT`: at the console of a server on which one only talks.</summary>
internal sealed class HostConsole : IConsole, INotices
{
    private readonly TaskCompletionSource _ready = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private readonly ConcurrentDictionary<string, string> _addresses = new();
    private readonly TalkPart? _part;
    private readonly TalkPipe? _pipe;
    private readonly ScreenLoop? _loop;
    private readonly TalkEngine _engine;
    private readonly LineOut _output;
    private IConnectionHost? _host;

    public HostConsole(TalkAsk ask, string secret, LineOut output)
    {
        _output = output;
        var isScreen = TerminalDevice.IsCapable();
        var place = $"port {ask.Serve.Port}";
        ITalkFace face;
        if (isScreen)
            face = _part = new TalkPart("Waiting for a guest · Ctrl-C ends", TalkCommand.Colours);
        else
            face = _pipe = new TalkPipe(Console.Out, Console.Error);
        ITalkView view = ask.Transcript is { } file ? new WithTranscript(face, file) : face;
        _engine = new TalkEngine(
            new TalkOptions
            {
                IsHost = true,
                Nick = ask.Nick ?? TalkAsk.HostNick,
                Place = place,
                Password = ask.PasswordFile is null ? null : secret,
                Operator = (ServerConsole.Operator, secret),
                MostInLine = ask.MostInLine,
                Once = ask.Once,
                Opened = () => _ready.TrySetResult(),
                AddressOf = name => _addresses.GetValueOrDefault(name),
            },
            view,
            TimeProvider.System
        );
        face.Engine = _engine;
        if (_part is not null)
            _loop = new ScreenLoop(_engine, _part, DialAsync);
    }

    public INotices Notices => this;

    public Task Ready => _ready.Task;

    /// <summary>Why it could not be; empty: in good order.</summary>
    public string Ended => _engine.Ended ?? "";

    public async Task RunAsync(IConnectionHost host)
    {
        _host = host;
        await Task.Run(() => _loop?.RunAsync() ?? _pipe!.RunAsync(DialAsync));
    }

    public void End() => Post(_engine.Interrupt);

    void INotices.Started(StartFacts facts) =>
        Post(() =>
        {
            _engine.Place = $"{facts.Host}, port {facts.Port}";
            Face.Note($"Waiting for a guest on {facts.Host}, port {facts.Port}.");
            Face.Note(
                $"They come with: hubbub talk {facts.Host} {facts.Port}, or: nc {facts.Host} {facts.Port}"
            );
        });

    void INotices.Fingerprint(string sha256) { }

    void INotices.UdpFingerprint(string sha256) { }

    void INotices.Ended(string reason)
    {
        if (_part is { Last.Length: > 0 } part)
            _output.Write(Visible.Of(part.Last));
    }

    void IServerNotices.Came(string name, string address) => _addresses[name] = address;

    void IServerNotices.Went(string name, string reason) => _addresses.TryRemove(name, out _);

    void INodeNotices.Warn(string sentence) => Post(() => Face.Note("! " + sentence));

    private ITalkFace Face => (ITalkFace?)_part ?? _pipe!;

    private Task<Stream> DialAsync(CancellationToken ct) =>
        Task.FromResult<Stream>(ConsoleStream.Open(_host!));

    private void Post(Action action)
    {
        if (_loop is not null)
            _loop.Post(action);
        else
            _pipe!.Post(action);
    }
}
