namespace Hubbub.Core;

internal sealed class ExpirePostsRule() : Rule<ExpirePosts>(54)
{
    /// <summary>Of one entry; the node proposes again while there is more.</summary>
    private const int MostAtOnce = 1_000;

    protected override void Write(ByteWriter writer, ExpirePosts command) { }

    protected override ExpirePosts ReadBody(ref ByteReader reader) => new();

    protected override void Decide(
        HubState state,
        in Entry entry,
        ExpirePosts command,
        List<Event> events
    )
    {
        var erased = new List<(Room Room, int Count)>();
        foreach (var due in state.Due.By(entry.At).Take(MostAtOnce))
        {
            var room = state.Rooms[new RoomId(due.Room)];
            var post = room.Board.Find(due.Number)!;
            if (post.IsShown)
            {
                events.Add(new PostExpired(room.Id, room.Name, post.Number));
                continue;
            }

            events.Add(new PostErased(room.Id, room.Name, post.Number, post.Index));
            var at = erased.FindIndex(one => one.Room == room);
            if (at < 0)
                erased.Add((room, 1));
            else
                erased[at] = (room, erased[at].Count + 1);
        }

        foreach (var (room, count) in erased)
            Posts.EndIfLast(room, count, events.Add);
    }
}

internal sealed class SeePostsRule() : Rule<SeePosts>(55)
{
    protected override void Write(ByteWriter writer, SeePosts command)
    {
        writer.WriteVarint(command.Room.Index);
        writer.WriteCount(command.Shown.Count);
        foreach (var shown in command.Shown)
        {
            writer.WriteFixed64(shown.Session.Incarnation);
            writer.WriteVarint(shown.Session.Number);
            writer.WriteCount(shown.From);
            writer.WriteCount(shown.To);
        }
    }

    protected override SeePosts ReadBody(ref ByteReader reader)
    {
        var room = new RoomId(reader.ReadVarint());
        var shown = new PostsShown[reader.ReadCount(atLeast: 11)];
        for (var i = 0; i < shown.Length; i++)
        {
            shown[i] = new PostsShown(
                new SessionId(reader.ReadFixed64(), reader.ReadNumber32()),
                reader.ReadNumber(),
                reader.ReadNumber()
            );
        }

        return new SeePosts(room, shown);
    }

    /// <summary>Of members only; who has left meanwhile is passed over.</summary>
    protected override void Decide(
        HubState state,
        in Entry entry,
        SeePosts command,
        List<Event> events
    )
    {
        if (!state.Rooms.TryGetValue(command.Room, out var room))
            return;
        var shown = command.Shown.Where(one => room.Members.ContainsKey(one.Session)).ToArray();
        if (shown.Length > 0)
            events.Add(new PostsSeen(room.Id, shown));
    }
}
