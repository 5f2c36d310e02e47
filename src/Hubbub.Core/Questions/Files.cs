namespace Hubbub.Core;

/// <summary>What a room has in the drop, the newest first. Members only.</summary>
/// <param name="Before">Only files with lower numbers; 0: from the newest.</param>
public sealed record FilesOf(FoldedRoom Room, int Before, int Most) : Question
{
    internal override Answer AnswerFrom(HubState state, Session? asker)
    {
        if (FileSight.Of(state, asker, Room) is not { } sight)
            return NotFound.Instance;
        var shown = sight
            .Room.Files.All.Reverse()
            .Where(file => sight.Shows(file) && (Before == 0 || file.Number < Before))
            .Take(Most + 1)
            .ToList();
        var older = shown.Count > Most ? shown[Most - 1].Number : 0;
        return new FilesAnswer(
            sight.Room.Id,
            sight.Room.Name,
            [.. shown.Take(Most)],
            sight.Room.Files.All.Count(sight.Shows),
            older,
            state.Drop.Bytes,
            state.Drop.Limits
        );
    }
}

/// <param name="Count">All that the asker may see.</param>
/// <param name="Older">Before which number the next page begins; 0: there is none.</param>
/// <param name="Used">Bytes of all files of the server.</param>
public sealed record FilesAnswer(
    RoomId Room,
    string Name,
    IReadOnlyList<DroppedFile> Files,
    int Count,
    int Older,
    long Used,
    FileLimits Limits
) : Answer;

/// <summary>One file of a room by its number. Members only.</summary>
public sealed record FileIn(FoldedRoom Room, int Number) : Question
{
    internal override Answer AnswerFrom(HubState state, Session? asker) =>
        FileSight.Of(state, asker, Room) is { } sight
        && sight.Room.Files.Find(Number) is { } file
        && sight.Shows(file)
            ? new FileAnswer(file)
            : NotFound.Instance;
}

/// <summary>The newest file of a room with this name. Members only.</summary>
public sealed record FileNamed(FoldedRoom Room, string Name) : Question
{
    internal override Answer AnswerFrom(HubState state, Session? asker) =>
        FileSight.Of(state, asker, Room) is { } sight
        && sight.Room.Files.All.LastOrDefault(file => file.Name == Name && sight.Shows(file))
            is { } file
            ? new FileAnswer(file)
            : NotFound.Instance;
}

/// <summary>The file whose link holds this. Whoever has the link may have the file.</summary>
public sealed record FileBehind(string Key) : Question
{
    internal override Answer AnswerFrom(HubState state, Session? asker) =>
        state.Drop.Find(Key) is { } file ? new FileAnswer(file) : NotFound.Instance;
}

public sealed record FileAnswer(DroppedFile File) : Answer;

/// <summary>Whether a file of this size may be offered in a room, before its bytes come.</summary>
public sealed record MayOffer(string Name, FoldedRoom Room, long Size) : Question
{
    internal override Answer AnswerFrom(HubState state, Session? asker) =>
        new MayOfferAnswer(
            asker is null
                ? new Refused(default, Reason.NotAttached)
                : OfferFileRule.Bar(state, asker, Room, Name, Size),
            Math.Min(state.Drop.Limits.One, state.Drop.Left)
        )
        {
            One = state.Drop.Limits.One,
        };
}

/// <param name="Refused">Why not; null: it may.</param>
/// <param name="Room">Bytes that there is room for.</param>
public sealed record MayOfferAnswer(Refused? Refused, long Room) : Answer
{
    /// <summary>Bytes that one file may have.</summary>
    public long One { get; init; }

    /// <summary>Who bears the nick that was asked for; default: nobody, or it was a room.</summary>
    public SessionId To { get; init; }
}

/// <summary>Whether files lie under a digest. Of the node itself.</summary>
public sealed record UsesOf(string Digest) : Question
{
    internal override Answer AnswerFrom(HubState state, Session? asker) =>
        new UsesAnswer(state.Drop.UsesOf(Digest));
}

public sealed record UsesAnswer(int Count) : Answer;

/// <summary>What of a room's files somebody may see: as of a board.</summary>
internal readonly record struct FileSight(Room Room, ulong After)
{
    public static FileSight? Of(HubState state, Session? asker, FoldedRoom name) =>
        asker is not null
        && state.Find(name) is { } room
        && room.Members.TryGetValue(asker.Who.Session, out var member)
            ? new FileSight(room, Sight.BeforeThem(room, member))
            : null;

    public bool Shows(DroppedFile file) => file.Index > After;
}
