using System.Text;
using Hubbub.Core;
using Hubbub.Protocols;
using Hubbub.Protocols.Boards;
using Hubbub.Protocols.Text;

namespace Hubbub.Tests.Text;

/// <summary>
/// A server in memory with people at plain terminals: a hub, wires, and the telling between them.
/// Every line is worked off whole before the next, so there is nothing to wait for.
/// </summary>
internal sealed class TextChat : ITexts, IPasswords
{
    private readonly Hub _hub = new();
    private readonly List<Entry> _log = [];
    private readonly List<Terminal> _terminals = [];
    private readonly Dictionary<RoomId, List<Terminal>> _rooms = [];
    private readonly SessionId _node = new(1, 0);
    private readonly ServerFace _face;

    public TextChat(
        string? password = null,
        int nickLength = 30,
        IReadOnlyList<string>? motd = null,
        bool talkOnly = false
    )
    {
        Password = password;
        _face = new ServerFace
        {
            Name = "the lab",
            Version = "0.1",
            StartedAt = DateTimeOffset.UnixEpoch,
            Settings = Settings.Default,
            Zone = TimeZoneInfo.Utc,
            Names = new NameRules(nickLength),
            Motd = motd ?? [],
            TalkOnly = talkOnly,
            AsksPassword = password is not null,
            Passwords = this,
            Texts = this,
        };
        Log(_node, new Configure(Settings.Default));
        Log(_node, new Started(1));
    }

    public string? Password { get; }

    public Hub Hub => _hub;

    public SeenBook Seen => _face.Seen;

    /// <summary>Microseconds since 1970; 10:00 on the first day to begin with.</summary>
    public long Now { get; set; } = 36_000_000_000;

    public IReadOnlyList<Entry> Entries => _log;

    /// <summary>Set: nothing can be logged.</summary>
    public string? TurnsAway { get; set; }

    /// <summary>Somebody connects and is greeted.</summary>
    public Terminal Connect(bool postsWhatIsTyped = false)
    {
        var session = new SessionId(1, (uint)_terminals.Count + 1);
        var terminal = new Terminal(
            this,
            session,
            new TextWire(_face, session, "home", postsWhatIsTyped)
        );
        _terminals.Add(terminal);
        Take(terminal, terminal.Wire.OnOpen());
        return terminal;
    }

    /// <summary>People in the lobby, with what they read so far forgotten.</summary>
    public Terminal[] With(params string[] names)
    {
        var people = names
            .Select(name =>
            {
                var terminal = Connect();
                terminal.Type(name);
                return terminal;
            })
            .ToArray();
        foreach (var terminal in _terminals)
            terminal.Read();
        return people;
    }

    public Entry? Find(ulong index) => _log.Find(entry => entry.Index == index);

    public Task<bool> CheckServerAsync(string password) => Task.FromResult(password == Password);

    public Task<bool> CheckOperatorAsync(string name, string password) => Task.FromResult(false);

    /// <summary>What no plain terminal can type: another kind of client, or the node, does it.</summary>
    public void Do(Terminal? by, Command command, string text = "") =>
        Log(by?.Session ?? _node, command, Encoding.UTF8.GetBytes(text));

    /// <summary>Somebody who sits at no terminal.</summary>
    public void Do(SessionId by, Command command) => Log(by, command);

    public void Say(Terminal by, MessageKind kind, byte[] text) =>
        Log(by.Session, new SayToRoom("#lobby", Settings.Default.Lobby, kind, 1), text);

    public void Erase(string text) =>
        _log.RemoveAll(entry => Encoding.UTF8.GetString(entry.Text.Span) == text);

    public void Take(Terminal terminal, in Reaction reaction)
    {
        var ask = reaction.Ask;
        if (reaction.Later is { } later)
        {
            // Passwords are checked at once here: there is nothing to wait for.
            Assert.True(later.IsCompletedSuccessfully);
#pragma warning disable VSTHRD002
            ask = later.Result;
#pragma warning restore VSTHRD002
        }

        if (ask is null)
            return;
        if (TurnsAway is { } reason && ask.Proposals.Count > 0)
        {
            terminal.Hear(writer => terminal.Wire.TurnAway(ask, reason, writer));
            return;
        }

        foreach (var proposal in ask.Proposals)
            Log(ask.Session, proposal.Command, proposal.Text, ask);
        var answer = ask.Question is { } question ? _hub.Answer(ask.Session, question) : null;
        terminal.Hear(writer => terminal.Wire.Answer(ask, answer, _hub, writer));
        while (terminal.Wire.HasMore)
        {
            terminal.Pulls++;
            terminal.Hear(writer => terminal.Wire.Pull(_hub, writer, 16 * 1024));
        }
    }

