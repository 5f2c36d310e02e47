using System.Globalization;
using System.Text;
using Hubbub.Core;
using Hubbub.Node;
using Hubbub.Tests.Core;

namespace Hubbub.Tests.Replay;

/// <summary>
/// What might happen in a town of few nicks and few rooms, so that people meet: the same seed
/// gives the same log.
/// </summary>
internal sealed class LogMaker
{
    private readonly Random _dice;
    private readonly Hub _hub = new();

    /// <summary>Those attached, as far as somebody on the net knows: now and then one who is not.</summary>
    private readonly List<SessionId> _here = [];

    private readonly (int Weight, Func<Command> Make)[] _ways;
    private ulong _incarnation;
    private uint _sessions;
    private int _starts;
    private SessionId _actor;
    private string _room = "";
    private long _at = 1_700_000_000_000_000;

    private LogMaker(int seed)
    {
        _dice = new Random(seed);
        _ways =
        [
            (20, () => new Join(RoomName(out var room), Fold.Room(room), TriedKey())),
            (3, () => new Leave(RoomName(out var room), Fold.Room(room))),
            (1, () => new LeaveAll()),
            (
                25,
                () =>
                    new SayToRoom(RoomName(out var room), Fold.Room(room), Kind(), _dice.Next(1, 7))
            ),
            (8, () => new SayToPerson(Name(Town.Nicks, out var nick), Fold.Nick(nick), Kind(), 5)),
            (
                2,
                () =>
                    new SayToRoles(
                        RoomName(out var room),
                        Fold.Room(room),
                        Kind(),
                        5,
                        (Rank)_dice.Next(1, 5)
                    )
            ),
            (22, () => new ChangeRoom(RoomName(out var room), Fold.Room(room), Changes())),
            (4, () => new SetTopic(RoomName(out var room), Fold.Room(room), Pick(Town.Keys))),
            (4, () => new Rename(Name(Town.Nicks, out var nick), Fold.Nick(nick))),
            (3, () => new SetAway(Chance(50) ? "lunch" : null)),
            (
                3,
                () =>
                    new SetSessionModes((SessionModes)_dice.Next(32), (SessionModes)_dice.Next(32))
            ),
            (4, () => ARedaction()),
            (1, () => new GrantOperator("boss")),
            (2, () => new SetName(Pick(Town.Keys))),
            (1, () => new Announce()),
            (3, ARenaming),
            (
                3,
                () =>
                    new SetTurns(
                        RoomName(out var room),
                        Fold.Room(room),
                        Chance(60),
                        Chance(50) ? 0 : 4
                    )
            ),
            (3, () => new PassTurn(RoomName(out var room), Fold.Room(room))),
            (5, () => new OpenDesk("#talk", Fold.Room("#talk"), 4, 2, Chance(30))),
            (14, () => new AskToTalk()),
            (1, ASpan),
            (2, AForgetting),
            (3, () => new OpenRoom("#old", Fold.Room("#old"))),
            (1, () => new BeginImport(ARoom(), (ulong)_dice.Next(3))),
            (3, AnImportedLine),
            (2, () => new EndTalk()),
            (4, AnInvitation),
            (34, AKick),
            (
                12,
                () =>
                    new PostToBoard(
                        RoomName(out var room),
                        Fold.Room(room),
                        _dice.Next(1, 7),
                        Chance(30),
                        Chance(40) ? _dice.Next(1, 200_000) : 0,
                        Chance(20),
                        Chance(80) ? 0 : Number()
                    )
            ),
            (
                4,
                () =>
                    new EditPost(
                        RoomName(out var room),
                        Fold.Room(room),
                        Number(),
                        4,
                        Chance(30),
                        Chance(50) ? null : _dice.Next(200_000)
                    )
            ),
            (3, () => new PinPost(RoomName(out var room), Fold.Room(room), Number(), Chance(60))),
            (3, () => new TakeDown(RoomName(out var room), Fold.Room(room), Number())),
            (5, () => Dropping.Offer(_dice, RoomName(out _))),
            (4, () => Dropping.Remove(_dice)),
            (4, () => Dropping.ToPerson(_dice, Pick(Town.Nicks), _here)),
            (1, () => new Kill(Name(Town.Nicks, out var nick), Fold.Nick(nick))),
        ];
    }

    /// <summary>Blocks of 1 to 20 entries, at least <paramref name="entries"/> in all.</summary>
    public static List<Block> Make(int seed, int entries) => new LogMaker(seed).Make(entries);

