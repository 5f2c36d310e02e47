using FsCheck;
using FsCheck.Fluent;
using Hubbub.Core;

namespace Hubbub.Tests.Log;

/// <summary>What properties are tried on.</summary>
internal static class Written
{
    public static readonly Gen<string> Text = Gen.Elements(
        "ada",
        "#tea",
        "",
        "*!*@*",
        "é",
        "日本語",
        "😀",
        "a b\r\n",
        "\0",
        new string('x', 300)
    );

    private static readonly Config s_quietly = Config.QuickThrowOnFailure.WithQuietOnSuccess(true);

    private static readonly Gen<ulong> s_number = Gen.OneOf(
        Gen.Choose(0, 300).Select(i => (ulong)i),
        Gen.Choose(0, 63).Select(i => 1UL << i),
        Gen.Constant(ulong.MaxValue),
        Gen.Constant((ulong)uint.MaxValue)
    );

    private static readonly Gen<int> s_count = Gen.OneOf(
        Gen.Choose(0, 300),
        Gen.Constant(int.MaxValue)
    );

    private static readonly Gen<bool> s_flag = Gen.Elements(true, false);

    public static readonly Gen<byte[]> Bytes = Gen.Choose(0, 255)
        .Select(i => (byte)i)
        .ArrayOf()
        .Resize(200);

    public static readonly Arbitrary<(ulong, ulong, string?, bool, byte[])> Values = (
        from number in s_number
        from fixedNumber in s_number
        from text in Gen.OneOf(Text.Select(t => (string?)t), Gen.Constant<string?>(null))
        from flag in s_flag
        from bytes in Bytes
        select (number, fixedNumber, text, flag, bytes)
    ).ToArbitrary();

    private static readonly Gen<FoldedNick> s_nick = Text.Select(t => new FoldedNick(t));
    private static readonly Gen<FoldedRoom> s_room = Text.Select(t => new FoldedRoom(t));
    private static readonly Gen<MessageKind> s_kind = Gen.Elements(Enum.GetValues<MessageKind>());
    private static readonly Gen<SessionModes> s_marks = Gen.Choose(0, 31)
        .Select(i => (SessionModes)i);

    private static readonly Gen<ForgetMark> s_mark =
        from room in s_number
        from upTo in s_number
        from grace in s_count
        select new ForgetMark(new RoomId(room), upTo, grace);

    private static readonly Gen<RoomChange> s_change =
        from adds in s_flag
        from mode in Gen.Elements(Enum.GetValues<RoomMode>())
        from parameter in Text
        from whom in Gen.OneOf(s_nick, Gen.Constant(default(FoldedNick)))
        from key in s_number
        select new RoomChange(adds, mode, parameter, whom, key);