    private void Log(
        SessionId session,
        Command command,
        ReadOnlyMemory<byte> text = default,
        Ask? ask = null
    )
    {
        var entry = new Entry(_hub.Index + 1, Now, session, command, text);
        _log.Add(entry);
        foreach (var (ordinal, came) in _hub.Apply(entry).Index())
            Tell(Told.Of(came, ordinal, entry), ask);
    }

    /// <summary>As the server does: the audience, then the actor, then who is where.</summary>
    private void Tell(Told told, Ask? ask)
    {
        var actor = _terminals.Find(terminal => terminal.Session == told.Event.Actor);
        if (told.Event is Joined joined && actor is not null)
            In(joined.Room).Add(actor);
        foreach (var terminal in Audience(told.Event.Audience))
        {
            if (terminal == actor)
                continue;
            if (told.Event is Kicked putOut && putOut.Whom.Session == terminal.Session)
                terminal.Hear(writer => terminal.Wire.TellPutOut(putOut, told, _hub, writer));
            else
                terminal.Hear(writer => terminal.Wire.Wording.Tell(told, writer));
        }

        if (actor is not null)
            actor.Hear(writer => actor.Wire.TellActor(ask, told, _hub, writer));
        if (told.Event is Left left)
            In(left.Room).Remove(actor!);
        if (told.Event is Kicked kicked)
            In(kicked.Room).RemoveAll(terminal => terminal.Session == kicked.Whom.Session);
        if (told.Event is Detached)
        {
            foreach (var members in _rooms.Values)
                members.Remove(actor!);
        }
    }

    private Terminal[] Audience(Audience audience) =>
        audience.Reach switch
        {
            Reach.Room => In(audience.Room).ToArray(),
            Reach.Rooms => audience.Rooms!.SelectMany(In).Distinct().ToArray(),
            Reach.Session => _terminals.Where(t => t.Session == audience.Session).ToArray(),
            Reach.Sessions => _terminals
                .Where(t => audience.Sessions!.Contains(t.Session))
                .ToArray(),
            Reach.Everyone => _terminals.Where(t => t.Wire.IsAttached).ToArray(),
            _ => [],
        };

    private List<Terminal> In(RoomId room) =>
        _rooms.TryGetValue(room, out var members) ? members : _rooms[room] = [];
}

/// <summary>One person's terminal: what they type, and what stands on their screen.</summary>
internal sealed class Terminal(TextChat chat, SessionId session, TextWire wire)
{
    private readonly LineWriter _screen = new();

    public SessionId Session { get; } = session;

    public TextWire Wire { get; } = wire;

    /// <summary>Pages that a long answer took.</summary>
    public int Pulls { get; set; }

    /// <summary>Types a line and reads what comes of it.</summary>
    public string Type(string line) => Send(Encoding.UTF8.GetBytes(line));

    public string Send(byte[] line)
    {
        chat.Take(this, line.Length > Wire.LongestLine ? Wire.OnTooLong() : Wire.OnLine(line));
        return Read();
    }

    /// <summary>What comes of it stays on the screen.</summary>
    public void Take(Protocols.Reaction reaction) => chat.Take(this, reaction);

    /// <summary>The connection ends.</summary>
    public void Close(DetachCause cause, string reason) =>
        chat.Take(this, Wire.OnClosed(cause, reason));

    public byte[] ReadBytes()
    {
        var read = _screen.From(0).ToArray();
        _screen.Rewind(0);
        return read;
    }

    /// <summary>What was not read yet, its line ends as LF.</summary>
    public string Read()
    {
        var text = Encoding.UTF8.GetString(ReadBytes());
        return text.Replace("\r\n", "\n", StringComparison.Ordinal);
    }

    public void Hear(Action<LineWriter> tell) => tell(_screen);
}
