namespace Hubbub.Core;

/// <summary>
/// The settings that a rule depends on. They reach the hub by a <see cref="Configure"/> entry,
/// so that an old log gives the same state under new options.
/// </summary>
/// <param name="RoomsPerSession">How many rooms one session may be in at once.</param>
/// <param name="MasksPerRoom">Entries in each of a room's mask lists (bans, exceptions, invitations).</param>
public sealed record Settings(
    string ServerName,
    string LobbyName,
    FoldedRoom Lobby,
    int RoomsPerSession,
    int MasksPerRoom
)
{
    public static readonly Settings Default = new(
        "hubbub",
        "#lobby",
        new FoldedRoom("#lobby"),
        RoomsPerSession: 100,
        MasksPerRoom: 100
    );
}