    private List<Block> Make(int entries)
    {
        var blocks = new List<Block>();
        var writer = Start(blocks, null);
        for (var i = 0; i < entries; i++)
        {
            // Now and then it is the day after: what was hidden is erased.
            _at += Chance(1) ? 90_000_000_000 : _dice.Next(3) * 1_000;
            var (session, command) = Next();
            Add(writer, session, command);
            if (command is Stopped)
                writer = Start(blocks, writer);
            else if (Chance(10))
                blocks.Add(writer.Take());
        }

        if (writer.Count > 0)
            blocks.Add(writer.Take());
        return blocks;
    }

    private BlockWriter Start(List<Block> blocks, BlockWriter? before)
    {
        if (before is { Count: > 0 })
            blocks.Add(before.Take());
        _incarnation = (_incarnation * 6364136223846793005) + 1442695040888963407;
        _starts++;
        _here.Clear();
        var writer = new BlockWriter(_incarnation, salt => _dice.NextBytes(salt));
        Add(writer, Node, new Started(_incarnation));
        return writer;
    }

    /// <summary>Applies it too: who is here decides who may ask next.</summary>
    private void Add(BlockWriter writer, SessionId session, Command command)
    {
        var text = Payload(command);
        writer.Add(_at, session, command, text);
        foreach (var came in _hub.Apply(new Entry(_hub.Index + 1, _at, session, command, text)))
        {
            if (came is Attached || (came is Refused && command is Attach && Chance(5)))
                _here.Add(session);
            else if (came is Detached gone && Chance(90))
                _here.Remove(gone.Who.Session);
            else if (came is Refused { Reason: Reason.NotAttached } && Chance(50))
                _here.Remove(session);
        }
    }

    private SessionId Node => new(_incarnation, 0);

    private (SessionId Session, Command Command) Next()
    {
        var dice = _dice.Next(1000);
        if (dice < 4)
            return (Node, new Stopped());
        if (dice < 6)
            return (
                Node,
                new Configure(Settings.Default with { RoomsPerSession = _dice.Next(2, 6) })
            );
        if (dice < 9)
            return (Node, new Raise(1));
        if (dice < 15)
            return (Node, new Skip(1));
        if (dice < 30)
            return (Node, dice < 25 ? new ExpirePosts() : Dropping.ByNode(_dice));
        if (dice < 35 && _here.Count > 0)
            return (Node, ASeeing());
        if (_here.Count == 0 || dice < 90)
            return Attach();
        var session = _actor = _here[_dice.Next(_here.Count)];
        if (dice >= 960)
            return (session, new Detach((DetachCause)_dice.Next(5)));
        return (session, Way());
    }

    private (SessionId Session, Command Command) Attach()
    {
        var session = new SessionId(_incarnation, ++_sessions);
        var nick = Name(Town.Nicks, out _);
        return (session, new Attach(nick, Fold.Nick(nick), nick, $"{nick}.host", "somebody"));
    }

    private Command Way()
    {
        var at = _dice.Next(_ways.Sum(way => way.Weight));
        foreach (var (weight, make) in _ways)
        {
            if (at < weight)
                return make();
            at -= weight;
        }

        throw new InvalidOperationException("the dice fell off the table");
    }

    private SetKeep ASpan()
    {
        RoomName(out var room);
        return new SetKeep(room, Fold.Room(room), Chance(40) ? 0 : _dice.Next(1, 1_000_000));
    }

    private ImportLine AnImportedLine()
    {
        var nick = Pick(Town.Nicks);
        var at = _at - _dice.Next(1_000_000);
        return new ImportLine(ARoom(), (MessageKind)_dice.Next(3), nick, Fold.Nick(nick), at);
    }

    private RoomId ARoom()
    {
        var rooms = ((RoomsAnswer)_hub.Answer(_actor, new Rooms(1000))).Rooms;
        return rooms.Count == 0 ? default : rooms[_dice.Next(rooms.Count)].Id;
    }

    private Forget AForgetting()
    {
        var rooms = ((RoomsAnswer)_hub.Answer(_actor, new Rooms(1000))).Rooms;
        var some = rooms.Where(_ => Chance(30)).Select(room => room.Id).Append(default);
        return new Forget([
            .. some.Select(room => new ForgetMark(
                room,
                (ulong)_dice.Next((int)_hub.Index),
                Chance(50) ? 1_000 : 80_000_000_000
            )),
        ]);
    }

    private Invite AnInvitation()
    {
        RoomName(out var room);
        var nick = Pick(Town.Nicks);
        return new Invite(nick, Fold.Nick(nick), room, Fold.Room(room));
    }

    private RenameRoom ARenaming()
    {
        RoomName(out var room);
        var name = Chance(50) ? Pick(Town.Rooms) : $"{Pick(Town.Rooms)}{_starts}";
        return new RenameRoom(room, Fold.Room(room), name, Fold.Room(name));
    }

