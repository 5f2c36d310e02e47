namespace Hubbub.Core;

/// <summary>What was imported into a room, for the node itself.</summary>
public sealed record ImportsInto(FoldedRoom Room) : Question
{
    internal override Answer AnswerFrom(HubState state, Session? asker) =>
        state.Find(Room) is { } room
            ? new ImportsAnswer(room.Id, room.Imports.All.ToArray())
            : NotFound.Instance;
}

/// <param name="Files">The one that was imported last is the last.</param>
public sealed record ImportsAnswer(RoomId Room, IReadOnlyList<ImportedFile> Files) : Answer;
