namespace Hubbub.Core;

/// <summary>How long what is said in a room stays was decided.</summary>
/// <param name="Span">See <see cref="Keep"/>.</param>
public sealed record KeepSet(Identity By, RoomId Room, string Name, long Span) : Event
{
    public override Audience Audience => Audience.Of(Room);

    public override SessionId Actor => By.Session;

    internal override void Change(HubState state)
    {
        state.Rooms[Room].Keep = Span;
        state.KeepChanges++;
    }
}

/// <summary>A history is forgotten as far as <paramref name="Now"/> says.</summary>
/// <param name="Room">Default: private talks, and rooms that have ended.</param>
public sealed record Forgot(RoomId Room, Forgotten Now) : Event
{
    public override Audience Audience => Audience.Nobody;

    internal override void Change(HubState state)
    {
        if (Room == default)
        {
            state.Forgotten = Now;
            return;
        }

        var room = state.Rooms[Room];
        room.Forgotten = Now;
        room.Recent.RemoveUpTo(Now.Erased);
    }
}
