namespace Hubbub.Core;

/// <summary>
/// What the hub cannot answer because it holds no texts: who may read what is decided here, at the
/// question's place; the rest is read elsewhere (<see cref="Inquiry"/>) and answered later. Its ask
/// has to hold (<see cref="Ask.Holds"/>).
/// </summary>
public abstract record HistoryQuestion : Question
{
    private protected HistoryQuestion() { }
}

/// <summary>What may be read for a question, as of its place.</summary>
/// <param name="Passages">Never of a room that the asker is not in, nor of others' talks.</param>
public sealed record Inquiry(HistoryQuestion Question, IReadOnlyList<Passage> Passages) : Answer;

/// <summary>A part of history that one session may read. Identities, not names: a room made again is another.</summary>
public abstract record Passage
{
    private protected Passage() { }
}

/// <param name="After">Only what came after this entry: whoever may not look in from outside may not read what was before them, and nobody what is forgotten.</param>
public sealed record RoomPassage(RoomId Room, string Name, ulong After) : Passage;

/// <summary>What two sessions said to each other.</summary>
/// <param name="After">Only what came after this entry: the rest is forgotten.</param>
/// <param name="Other">Null: nobody is called so now; then the last that <paramref name="Own"/> talked with under this nick.</param>
public sealed record TalkPassage(
    SessionId Own,
    SessionId? Other,
    FoldedNick Nick,
    string Name,
    ulong After
) : Passage;

/// <summary>All talks of a session.</summary>
/// <param name="After">Only what came after this entry: the rest is forgotten.</param>
public sealed record OwnTalks(SessionId Own, ulong After) : Passage;

/// <summary>A room or a person, as somebody typed it.</summary>
public readonly record struct HistoryTarget(string Typed, FoldedRoom Room, FoldedNick Nick)
{
    public static HistoryTarget Of(string typed, FoldedRoom room) => new(typed, room, default);

    public static HistoryTarget Of(string typed, FoldedNick nick) => new(typed, default, nick);

    /// <summary>Null: there is no such room, or the asker may not read it.</summary>
    internal Passage? PassageFor(HubState state, Session? asker)
    {
        if (asker is null)
            return null;
        if (Room != default)
            return state.Find(Room) is { } room ? Sight.PassageOf(asker, room) : null;
        var other = state.Find(Nick)?.Who;
        return new TalkPassage(
            asker.Who.Session,
            other?.Session,
            Nick,
            other?.Nick ?? Typed,
            state.Forgotten.UpTo
        );
    }
}

/// <summary>A place in history: of a message, or a time; neither: no bound.</summary>
/// <param name="Id">Where <paramref name="At"/> is negative.</param>
/// <param name="At">Milliseconds since 1970 UTC, as clients are told times; negative: none.</param>
public readonly record struct Moment(MessageId Id, long At)
{
    public static readonly Moment None = new(default, -1);

    public bool IsNone => At < 0 && Id == default;

    public static Moment Of(MessageId id) => new(id, -1);

    public static Moment Of(long milliseconds) => new(default, milliseconds);
}

/// <summary>From where to where a page goes.</summary>
public enum PageKind : byte
{
    /// <summary>The last, of those after <see cref="PageOf.From"/>.</summary>
    Latest,

    /// <summary>Those just before <see cref="PageOf.From"/>.</summary>
    Before,

    /// <summary>Those just after <see cref="PageOf.From"/>.</summary>
    After,

    /// <summary>Half before <see cref="PageOf.From"/>, half from it on.</summary>
    Around,

    /// <summary>From <see cref="PageOf.From"/> towards <see cref="PageOf.To"/>, in either direction; neither of them.</summary>
    Between,
}

/// <summary>Some of what was told in a room, or said in a talk.</summary>
/// <param name="WithEvents">Comings, goings, topics, modes, redactions too.</param>
public sealed record PageOf(
    HistoryTarget Target,
    PageKind Kind,
    Moment From,
    Moment To,
    int Most,
    bool WithEvents
) : HistoryQuestion
{
    internal override Answer AnswerFrom(HubState state, Session? asker) =>
        Target.PassageFor(state, asker) is { } passage
            ? new Inquiry(this, [passage])
            : NotFound.Instance;
}

