namespace Hubbub.Core;

internal sealed class StartedRule() : Rule<Started>(1)
{
    protected override void Write(ByteWriter writer, Started command) =>
        writer.WriteFixed64(command.Incarnation);

    protected override Started ReadBody(ref ByteReader reader) => new(reader.ReadFixed64());

    protected override void Decide(
        HubState state,
        in Entry entry,
        Started command,
        List<Event> events
    )
    {
        var ended = Ending(state, session => session.Incarnation != command.Incarnation);
        var lobby = Lobby(state, state.Settings, entry);
        events.Add(new NodeStarted(command.Incarnation, ended, lobby));
    }

    /// <summary>Where the lobby has to be made; default: it is there.</summary>
    internal static RoomId Lobby(HubState state, Settings settings, in Entry entry) =>
        state.Find(settings.Lobby) is null ? new RoomId(entry.Index) : default;

    internal static List<SessionId> Ending(HubState state, Func<SessionId, bool> ends) =>
        state.SessionsInOrder().Select(session => session.Who.Session).Where(ends).ToList();
}

internal sealed class StoppedRule() : Rule<Stopped>(2)
{
    protected override void Write(ByteWriter writer, Stopped command) { }

    protected override Stopped ReadBody(ref ByteReader reader) => new();

    protected override void Decide(
        HubState state,
        in Entry entry,
        Stopped command,
        List<Event> events
    )
    {
        var incarnation = entry.Session.Incarnation;
        events.Add(
            new NodeStopped(
                StartedRule.Ending(state, session => session.Incarnation == incarnation)
            )
        );
    }
}

internal sealed class ConfigureRule() : Rule<Configure>(3)
{
    protected override void Write(ByteWriter writer, Configure command) =>
        SettingsCodec.Write(writer, command.Settings);

    protected override Configure ReadBody(ref ByteReader reader) =>
        new(SettingsCodec.Read(ref reader));

    protected override void Decide(
        HubState state,
        in Entry entry,
        Configure command,
        List<Event> events
    ) =>
        events.Add(
            new Configured(command.Settings, StartedRule.Lobby(state, command.Settings, entry))
        );
}

internal sealed class RaiseRule() : Rule<Raise>(4)
{
    protected override void Write(ByteWriter writer, Raise command) =>
        writer.WriteCount(command.Level);

    protected override Raise ReadBody(ref ByteReader reader) => new(reader.ReadNumber());

    protected override void Decide(
        HubState state,
        in Entry entry,
        Raise command,
        List<Event> events
    )
    {
        if (command.Level > state.Level)
            events.Add(new Raised(command.Level));
    }
}

/// <summary>Tells in the log what the table of skipped entries says; changes nothing by itself.</summary>
internal sealed class SkipRule() : Rule<Skip>(5)
{
    protected override void Write(ByteWriter writer, Skip command) =>
        writer.WriteVarint(command.Index);

    protected override Skip ReadBody(ref ByteReader reader) => new(reader.ReadVarint());

    protected override void Decide(
        HubState state,
        in Entry entry,
        Skip command,
        List<Event> events
    ) { }
}
