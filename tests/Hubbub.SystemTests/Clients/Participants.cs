using System.Net.WebSockets;
using System.Text;
using Hubbub.SystemTests.Running;

namespace Hubbub.SystemTests.Clients;

/// <summary>IRC over a socket, with TLS or without.</summary>
internal sealed class OnSocket : IParticipant
{
    private readonly IrcPerson _person;

    private OnSocket(IrcPerson person) => _person = person;

    public string Nick => _person.Nick;

    public static async Task<IParticipant> ComeAsync(int port, string nick, bool tls)
    {
        var person = await IrcPerson.ComeAsync(port, nick, tls);
        await person.JoinAsync("#lobby");
        return new OnSocket(person);
    }

    public Task SayAsync(string words) => _person.SayAsync("#lobby", words);

    public Task HearAsync(string words) => _person.ReadUntilAsync($" PRIVMSG #lobby :{words}\r\n");

    public ValueTask DisposeAsync() => _person.DisposeAsync();
}

/// <summary>A person with <c>nc</c>, who says nothing until they are asked.</summary>
internal sealed class WithNc : IParticipant
{
    private readonly RunningProgram _nc;

    private WithNc(RunningProgram nc) => _nc = nc;

    public string Nick => "netcat";

    public static async Task<IParticipant> ComeAsync(int port)
    {
        RunningProgram.Need("nc");
        var person = new WithNc(RunningProgram.Start("nc", ["127.0.0.1", $"{port}"]));
        await person._nc.Output.ReadUntilAsync("name?");
        await person._nc.TypeAsync(person.Nick);
        await person._nc.Output.ReadUntilAsync("is said here");
        return person;
    }

    public Task SayAsync(string words) => _nc.TypeAsync(words);

    public Task HearAsync(string words) => _nc.Output.ReadUntilAsync($"> {words}\r\n");

    public ValueTask DisposeAsync() => _nc.DisposeAsync();
}

/// <summary>IRC over WebSocket, a message a line, without CR LF.</summary>
internal sealed class OnWebSocket : IParticipant
{
    private readonly ClientWebSocket _socket = new();
    private readonly Transcript _heard = new();
    private Task _pump = Task.CompletedTask;

    public string Nick => "webby";

    public static async Task<IParticipant> ComeAsync(int port)
    {
        var person = new OnWebSocket();
        person._socket.Options.AddSubProtocol("text.ircv3.net");
        await person._socket.ConnectAsync(new Uri($"ws://127.0.0.1:{port}/"), default);
        Assert.Equal("text.ircv3.net", person._socket.SubProtocol);
        person._pump = person.PumpAsync();
        await person.SendAsync($"NICK {person.Nick}");
        await person.SendAsync("USER webby 0 * :webby");
        await person._heard.ReadUntilAsync(" 001 webby ");
        await person.SendAsync("JOIN #lobby");
        await person._heard.ReadUntilAsync(" 366 webby #lobby ");
        return person;
    }

    public Task SayAsync(string words) => SendAsync($"PRIVMSG #lobby :{words}");

    public Task HearAsync(string words) => _heard.ReadUntilAsync($" PRIVMSG #lobby :{words}\n");

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _pump;
        _socket.Dispose();
    }

    private async Task SendAsync(string line) =>
        await _socket.SendAsync(
            Encoding.UTF8.GetBytes(line),
            WebSocketMessageType.Text,
            endOfMessage: true,
            default
        );

    private async Task PumpAsync()
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await _socket.ReceiveAsync(buffer.AsMemory(), default) is var got)
            {
                if (got.MessageType == WebSocketMessageType.Close)
                    break;
                var text = Encoding.UTF8.GetString(buffer, 0, got.Count);
                _heard.Add(got.EndOfMessage ? text + "\n" : text);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException) { }
        _heard.End();
    }
}
