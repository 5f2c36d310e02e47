using Hubbub.Core;

namespace Hubbub.Tests.Core;

/// <summary>Where every arrangement starts: <c>A.Hub().With("ada", "bob").In("#tea")</c>.</summary>
internal static class A
{
    /// <summary>A hub whose node has started: the lobby is there, nobody else.</summary>
    public static Story Hub() => new Story().Restart();

    /// <summary>A hub that has seen no entry yet.</summary>
    public static Story EmptyHub() => new();
}

/// <summary>
/// A hub and what happens to it, told by nicks and names. Every command goes through its bytes, as
/// the log gives it back, so that a story proves a codec as well as a rule.
/// </summary>
internal sealed class Story
{
    private readonly Dictionary<string, SessionId> _people = new(StringComparer.Ordinal);
    private readonly ByteWriter _bytes = new();
    private string[] _newcomers = [];
    private uint _sessions;
    private long _passed;
    private ulong _incarnation;

    public Hub Hub { get; private set; } = new();

    /// <summary>What came of the last step.</summary>
    public IReadOnlyList<Event> Told { get; private set; } = [];

    /// <summary>The same, once: a step that logs nothing leaves nothing.</summary>
    public IReadOnlyList<Event> TakeTold()
    {
        var told = Told;
        Told = [];
        return told;
    }

    /// <summary>The index of the last entry.</summary>
    public ulong Now => Hub.Index;

    public SessionId Of(string nick) => _people[nick];

    /// <summary>These people attach.</summary>
    public Story With(params string[] nicks)
    {
        foreach (var nick in nicks)
        {
            _people[nick] = new SessionId(_incarnation, ++_sessions);
            By(nick, new Attach(nick, Fold.Nick(nick), nick, $"{nick}.host", $"the real {nick}"));
        }

        _newcomers = nicks;
        return this;
    }

    /// <summary>Those who came last join, one after the other: the first makes the room.</summary>
    public Story In(params string[] rooms)
    {
        foreach (var room in rooms)
        {
            foreach (var nick in _newcomers)
                Join(nick, room);
        }

        return this;
    }

    /// <summary>Nothing happens for so long. Each entry takes a second.</summary>
    public Story After(TimeSpan time)
    {
        _passed += time.Ticks / TimeSpan.TicksPerMicrosecond;
        return this;
    }

    public Story By(string nick, Command command, string text = "") =>
        Log(_people[nick], command, text);

    public Story ByNode(Command command) => Log(new SessionId(_incarnation, 0), command);

    /// <summary>The node dies and starts again: nobody is attached.</summary>
    public Story Restart()
    {
        _incarnation++;
        return ByNode(new Started(_incarnation));
    }

    /// <summary>The hub goes through its snapshot; nothing may be different afterwards.</summary>
    public Story FromSnapshot()
    {
        Assert.True(Hub.TryFromSnapshot(Hub.ToSnapshot(), out var again));
        Assert.Equal(Hub.Digest(), again.Digest());
        Hub = again;
        return this;
    }

    public Story Join(string nick, string room, string key = "") =>
        By(nick, new Join(room, Fold.Room(room), key.Length == 0 ? 0 : RoomKey.HashOf(key)));

    public Story Leave(string nick, string room, string why = "") =>
        By(nick, new Leave(room, Fold.Room(room)), why);

    public Story Quit(string nick, DetachCause cause = DetachCause.Left) =>
        By(nick, new Detach(cause), "bye");

    /// <summary>From here on the story calls them by the new nick, if they may have it.</summary>
    public Story Rename(string nick, string newNick)
    {
        var session = _people[nick];
        By(nick, new Rename(newNick, Fold.Nick(newNick)));
        if (Told is [Renamed])
        {
            _people.Remove(nick);
            _people[newNick] = session;
        }

        return this;
    }

    public Story Oper(string nick) => By(nick, new GrantOperator("boss"));

    public Story Away(string nick, string? message) => By(nick, new SetAway(message));

    public Story Invisible(string nick) =>
        By(nick, new SetSessionModes(SessionModes.Invisible, SessionModes.None));

    public Story Topic(string nick, string room, string topic) =>
        By(nick, new SetTopic(room, Fold.Room(room), topic));

    public Story Invite(string nick, string whom, string room) =>
        By(nick, new Invite(whom, Fold.Nick(whom), room, Fold.Room(room)));

    public Story Kick(string nick, string whom, string room) =>
        By(nick, new Kick(room, Fold.Room(room), whom, Fold.Nick(whom)), "out");

    public Story Kill(string nick, string whom) => By(nick, new Kill(whom, Fold.Nick(whom)), "why");