    /// <summary>Every type of command; a test fails if one is missing.</summary>
    public static readonly IReadOnlyList<Gen<Command>> Kinds =
    [
        s_number.Select(Command (n) => new Started(n)),
        Gen.Constant<Command>(new Stopped()),
        from name in Text
        from lobby in Text
        from rooms in s_count
        from masks in s_count
        select (Command)
            new Configure(new Settings(name, lobby, new FoldedRoom(lobby), rooms, masks)),
        s_count.Select(Command (n) => new Raise(n)),
        s_number.Select(Command (n) => new Skip(n)),
        from message in s_number
        from token in Text
        from target in Text
        from incarnation in s_number
        from nick in Text
        from at in s_count
        from room in s_number
        select (Command)
            new Redact(
                message,
                token,
                target,
                new SessionId(incarnation, 7),
                nick,
                at,
                new RoomId(room),
                new SessionId(message, 8)
            ),
        from nick in Text
        from folded in s_nick
        from user in Text
        from host in Text
        from name in Text
        from away in Gen.OneOf(Text.Select(t => (string?)t), Gen.Constant<string?>(null))
        select (Command)new Attach(nick, folded, user, host, name, away),
        Gen.Elements(Enum.GetValues<DetachCause>()).Select(Command (c) => new Detach(c)),
        Pair(Text, s_nick, (t, n) => new Kill(t, n)),
        Pair(Text, s_nick, (t, n) => new Rename(t, n)),
        Text.Select(Command (t) => new SetName(t)),
        Gen.Constant<Command>(new Announce()),
        from name in Text
        from room in s_room
        from other in Text
        from folded in s_room
        select (Command)new RenameRoom(name, room, other, folded),
        Pair(s_flag, Text, (some, t) => new SetAway(some ? t : null)),
        Pair(s_marks, s_marks, (add, remove) => new SetSessionModes(add, remove)),
        Text.Select(Command (t) => new GrantOperator(t)),
        from name in Text
        from room in s_room
        from key in s_number
        select (Command)new Join(name, room, key),
        Pair(Text, s_room, (t, r) => new Leave(t, r)),
        Gen.Constant<Command>(new LeaveAll()),
        from name in Text
        from room in s_room
        from isOn in s_flag
        from longest in s_count
        select (Command)new SetTurns(name, room, isOn, longest),
        Pair(Text, s_room, (t, r) => new PassTurn(t, r)),
        from name in Text
        from room in s_room
        from longest in s_count
        from line in s_count
        from dismisses in s_flag
        select (Command)new OpenDesk(name, room, longest, line, dismisses),
        from name in Text
        from room in s_room
        from span in s_number
        select (Command)new SetKeep(name, room, (long)span),
        Pair(Text, s_room, (t, r) => new OpenRoom(t, r)),
        from room in s_number
        from file in s_number
        select (Command)new BeginImport(new RoomId(room), file),
        from room in s_number
        from kind in Gen.Elements(MessageKind.Said, MessageKind.Notice, MessageKind.Action)
        from name in Text
        from nick in s_nick
        from at in s_count
        select (Command)new ImportLine(new RoomId(room), kind, name, nick, at),
        s_mark.ArrayOf().Select(Command (marks) => new Forget(marks)),
        Gen.Constant<Command>(new AskToTalk()),
        Gen.Constant<Command>(new EndTalk()),
        from name in Text
        from room in s_room
        from topic in Text
        select (Command)new SetTopic(name, room, topic),
        from nick in Text
        from whom in s_nick
        from name in Text
        from room in s_room
        select (Command)new Invite(nick, whom, name, room),
        from nick in Text
        from whom in s_nick
        from name in Text
        from room in s_room
        select (Command)new Kick(name, room, nick, whom),
        from name in Text
        from room in s_room
        from changes in s_change.ArrayOf()
        select (Command)new ChangeRoom(name, room, changes),
        from name in Text
        from room in s_room
        from kind in s_kind
        from length in s_count
        select (Command)new SayToRoom(name, room, kind, length),
        from name in Text
        from nick in s_nick
        from kind in s_kind
        from length in s_count
        select (Command)new SayToPerson(name, nick, kind, length),
        from name in Text
        from room in s_room
        from kind in s_kind
        from length in s_count
        from least in Gen.Elements(Enum.GetValues<Rank>())
        select (Command)new SayToRoles(name, room, kind, length, least),
        from name in Text
        from room in s_room
        from titled in s_flag
        from lasts in s_count
        from pinned in s_flag
        from answers in s_count
        select (Command)new PostToBoard(name, room, 5, titled, lasts, pinned, answers),
        from name in Text
        from room in s_room
        from number in s_count
        from titled in s_flag
        from lasts in Gen.OneOf(s_count.Select(n => (long?)n), Gen.Constant<long?>(null))
        select (Command)new EditPost(name, room, number, 5, titled, lasts),
        from name in Text
        from room in s_room
        from number in s_count
        from isOn in s_flag
        select (Command)new PinPost(name, room, number, isOn),
        from name in Text
        from room in s_room
        from number in s_count
        select (Command)new TakeDown(name, room, number),
        Gen.Constant<Command>(new ExpirePosts()),
        from room in s_number
        from shown in (
            from incarnation in s_number
            from first in s_count
            from last in s_count
            select new PostsShown(new SessionId(incarnation, 7), first, last)
        ).ArrayOf()
        select (Command)new SeePosts(new RoomId(room), shown),
        from name in Text
        from room in s_room
        from length in s_count
        from size in s_count
        from key in Text
        select (Command)new OfferFile(name, room, length, name, size, key, key),
        from number in s_count
        from owned in s_flag
        select (Command)new RemoveFile(number, owned),
        from all in s_count
        from one in s_count
        from wait in s_count
        select (Command)new LimitFiles(new FileLimits(all, one, wait)),
        from name in Text
        from number in s_number
        from length in s_count
        from size in s_count
        from key in Text
        select (Command)new HandFile(name, new SessionId(number, 7), length, name, size, key, key),
        from number in s_count
        select (Command)new DeclineFile(number),
        from number in s_count
        select (Command)new CloseFile(number),
        Gen.Constant<Command>(new ExpireFiles()),
    ];

    public static readonly Gen<Command> Command = Gen.OneOf(Kinds);

    /// <summary>Tries it and, where it does not hold, says with what and from which seed.</summary>
    public static void Check(this Property property) => FsCheck.Check.One(s_quietly, property);

    private static Gen<Command> Pair<TA, TB>(Gen<TA> a, Gen<TB> b, Func<TA, TB, Command> both) =>
        from x in a
        from y in b
        select both(x, y);
}