    /// <summary>Of something that was perhaps said, by somebody who perhaps said it.</summary>
    private Redact ARedaction()
    {
        var name = RoomName(out _);
        var rooms = ((RoomsAnswer)_hub.Answer(_actor, new Rooms(1000))).Rooms;
        var room =
            rooms.Count == 0 || Chance(20) ? default
            : Chance(20) ? new RoomId(_hub.Index)
            : rooms[_dice.Next(rooms.Count)].Id;
        var message = _hub.Index - (ulong)Math.Min((long)_hub.Index, _dice.Next(40));
        return new Redact(
            message,
            "token",
            name,
            Chance(50) ? _actor : default,
            Pick(Town.Nicks),
            _at,
            room,
            _here[_dice.Next(_here.Count)]
        );
    }

    private int Number() => _dice.Next(1, 6);

    private SeePosts ASeeing()
    {
        var rooms = ((RoomsAnswer)_hub.Answer(_actor, new Rooms(1000))).Rooms;
        return new SeePosts(
            rooms.Count == 0 ? default : rooms[_dice.Next(rooms.Count)].Id,
            [
                .. _here
                    .Where(_ => Chance(60))
                    .Select(session => new PostsShown(session, Number(), Number())),
            ]
        );
    }

    private Kick AKick()
    {
        RoomName(out var room);
        NickName(out var nick);
        return new Kick(room, Fold.Room(room), nick, Fold.Nick(nick));
    }

    private RoomChange[] Changes() =>
        [.. Enumerable.Range(0, _dice.Next(1, 5)).Select(_ => Change())];

    private RoomChange Change()
    {
        // Roles half of the time, so that ranks meet.
        var mode = (RoomMode)(Chance(50) ? _dice.Next(11, 15) : _dice.Next(1, 16));
        var adds = Chance(60);
        return mode switch
        {
            RoomMode.Key when Pick(Town.Keys) is var key => new RoomChange(
                adds,
                mode,
                key,
                Key: RoomKey.HashOf(key)
            ),
            RoomMode.Limit => new RoomChange(
                adds,
                mode,
                _dice.Next(6).ToString(CultureInfo.InvariantCulture)
            ),
            >= RoomMode.Founder and <= RoomMode.Voice when NickName(out _) is var nick =>
                new RoomChange(adds, mode, nick, Fold.Nick(nick)),
            >= RoomMode.Ban and <= RoomMode.InviteException => new RoomChange(
                adds,
                mode,
                Pick(Town.Masks)
            ),
            _ => new RoomChange(adds, mode),
        };
    }

    private byte[] Payload(Command command) =>
        command
            is EndTalk
                or ImportLine
                or SayToRoom
                or SayToPerson
                or SayToRoles
                or Announce
                or Redact
                or PostToBoard
                or EditPost
                or OfferFile
                or HandFile
                or RemoveFile
                or TakeDown
                or Kick
                or Leave
                or Detach
            ? Encoding.UTF8.GetBytes($"text {_dice.Next()}")
            : [];

    private ulong TriedKey() => Chance(50) ? 0 : RoomKey.HashOf(Pick(Town.Keys));

    private MessageKind Kind() => (MessageKind)_dice.Next(6);

    private string Name(string[] names, out string name) => name = Pick(names);

    /// <summary>Mostly a room that the actor is in, else one of this start, seldom one of before.</summary>
    private string RoomName(out string name)
    {
        var all = ((RoomsAnswer)_hub.Answer(_actor, new Rooms(1000))).Rooms;
        var own = all.Select(room => room.Name).Where(IsIn).ToArray();
        if (own.Length > 0 && Chance(60))
            name = Pick(own);
        else
            name = Chance(70) ? $"{Pick(Town.Rooms)}{_starts}" : Pick(Town.Rooms);
        return _room = name;
    }

    private bool IsIn(string room) =>
        _hub.Answer(_actor, new StateOf(Fold.Room(room))) is StateAnswer { Inside: true };

    /// <summary>Mostly somebody in the room of which it goes.</summary>
    private string NickName(out string nick)
    {
        var answer = _hub.Answer(_actor, new MembersOf(Fold.Room(_room), 1000));
        if (answer is MembersAnswer { Members: { Count: > 0 } members } && Chance(70))
            return nick = members[_dice.Next(members.Count)].Who.Nick;
        return nick = Pick(Town.Nicks);
    }

    private string Pick(string[] of) => of[_dice.Next(of.Length)];

    private bool Chance(int percent) => _dice.Next(100) < percent;
}
