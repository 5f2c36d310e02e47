namespace Hubbub.Core;

/// <summary>How long what is said in a room stays. For its members and the server's operators.</summary>
public sealed record KeepOf(FoldedRoom Room) : Question
{
    internal override Answer AnswerFrom(HubState state, Session? asker) =>
        state.Find(Room) is { } room && (Sight.IsIn(asker, room) || asker is { IsOperator: true })
            ? new KeepAnswer(room.Name, room.Keep)
            : NotFound.Instance;
}

/// <param name="Span">See <see cref="Keep"/>.</param>
public sealed record KeepAnswer(string Name, long Span) : Answer;

/// <summary>How far everything is forgotten, for the node itself.</summary>
public sealed record Forgettings : Question
{
    internal override Answer AnswerFrom(HubState state, Session? asker) =>
        new ForgettingsAnswer(
            state.Index,
            state.Forgotten,
            state.RoomOrder.After().Select(RoomForgetting.Of).ToArray()
        );
}

/// <param name="At">The last entry applied.</param>
/// <param name="Others">Of private talks, and of rooms that have ended.</param>
public sealed record ForgettingsAnswer(
    ulong At,
    Forgotten Others,
    IReadOnlyList<RoomForgetting> Rooms
) : Answer;

/// <param name="Span">See <see cref="Keep"/>.</param>
/// <param name="Posts">The entries with the texts that stand on its board: they stay as long as they do.</param>
public readonly record struct RoomForgetting(
    RoomId Room,
    long Span,
    Forgotten Forgotten,
    IReadOnlyList<ulong> Posts
)
{
    internal static RoomForgetting Of(Room room) =>
        new(
            room.Id,
            room.Keep,
            room.Forgotten,
            room.Board.Posts.Select(post => post.Index)
                .Where(index => index <= room.Forgotten.Erased)
                .ToArray()
        );
}
