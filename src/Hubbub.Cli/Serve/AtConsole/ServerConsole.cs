using System.Security.Cryptography;
using Hubbub.Cli.Chatting;
using Hubbub.Cli.Join;
using Hubbub.Cli.Screen;
using Hubbub.Client.Commands;
using Hubbub.Client.Conversations;
using Hubbub.Client.Engine;
using Hubbub.Client.State;
using Hubbub.Net;
using Hubbub.Protocols.Irc.Client;
using Hubbub.Terminal.Drawing;
using Hubbub.Terminal.Editing;
using Hubbub.Terminal.Tty;

namespace Hubbub.Cli.Serve.AtConsole;

/// <summary>Whoever sits at the server.</summary>
internal interface IConsole
{
    INotices Notices { get; }

    /// <summary>Guests may be let in.</summary>
    Task Ready { get; }

    /// <summary>Until its user ends it; the server is to end then.</summary>
    Task RunAsync(IConnectionHost host);

    /// <summary>The server ends. Any thread.</summary>
    void End();
}

/// <summary>
/// The console of `serve`: its user is a person in <c>#lobby</c> like any other, over a pipe in
/// memory, with the operator's rights. They come by OPER, with a password made for this run.
/// </summary>
internal sealed class ServerConsole : IConsole
{
    /// <summary>The operator's name that stands for whoever sits at the console.</summary>
    public const string Operator = "console";

    /// <summary>Where its user talks with guests, one at a time (`hubbub talk HOST PORT`).</summary>
    private const string Desk = Client.Talking.TalkOptions.Room;

    private static readonly IReadOnlyList<SlashCommand> s_commands =
    [
        new("talk", 1, "end", "ends the conversation with your guest in #talk", EndTalk),
        new("stop", 0, "", "ends the server; Ctrl+C does the same", Stop),
    ];

    private readonly Chat _chat;
    private readonly ScreenLoop _app;
    private IConnectionHost? _host;

    public ServerConsole(ServeOptions options, string secret, LineOut output)
    {
        var chatOptions = new ChatOptions
        {
            Nick = options.Nick ?? LoginName.Now,
            Password = options.PasswordFile is null ? null : secret,
            OnWelcome = [ClientLine.Of("OPER", Operator, secret), $"TALK OPEN {Desk}"],
        };
        _chat = new Chat(chatOptions, TimeProvider.System, s_commands)
        {
            // The server's notices tell it, with addresses; the desk is news when somebody comes.
            Hides = told =>
                told.Kind is TellKind.Came or TellKind.Went
                    ? IsRoom(told.Where, chatOptions.DefaultRoom) || IsRoom(told.Where, Desk)
                    : told.Kind == TellKind.Entered && IsRoom(told.Where, Desk),
        };
        var style = new ScreenStyle(
            options.Name,
            JoinCommand.HasNoColour() ? Colours.None : Colours.All,
            Bell: false,
            EndsOnInterrupt: true,
            TimeZoneInfo.Local
        );
        var screen = new ChatScreen(_chat, style, new HistoryFile(UserFolder.PathOf("history")));
        _app = new ScreenLoop(
            _chat.Engine,
            screen,
            _ => Task.FromResult<Stream>(ConsoleStream.Open(_host!))
        );
        Notices = new ConsoleNotices(
            (text, kind) => _app.Post(() => _chat.Note(text, kind)),
            () => _chat.Engine.State.Nick,
            new ScreenNotices(output, TimeProvider.System)
        );
    }

    public INotices Notices { get; }

    public Task Ready => Task.CompletedTask;

    /// <summary>A person sits at a terminal that can show it.</summary>
    public static bool IsPossible(ServeOptions options) =>
        options.LogFormat == LogFormat.Text && TerminalDevice.IsCapable();

    /// <summary>Longer than anybody could try.</summary>
    public static string MakeSecret() =>
        Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    public Task RunAsync(IConnectionHost host)
    {
        _host = host;
        return Task.Run(_app.RunAsync);
    }

    public void End() => _app.OnEnd();

    private static bool IsRoom(string? where, string room) =>
        string.Equals(where, room, StringComparison.OrdinalIgnoreCase);

    private static Submitted EndTalk(Chat chat, Words words) =>
        words.First == "end" && chat.Engine.TrySend("TALK END")
            ? Submitted.Done
            : Submitted.No("Say /talk end.");

    private static Submitted Stop(Chat chat, Words words)
    {
        chat.Engine.Leave("");
        return Submitted.Done;
    }
}
