namespace Hubbub.Core;

/// <summary>A room stays, whoever leaves.</summary>
/// <param name="Made">The room began with it.</param>
public sealed record RoomOpened(RoomId Room, string Name, FoldedRoom Folded, bool Made) : Event
{
    public override Audience Audience => Audience.Nobody;

    internal override void Change(HubState state)
    {
        if (Made)
            state.Add(new Room(Room, Name, Folded, lasting: true) { CreatedAt = state.At });
        else
            state.Rooms[Room].Lasting = true;
    }
}

/// <summary>Lines of a file begin, or go on, in a room.</summary>
public sealed record ImportBegan(RoomId Room, ulong File) : Event
{
    public override Audience Audience => Audience.Nobody;

    internal override void Change(HubState state) => state.Rooms[Room].Imports.Begin(File);
}
