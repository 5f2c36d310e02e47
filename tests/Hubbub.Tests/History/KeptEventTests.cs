using Hubbub.Core;
using Hubbub.Node.History;

namespace Hubbub.Tests.History;

public sealed class KeptEventTests
{
    private static readonly Identity s_ada = new(
        new SessionId(ulong.MaxValue, 7),
        "Ada",
        new FoldedNick("ada"),
        "~a",
        "home",
        "Ada L."
    )
    {
        IsBot = true,
    };

    private static readonly RoomId s_tea = new(5);

    private static readonly Event[] s_kept =
    [
        new SaidInRoom(s_ada, s_tea, "#tea", MessageKind.Action, 9),
        new SaidToPerson(s_ada, s_ada, MessageKind.Notice, Away: null),
        new Joined(s_ada, s_tea, "#tea", new FoldedRoom("#tea"), Role.None, Made: false, 9),
        new Left(s_ada, s_tea, "#tea"),
        new Kicked(s_ada, s_ada, s_tea, "#tea"),
        new Detached(s_ada, [], DetachCause.Killed, s_ada),
        new Renamed(s_ada, s_ada, []),
        new TopicSet(s_ada, s_tea, "#tea", "leaves", 9),
        new RoomChanged(s_ada, s_tea, "#tea", [new RoomChange(true, RoomMode.Ban, "*!*@x")], 0),
        new Redacted(s_ada, new MessageId(8, 0), s_tea, default, "#tea", "bob", 9) { Post = 7 },
        new SaidInRoom(s_ada, s_tea, "#tea", MessageKind.Said, 9)
        {
            Post = new PostInfo(7, 9, "bob", 8, true, 10, true, 3, Edited: true, Seen: 0),
            Replaces = 5,
        },
        new PostErased(s_tea, "#tea", 7, 8),
        new SaidToPerson(s_ada, s_ada, MessageKind.Said, Away: null)
        {
            File = new DroppedFile(3, 9, "a.txt", 5, "d", "k", s_ada.Session, "Ada", 8)
            {
                To = s_ada.Session,
                ToNick = "Ada",
            },
        },
    ];

    /// <summary>With why nobody reads them back.</summary>
    private static readonly Type[] s_notKept =
    [
        typeof(Attached), // concern the server, not a room or a talk
        typeof(NodeStarted),
        typeof(NodeStopped),
        typeof(Configured),
        typeof(Raised),
        typeof(FilesLimited),
        typeof(FileClosed), // the line stays that offered it; the link says that it is over
        typeof(RoomEnded),
        typeof(AwaySet), // true only while it lasts
        typeof(SessionModesSet),
        typeof(Invited),
        typeof(InvitationShown),
        typeof(RoomRenamed), // lines are read back under the room's present name
        typeof(RealNameSet), // no line of a room
        typeof(Announced), // to who was there to hear it
        typeof(Refused), // told to one only, once
        typeof(SaidToRoles), // a newcomer of less rank must not read it
        typeof(SignalledInRoom), // told and forgotten
        typeof(SignalledToPerson),
        typeof(TurnsSet), // whose turn it is matters only while it is
        typeof(TurnPassed),
        typeof(TurnCame),
        typeof(DeskOpened),
        typeof(DeskClosed),
        typeof(PlacedInLine),
        typeof(LeftLine),
        typeof(TalkBegan), // a talk's room shows who came and went
        typeof(TalkEnded),
        typeof(PostPinned), // what is on the board the board tells
        typeof(PostExpired),
        typeof(PostsSeen),
        typeof(RoomOpened), // nobody came
        typeof(ImportBegan),
        typeof(KeepSet), // KEEP tells what it is now
        typeof(Forgot), // what is forgotten is not to be read about
    ];

    [Fact]
    public void Every_event_is_kept_or_known_not_to_be() =>
        Assert.Equal(
            typeof(Event)
                .Assembly.GetTypes()
                .Where(type => type.IsSubclassOf(typeof(Event)))
                .Select(type => type.Name)
                .Order(),
            s_kept
                .Select(kept => kept.GetType())
                .Concat(s_notKept)
                .Distinct()
                .Select(type => type.Name)
                .Order()
        );

    [Fact]
    public void What_is_kept_is_read_back_as_it_was()
    {
        foreach (var kept in s_kept)
        {
            var bytes = new ByteWriter();
            KeptEvents.Write(bytes, kept);
            var read = KeptEvents.Read(bytes.Written);
            Assert.Equal(Shown(kept), Shown(read!));
            Assert.Null(KeptEvents.Read(bytes.Written[..^1]));
        }
    }

    [Fact]
    public void Each_kept_event_has_a_row()
    {
        foreach (var kept in s_kept)
        {
            var inARoom = kept switch
            {
                Detached detached => detached with { Rooms = [s_tea] },
                _ => kept,
            };
            var rows = new List<HistoryRow>();
            HistoryRow.Add(new Told(inARoom, 1, 0, 1, default), rows);
            Assert.NotEmpty(rows);
        }
    }

    /// <summary>Programs answer these by themselves: nobody is to be asked twice.</summary>
    [Theory]
    [InlineData(MessageKind.Query)]
    [InlineData(MessageKind.Reply)]
    public void What_programs_ask_each_other_is_not_kept(MessageKind kind)
    {
        var rows = new List<HistoryRow>();
        HistoryRow.Add(
            new Told(new SaidInRoom(s_ada, s_tea, "#tea", kind, 1), 1, 0, 1, default),
            rows
        );
        HistoryRow.Add(
            new Told(new SaidToPerson(s_ada, s_ada, kind, null), 1, 0, 1, default),
            rows
        );
        Assert.Empty(rows);
    }

    private static string Shown(Event kept) =>
        kept is RoomChanged changed
            ? changed with { Changes = [] } + string.Join(',', changed.Changes)
        : kept is Detached detached
            ? $"{detached with { Rooms = [] }}".Replace("System", "", StringComparison.Ordinal)
        : kept.ToString();
}
