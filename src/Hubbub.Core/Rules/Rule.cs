namespace Hubbub.Core;

/// <summary>All that the hub knows of one kind of command: its bytes in the log and its rule.</summary>
internal abstract class Rule
{
    /// <summary>Stands in the log: never reused, never renumbered.</summary>
    public abstract byte Tag { get; }

    public abstract Type CommandType { get; }

    public abstract void Write(ByteWriter writer, Command command);

    public abstract Command Read(ref ByteReader reader);

    /// <summary>Reads only. An exception here leaves the state as it was.</summary>
    public abstract void Decide(HubState state, in Entry entry, List<Event> events);
}

internal abstract class Rule<TCommand>(byte tag) : Rule
    where TCommand : Command
{
    public sealed override byte Tag { get; } = tag;

    public sealed override Type CommandType => typeof(TCommand);

    public sealed override void Write(ByteWriter writer, Command command) =>
        Write(writer, (TCommand)command);

    public sealed override Command Read(ref ByteReader reader) => ReadBody(ref reader);

    public sealed override void Decide(HubState state, in Entry entry, List<Event> events) =>
        Decide(state, entry, (TCommand)entry.Command, events);

    protected abstract void Write(ByteWriter writer, TCommand command);

    protected abstract TCommand ReadBody(ref ByteReader reader);

    protected abstract void Decide(
        HubState state,
        in Entry entry,
        TCommand command,
        List<Event> events
    );
}

/// <summary>A command of an attached session; a session that is not (any more) is refused before the rule.</summary>
internal abstract class SessionRule<TCommand>(byte tag) : Rule<TCommand>(tag)
    where TCommand : Command
{
    protected sealed override void Decide(
        HubState state,
        in Entry entry,
        TCommand command,
        List<Event> events
    )
    {
        if (state.Find(entry.Session) is { } session)
            Decide(new Deciding(state, entry, session, events), command);
        else
            events.Add(new Refused(entry.Session, Reason.NotAttached));
    }

    protected abstract void Decide(in Deciding at, TCommand command);
}

/// <summary>What a rule decides from, and where it puts what comes of it.</summary>
internal readonly struct Deciding(
    HubState state,
    in Entry entry,
    Session session,
    List<Event> events
)
{
    private readonly List<Event> _events = events;

    public HubState State { get; } = state;

    public ulong Index { get; } = entry.Index;

    public long At { get; } = entry.At;

    /// <summary>Who asks.</summary>
    public Session Session { get; } = session;

    public void Add(Event came) => _events.Add(came);

    public void Refuse(
        Reason reason,
        string subject = "",
        string room = "",
        RoomMode mode = default
    ) => _events.Add(new Refused(Session.Who.Session, reason, subject, room, mode));
}
