using Hubbub.Core;

namespace Hubbub.Node.History;

/// <summary>Something told, and where it belongs: to a room, or (default) to the talk of the two in it.</summary>
public readonly record struct HistoryRow(RoomId Room, Told Told)
{
    /// <summary>There is nothing to be read back, only a text to be erased some day.</summary>
    public bool IsUnread { get; private init; }

    public static HistoryRow Unread(in Entry entry) =>
        new(default, default(Told) with { Index = entry.Index, At = entry.At }) { IsUnread = true };

    /// <summary>What of an event is kept, and where. An event that nobody will ever want to read back gives no row.</summary>
    public static void Add(in Told told, List<HistoryRow> rows)
    {
        switch (told.Event)
        {
            // Programs answer these by themselves: nobody is to be asked twice.
            case SaidInRoom { Kind: MessageKind.Query or MessageKind.Reply }:
            case SaidToPerson { Kind: MessageKind.Query or MessageKind.Reply }:
                break;
            case SaidInRoom { Room: var room }:
                rows.Add(new HistoryRow(room, told));
                break;
            case SaidToPerson:
                rows.Add(new HistoryRow(default, told));
                break;
            case Joined { Room: var room }:
                rows.Add(new HistoryRow(room, told));
                break;
            case Left { Room: var room }:
                rows.Add(new HistoryRow(room, told));
                break;
            case Kicked { Room: var room }:
                rows.Add(new HistoryRow(room, told));
                break;
            case TopicSet { Room: var room }:
                rows.Add(new HistoryRow(room, told));
                break;
            case RoomChanged { Room: var room }:
                rows.Add(new HistoryRow(room, told));
                break;
            case Redacted { Room: var room }:
                rows.Add(new HistoryRow(room, told));
                break;
            case PostErased { Room: var room }:
                rows.Add(new HistoryRow(room, told));
                break;
            case Detached { Rooms: var rooms }:
                AddAll(rooms, told, rows);
                break;
            case Renamed { Rooms: var rooms }:
                AddAll(rooms, told, rows);
                // Also for the talks: who they are called by.
                rows.Add(new HistoryRow(default, told));
                break;
            default:
                break;
        }
    }

    private static void AddAll(IReadOnlyList<RoomId> rooms, in Told told, List<HistoryRow> rows)
    {
        foreach (var room in rooms)
            rows.Add(new HistoryRow(room, told));
    }
}
