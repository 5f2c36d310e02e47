using Hubbub.SystemTests.Running;
using Hubbub.SystemTests.Storage;
using Xunit.Sdk;

namespace Hubbub.SystemTests.Clients;

/// <summary>A person with <c>telnet</c> in a terminal.</summary>
internal sealed class WithTelnet : IParticipant
{
    private readonly Tmux _terminal;

    private WithTelnet(Tmux terminal) => _terminal = terminal;

    public string Nick => "tilda";

    public static async Task<IParticipant> ComeAsync(int port)
    {
        RunningProgram.Need("telnet");
        RunningProgram.Need("tmux");
        var person = new WithTelnet(await Tmux.StartAsync($"telnet 127.0.0.1 {port}"));
        await person.SeesAsync("name?");
        await person._terminal.TypeAsync(person.Nick);
        await person.SeesAsync("is said here");
        return person;
    }

    public Task SayAsync(string words) => _terminal.TypeAsync(words);

    public Task HearAsync(string words) => SeesAsync($"> {words}");

    public ValueTask DisposeAsync() => _terminal.DisposeAsync();

    private Task SeesAsync(string words) => Watch.ForAsync(words, _terminal.SeeAsync);
}

/// <summary>irssi in a terminal, with a home of its own.</summary>
internal sealed class WithIrssi : IParticipant
{
    private readonly TempFolder _home = new();
    private Tmux? _terminal;

    public string Nick => "irma";

    public static async Task<IParticipant> ComeAsync(int port)
    {
        var person = await AtAsync(port);
        await person.SayAsync("/join #lobby");
        await person.SeesAsync("Join to #lobby was synced");
        return person;
    }

    /// <summary>In no room yet.</summary>
    public static async Task<WithIrssi> AtAsync(int port)
    {
        RunningProgram.Need("irssi");
        RunningProgram.Need("tmux");
        var person = new WithIrssi();
        person._terminal = await Tmux.StartAsync(
            $"irssi --home={person._home.Path} -c 127.0.0.1 -p {port} -n {person.Nick}"
        );
        await person.SeesAsync("Welcome to ");
        return person;
    }

    public Task SayAsync(string words) => _terminal!.TypeAsync(words);

    public Task HearAsync(string words) => SeesAsync($"> {words}");

    public async ValueTask DisposeAsync()
    {
        if (_terminal is not null)
            await _terminal.DisposeAsync();
        _home.Dispose();
    }

    public Task SeesAsync(string words) => Watch.ForAsync(words, _terminal!.SeeAsync);
}

/// <summary>weechat without a screen: told what to do by its pipe, read in its log.</summary>
internal sealed class WithWeechat : IParticipant
{
    private readonly TempFolder _home = new();
    private RunningProgram? _program;

    public string Nick => "wendy";

    public static async Task<IParticipant> ComeAsync(int port)
    {
        RunningProgram.Need("weechat-headless");
        var person = new WithWeechat();
        string[] commands =
        [
            "/set logger.file.flush_delay 0",
            $"/set fifo.file.path \"{person._home.PathOf("pipe")}\"",
            $"/server add house 127.0.0.1/{port}",
            $"/set irc.server.house.nicks {person.Nick}",
            "/set irc.server.house.autojoin \"#lobby\"",
            "/connect house",
        ];
        person._program = RunningProgram.Start(
            "weechat-headless",
            ["--dir", person._home.Path, .. commands.SelectMany(c => new[] { "-r", c })]
        );
        await person.ReadsAsync("joined");
        if (!File.Exists(person._home.PathOf("pipe")))
            throw new XunitException(
                "weechat made no pipe: it needs its plugin fifo (weechat-plugins)"
            );
        return person;
    }

    public Task SayAsync(string words) => DoAsync(words);

    /// <summary>A command, or something to say in #lobby.</summary>
    public Task DoAsync(string line) =>
        File.AppendAllTextAsync(_home.PathOf("pipe"), $"irc.house.#lobby *{line}\n");

    /// <summary>Beside the rooms: in the server's own window.</summary>
    public Task IsToldAsync(string words) => ReadsAsync(words, "logs/irc.server.house.weechatlog");

    public Task HearAsync(string words) => ReadsAsync($"\t{words}\n");

    public async ValueTask DisposeAsync()
    {
        if (_program is not null)
            await _program.DisposeAsync();
        _home.Dispose();
    }

    public Task ReadsAsync(string words) => ReadsAsync(words, "logs/irc.house.#lobby.weechatlog");

    private Task ReadsAsync(string words, string log) =>
        Watch.ForAsync(
            words,
            async () =>
                File.Exists(_home.PathOf(log)) ? await File.ReadAllTextAsync(_home.PathOf(log)) : ""
        );
}
