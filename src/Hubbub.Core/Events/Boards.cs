namespace Hubbub.Core;

/// <summary>A post as it stands, or stood, on a board; its text is the entry's.</summary>
/// <param name="Number">From 1, in the order of posting; of one room.</param>
/// <param name="Index">The entry that has its text.</param>
/// <param name="Author">The nick under which it was posted.</param>
/// <param name="At">When it was posted, microseconds since 1970 UTC.</param>
/// <param name="Titled">The first line of the text is its title.</param>
/// <param name="Expires">Microseconds since 1970 UTC; 0: never.</param>
/// <param name="Answers">The number of another post; 0: none.</param>
/// <param name="Edited">It has said something else before.</param>
/// <param name="Seen">By how many others.</param>
public sealed record PostInfo(
    int Number,
    ulong Index,
    string Author,
    long At,
    bool Titled,
    long Expires,
    bool Pinned,
    int Answers,
    bool Edited,
    int Seen
);

/// <summary>A post was pinned, or is no more.</summary>
public sealed record PostPinned(Identity By, RoomId Room, string Name, int Number, bool On) : Event
{
    public override Audience Audience => Audience.Of(Room);

    public override SessionId Actor => By.Session;

    internal override void Change(HubState state) =>
        state.Rooms[Room].Board.Find(Number)!.Pinned = On;
}

/// <summary>A post's time has come: it is shown no more. Its text stays for a day.</summary>
public sealed record PostExpired(RoomId Room, string Name, int Number) : Event
{
    public override Audience Audience => Audience.Of(Room);

    internal override void Change(HubState state)
    {
        var room = state.Rooms[Room];
        var post = room.Board.Find(Number)!;
        state.Due.Cancel(room, post);
        post.HiddenAt = state.At;
        state.Due.Set(room, post);
    }
}

/// <summary>A post that was hidden for a day is nowhere any more.</summary>
/// <param name="Index">The entry that had its text.</param>
public sealed record PostErased(RoomId Room, string Name, int Number, ulong Index) : Event
{
    public override Audience Audience => Audience.Nobody;

    public override MessageId? Erases => new MessageId(Index, 0);

    internal override void Change(HubState state)
    {
        var room = state.Rooms[Room];
        room.Recent.Remove(Index);
        state.RemovePost(room, room.Board.Find(Number)!);
    }
}

/// <summary>Posts were shown to some of the members.</summary>
public sealed record PostsSeen(RoomId Room, IReadOnlyList<PostsShown> Shown) : Event
{
    public override Audience Audience => Audience.Nobody;

    internal override void Change(HubState state)
    {
        foreach (var shown in Shown)
            state.Rooms[Room].Board.See(state.Sessions[shown.Session].Who.Folded, shown);
    }
}