    /// <param name="modes">As on IRC: <c>+im</c>, <c>+k key</c>, <c>-o bob</c>, <c>+b-b a b</c>.</param>
    public Story Mode(string nick, string room, string modes) =>
        By(nick, new ChangeRoom(room, Fold.Room(room), Modes.Parse(modes)));

    public Story Say(string nick, string room, string what = "hello") =>
        By(nick, new SayToRoom(room, Fold.Room(room), MessageKind.Said, what.Length), what);

    public Story SayAs(string nick, string room, MessageKind kind) =>
        By(nick, new SayToRoom(room, Fold.Room(room), kind, 2), "hm");

    /// <param name="lasts">Default: until it is taken down.</param>
    public Story Post(
        string nick,
        string room,
        string what = "a post",
        TimeSpan lasts = default,
        bool pinned = false,
        int answers = 0
    ) =>
        By(
            nick,
            new PostToBoard(
                room,
                Fold.Room(room),
                what.Length,
                Titled: false,
                lasts.Ticks / TimeSpan.TicksPerMicrosecond,
                pinned,
                answers
            ),
            what
        );

    public Story Edit(string nick, string room, int number, TimeSpan? lasts = null) =>
        By(
            nick,
            new EditPost(
                room,
                Fold.Room(room),
                number,
                3,
                Titled: false,
                lasts?.Ticks / TimeSpan.TicksPerMicrosecond
            ),
            "new"
        );

    public Story Pin(string nick, string room, int number, bool on = true) =>
        By(nick, new PinPost(room, Fold.Room(room), number, on));

    public Story TakeDown(string nick, string room, int number) =>
        By(nick, new TakeDown(room, Fold.Room(room), number), "old");

    /// <summary>The node looks whether posts expire.</summary>
    public Story Expire() => ByNode(new ExpirePosts());

    public Story See(string room, params (string Nick, int From, int To)[] shown) =>
        ByNode(
            new SeePosts(
                ((StateAnswer)Hub.Answer(default, new StateOf(Fold.Room(room)))).Room.Id,
                [.. shown.Select(one => new PostsShown(_people[one.Nick], one.From, one.To))]
            )
        );

    public Story Turns(string nick, string room, bool on = true, int longest = 0) =>
        By(nick, new SetTurns(room, Fold.Room(room), on, longest));

    public Story Keep(string nick, string room, TimeSpan span) =>
        By(nick, new SetKeep(room, Fold.Room(room), (long)span.TotalMicroseconds));

    /// <summary>Grace: an hour.</summary>
    public Story Forget(string room, ulong upTo)
    {
        var id = ((StateAnswer)Hub.Answer(default, new StateOf(Fold.Room(room)))).Room.Id;
        return ByNode(new Forget([new ForgetMark(id, upTo, Grace: 3_600_000_000)]));
    }

    public Story ForgetTalks(ulong upTo) =>
        ByNode(new Forget([new ForgetMark(default, upTo, Grace: 3_600_000_000)]));

    /// <summary>The room is made where it is not; what was said, one line a second before now.</summary>
    public Story Import(string room, params (string Nick, string Text)[] lines)
    {
        ByNode(new OpenRoom(room, Fold.Room(room)));
        var id = ((ImportsAnswer)Hub.Answer(default, new ImportsInto(Fold.Room(room)))).Room;
        ByNode(new BeginImport(id, File: 42));
        foreach (var (nick, text) in lines)
        {
            var line = new ImportLine(id, MessageKind.Said, nick, Fold.Nick(nick), At: 1_000_000);
            Log(new SessionId(_incarnation, 0), line, text);
        }

        return this;
    }

    public Story Pass(string nick, string room) => By(nick, new PassTurn(room, Fold.Room(room)));

    public Story Open(string nick, int line = 10, bool dismisses = false) =>
        By(nick, new OpenDesk("#talk", Fold.Room("#talk"), 500, line, dismisses));

    public Story Ask(string nick) => By(nick, new AskToTalk());

    public Story End(string nick) => By(nick, new EndTalk());

    public Story Tell(string nick, string whom, MessageKind kind = MessageKind.Said) =>
        By(nick, new SayToPerson(whom, Fold.Nick(whom), kind, 5), "hello");

    public Story Configure(Func<Settings, Settings> change) =>
        ByNode(new Configure(change(Hub.Settings)));

    private Story Log(SessionId session, Command command, string text = "")
    {
        _bytes.Clear();
        CommandCodec.Write(_bytes, command);
        var reader = new ByteReader(_bytes.Written);
        var decoded = CommandCodec.Read(ref reader);
        Assert.True(reader.AtEnd, $"{command} does not round-trip");
        var index = Hub.Index + 1;
        var payload = System.Text.Encoding.UTF8.GetBytes(text);
        Told = Hub.Apply(
                new Entry(index, (1_000_000 * (long)index) + _passed, session, decoded!, payload)
            )
            .ToArray();
        return this;
    }
}