/// <summary>The last lines of several rooms: those that were just come into.</summary>
public sealed record LastIn(IReadOnlyList<FoldedRoom> Rooms, int Most) : HistoryQuestion
{
    internal override Answer AnswerFrom(HubState state, Session? asker) =>
        new Inquiry(
            this,
            Rooms
                .Select(name => HistoryTarget.Of("", name).PassageFor(state, asker))
                .OfType<Passage>()
                .ToArray()
        );
}

/// <summary>The rooms and people with whom something was said between two times.</summary>
public sealed record TargetsBetween(Moment From, Moment To, int Most) : HistoryQuestion
{
    internal override Answer AnswerFrom(HubState state, Session? asker) =>
        asker is null
            ? NotFound.Instance
            : new Inquiry(this, [.. Sight.PassagesOf(asker), Sight.TalksOf(asker, state)]);
}

/// <summary>What was said, by its words.</summary>
/// <param name="In">Null: everywhere that the asker may read.</param>
/// <param name="Text">Words, <c>begin*</c>, <c>"whole phrases"</c>; empty: any.</param>
/// <param name="From">The nick under which it was said; null: any.</param>
/// <param name="After">Milliseconds since 1970 UTC; then the first from there on are found, else the last.</param>
/// <param name="Before">The same; neither where negative.</param>
public sealed record SearchFor(
    HistoryTarget? In,
    string Text,
    FoldedNick? From,
    long After,
    long Before,
    int Most
) : HistoryQuestion
{
    internal override Answer AnswerFrom(HubState state, Session? asker)
    {
        if (asker is null)
            return NotFound.Instance;
        if (In is { } target)
        {
            return target.PassageFor(state, asker) is { } passage
                ? new Inquiry(this, [passage])
                : NotFound.Instance;
        }

        return new Inquiry(this, [.. Sight.PassagesOf(asker), Sight.TalksOf(asker, state)]);
    }
}

/// <summary>
/// One message, for the node itself: to find out what a <see cref="Redact"/> is about. Not shown to
/// the asker, so that whoever has left the room may still take back what they said.
/// </summary>
public sealed record MessageAt(HistoryTarget Target, MessageId Id) : HistoryQuestion
{
    internal override Answer AnswerFrom(HubState state, Session? asker)
    {
        if (asker is null)
            return NotFound.Instance;
        Passage? passage =
            Target.Room != default && state.Find(Target.Room) is { } room
                ? new RoomPassage(room.Id, room.Name, room.Forgotten.UpTo)
                : Target.PassageFor(state, asker);
        return passage is null ? NotFound.Instance : new Inquiry(this, [passage]);
    }
}

/// <summary>Lines of one passage, the oldest first.</summary>
/// <param name="Name">The room's or the other's name as it is now.</param>
public sealed record Page(string Name, IReadOnlyList<Told> Lines) : Answer;

/// <summary>One page for each passage.</summary>
public sealed record Pages(IReadOnlyList<Page> Of) : Answer;

/// <summary>Rooms and people, each with the time of the last that was said, the oldest first.</summary>
/// <param name="Found">Times in microseconds since 1970 UTC.</param>
public sealed record TargetsFound(IReadOnlyList<(string Name, long At)> Found) : Answer;

/// <summary>History could not be read.</summary>
public sealed record Unread(Unread.Why Reason) : Answer
{
    public enum Why : byte
    {
        /// <summary>The message that the question refers to is not in this part of history.</summary>
        UnknownMessage,

        /// <summary>It would have taken too long, or too many ask.</summary>
        Busy,

        /// <summary>It is being built and not yet complete up to the question's place.</summary>
        Behind,

        /// <summary>Nothing can be looked for by that.</summary>
        NoWords,

        /// <summary>It is broken or switched off.</summary>
        Unavailable,
    }
}
