namespace Hubbub.Core;

/// <summary>A room's state.</summary>
internal sealed class Room(RoomId id, string name, FoldedRoom folded, bool lasting)
{
    public RoomId Id { get; } = id;

    public string Name { get; set; } = name;

    public FoldedRoom Folded { get; set; } = folded;

    /// <summary>Stays when the last member has left; belongs to the server's operators.</summary>
    public bool Lasting { get; set; } = lasting;

    /// <summary>Does not end with its last member.</summary>
    public bool Stays => StaysEmpty || !Board.IsEmpty || !Files.IsEmpty;

    /// <summary>What an operator decided on is not to be undone by whoever leaves last.</summary>
    public bool StaysEmpty => Lasting || Keep != Core.Keep.AsServer;

    /// <summary>How long what is said here stays; see <see cref="Core.Keep"/>.</summary>
    public long Keep { get; set; }

    public Forgotten Forgotten { get; set; }

    public ImportedFiles Imports { get; } = new();

    public long CreatedAt { get; init; }

    public Topic? Topic { get; set; }

    public RoomFlags Flags { get; set; } = RoomFlags.Default;

    /// <summary>Empty: none.</summary>
    public string Key { get; set; } = "";

    public ulong KeyHash { get; set; }

    /// <summary>0: none.</summary>
    public int Limit { get; set; }

    /// <summary>People speak in turns here; null: as they like.</summary>
    public Round? Round { get; set; }

    public MaskList Bans { get; } = new();

    public MaskList BanExceptions { get; } = new();

    public MaskList InviteExceptions { get; } = new();

    public Dictionary<SessionId, Member> Members { get; } = [];

    /// <summary>The same members in the order in which they came.</summary>
    public Roster<Member> Order { get; } = new();

    /// <summary>Where the last things said here stand in the log.</summary>
    public RecentIndices Recent { get; } = new();

    public Board Board { get; } = new();

    public RoomFiles Files { get; } = new();

    public void Add(Member member)
    {
        Members.Add(member.Session.Who.Session, member);
        Order.Add(member.JoinedAt, member);
        member.Session.Rooms.Add(this);
        Round?.Come(member.Session.Who);
    }

    /// <summary>False (and nothing changed): already in, or not come after those before.</summary>
    public bool TryAdd(Member member)
    {
        if (Members.ContainsKey(member.Session.Who.Session) || !Order.MayAdd(member.JoinedAt))
            return false;
        Add(member);
        return true;
    }

    /// <summary>They have gone from here, and so has their place among those who take turns.</summary>
    public void Leave(Identity who)
    {
        Remove(who.Session);
        Round?.Go(who);
    }

    /// <summary>Their session has ended; their place stays.</summary>
    public void Remove(SessionId session)
    {
        if (!Members.Remove(session, out var member))
            return;
        Order.Remove(member.JoinedAt);
        member.Session.Rooms.Remove(this);
    }

    public bool Has(RoomFlags flag) => (Flags & flag) != 0;

    public Role RoleOf(Session session) =>
        Members.TryGetValue(session.Who.Session, out var member) ? member.Role : Role.None;

    /// <summary>
    /// What somebody may do here: their role; a server operator everything where nobody else looks
    /// after the room: in lasting rooms, and where the roles have lapsed.
    /// </summary>
    public Rank RankOf(Session session)
    {
        if (session.IsOperator && (Lasting || !HasOperators))
            return Rank.Founder;
        return Roles.RankOf(RoleOf(session));
    }

    private bool HasOperators =>
        Members.Values.Any(member => Roles.RankOf(member.Role) >= Rank.Operator);

    public MaskList? MasksOf(RoomMode mode) =>
        mode switch
        {
            RoomMode.Ban => Bans,
            RoomMode.BanException => BanExceptions,
            RoomMode.InviteException => InviteExceptions,
            _ => null,
        };

    public bool Bars(Identity who) =>
        Bans.Count > 0 && Bans.Match(who.Mask) && !BanExceptions.Match(who.Mask);

    /// <summary>In, but may not speak: a ban that begins with <see cref="MaskList.Mute"/>.</summary>
    public bool Mutes(Identity who) =>
        Bans.Count > 0
        && Bans.Match(who.Mask, MaskList.Mute)
        && !BanExceptions.Match(who.Mask)
        && !BanExceptions.Match(who.Mask, MaskList.Mute);

    /// <summary>The members who have at least this rank, in the order in which they came.</summary>
    public Audience AudienceOf(Rank least) =>
        Audience.Of(
            Order
                .After()
                .Where(member => Roles.RankOf(member.Role) >= least)
                .Select(member => member.Session.Who.Session)
                .ToArray()
        );
}

/// <summary>Someone in a room.</summary>
/// <param name="joinedAt">The index of the entry by which they came.</param>
internal sealed class Member(Session session, ulong joinedAt, Role role)
{
    public Session Session { get; } = session;

    public ulong JoinedAt { get; } = joinedAt;

    public Role Role { get; set; } = role;
}

public sealed record Topic(string Text, string SetBy, long At);

/// <summary>Settings of a room that are on or off.</summary>
[Flags]
public enum RoomFlags : byte
{
    None = 0,
    InviteOnly = 1,
    Moderated = 2,
    NoOutsideMessages = 4,
    Secret = 8,
    TopicByOperators = 16,

    /// <summary>Programs do not talk to each other here (CTCP, but for ACTION).</summary>
    NoPrograms = 32,

    /// <summary>What a new room starts with.</summary>
    Default = NoOutsideMessages | TopicByOperators,
}
