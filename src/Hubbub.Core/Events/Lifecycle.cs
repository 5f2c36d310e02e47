namespace Hubbub.Core;

/// <summary>A node started: <paramref name="Ended"/> are the sessions of its earlier incarnations.</summary>
/// <param name="LobbyAt">Where the lobby has to be made: its id; default: it is there.</param>
public sealed record NodeStarted(ulong Incarnation, IReadOnlyList<SessionId> Ended, RoomId LobbyAt)
    : Event
{
    public override Audience Audience => Audience.Nobody;

    internal override void Change(HubState state) => NodeEnds.Change(state, Ended, LobbyAt);
}

/// <summary>A node ended in good order, and with it its sessions. Text: why.</summary>
public sealed record NodeStopped(IReadOnlyList<SessionId> Ended) : Event
{
    public override Audience Audience => Audience.Everyone;

    internal override void Change(HubState state) => NodeEnds.Change(state, Ended, default);
}

/// <param name="LobbyAt">Where the lobby has to be made: its id; default: it is there.</param>
public sealed record Configured(Settings Settings, RoomId LobbyAt) : Event
{
    public override Audience Audience => Audience.Nobody;

    internal override void Change(HubState state)
    {
        state.Settings = Settings;
        NodeEnds.MakeLobby(state, LobbyAt);
    }
}

public sealed record Raised(int Level) : Event
{
    public override Audience Audience => Audience.Nobody;

    internal override void Change(HubState state) => state.Level = Level;
}

/// <summary>How much may be kept in the drop from here on; what is there stays.</summary>
public sealed record FilesLimited(FileLimits Limits) : Event
{
    public override Audience Audience => Audience.Nobody;

    internal override void Change(HubState state) => state.Drop.Limits = Limits;
}

internal static class NodeEnds
{
    /// <summary>Rooms emptied so keep all but their roles: those lapse with the sessions.</summary>
    public static void Change(HubState state, IReadOnlyList<SessionId> ended, RoomId lobbyAt)
    {
        foreach (var id in ended)
        {
            if (state.Find(id) is { } session)
                state.Remove(session);
        }

        MakeLobby(state, lobbyAt);
    }

    public static void MakeLobby(HubState state, RoomId lobbyAt)
    {
        if (lobbyAt == default)
            return;
        var settings = state.Settings;
        state.Add(
            new Room(lobbyAt, settings.LobbyName, settings.Lobby, lasting: true)
            {
                CreatedAt = state.At,
            }
        );
    }
}
