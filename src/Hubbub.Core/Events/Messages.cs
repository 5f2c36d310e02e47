namespace Hubbub.Core;

/// <summary>Said in a room. Text: what.</summary>
public sealed record SaidInRoom(
    Identity From,
    RoomId Room,
    string Name,
    MessageKind Kind,
    ulong Index
) : Event
{
    /// <summary>User and host of whoever said something before it came here.</summary>
    public const string Elsewhere = "imported";

    /// <summary>When it was said elsewhere, microseconds since 1970 UTC; 0: it was said here, when it was logged.</summary>
    public long SaidAt { get; init; }

    public override long? HappenedAt => SaidAt == 0 ? null : SaidAt;

    /// <summary>It stays on the room's board; null: it is only said.</summary>
    public PostInfo? Post { get; init; }

    /// <summary>Where the post's text stood before it was edited; 0: it is new.</summary>
    public ulong Replaces { get; init; }

    /// <summary>The number of the post that makes room for it: still said, but off the board; 0: none.</summary>
    public int Displaces { get; init; }

    /// <summary>It offers a file of the drop; null: none.</summary>
    public DroppedFile? File { get; init; }

    public override Audience Audience => Audience.Of(Room);

    public override SessionId Actor => From.Session;

    public override MessageId? Erases => Replaces == 0 ? null : new MessageId(Replaces, 0);

    /// <summary>Only what people said is read again, and is a turn.</summary>
    internal override void Change(HubState state)
    {
        if (!Turns.IsSpeech(Kind))
            return;
        var room = state.Rooms[Room];
        if (Replaces != 0)
            room.Recent.Remove(Replaces);
        room.Recent.Add(Index, From.Nick);
        if (SaidAt != 0)
        {
            room.Imports.Count();
            return;
        }

        room.Round?.Advance();
        if (Post is not null)
            Put(state, room, Post);
        if (File is not null)
            state.Drop.Add(room, File);
    }

    private void Put(HubState state, Room room, PostInfo info)
    {
        if (room.Board.Find(Displaces) is { } displaced)
            state.RemovePost(room, displaced);
        if (room.Board.Find(info.Number) is { } edited)
        {
            state.Due.Cancel(room, edited);
            edited.Say(info);
            state.Due.Set(room, edited);
        }
        else
        {
            state.AddPost(room, Core.Post.Of(info, From));
        }
    }
}

/// <summary>Said to those in a room who have at least a rank. Text: what.</summary>
/// <param name="Reached">Those that it was said to.</param>
public sealed record SaidToRoles(
    Identity From,
    string Name,
    MessageKind Kind,
    Rank Least,
    Audience Reached
) : Event
{
    public override Audience Audience => Reached;

    public override SessionId Actor => From.Session;

    internal override void Change(HubState state) { }
}

/// <summary>Told by a server operator to all who want to hear it. Text: what.</summary>
public sealed record Announced(Identity From, Audience Reached) : Event
{
    public override Audience Audience => Reached;

    public override SessionId Actor => From.Session;

    internal override void Change(HubState state) { }
}

/// <summary>Said to one person. Text: what.</summary>
/// <param name="Away">The other's away message, which the actor is to be told; null: not away, or a notice.</param>
public sealed record SaidToPerson(Identity From, Identity To, MessageKind Kind, string? Away)
    : Event
{
    /// <summary>It offers a file of the drop, to them alone; null: none.</summary>
    public DroppedFile? File { get; init; }

    public override Audience Audience =>
        From.Session == To.Session ? Audience.Nobody : Audience.Of(To.Session);

    public override SessionId Actor => From.Session;

    internal override void Change(HubState state)
    {
        if (File is not null)
            state.Drop.Hand(File);
    }
}

/// <summary>What was said was taken back: it is read nowhere any more. Text: the reason given.</summary>
/// <param name="Room">Where it was said; default: to <paramref name="Other"/>.</param>
/// <param name="Name">The room's, or the other's.</param>
/// <param name="Nick">Under which it was said.</param>
/// <param name="SaidAt">Microseconds since 1970 UTC.</param>
public sealed record Redacted(
    Identity By,
    MessageId Message,
    RoomId Room,
    SessionId Other,
    string Name,
    string Nick,
    long SaidAt
) : Event
{
    public override Audience Audience =>
        Room != default ? Audience.Of(Room)
        : Other == By.Session ? Audience.Nobody
        : Audience.Of(Other);

    /// <summary>The number of the post that it was; 0: it was none.</summary>
    public int Post { get; init; }

    /// <summary>The number of the file that it offered, which is in the drop no more; 0: none.</summary>
    public int File { get; init; }

    /// <summary>Who said it, where that is another session than <see cref="By"/> in a private talk; default: the same.</summary>
    public SessionId Author { get; init; }

    public override SessionId Actor => By.Session;

    public override MessageId? Erases => Message;

    internal override void Change(HubState state)
    {
        if (Room == default)
        {
            if (state.Drop.Handed.Find(File) is { } handed)
                state.Drop.Close(handed);
            return;
        }

        var room = state.Rooms[Room];
        room.Recent.Remove(Message.Index);
        if (room.Board.Find(Post) is { } post)
            state.RemovePost(room, post);
        if (room.Files.Find(File) is { } file)
            state.Drop.Remove(room, file);
    }
}
