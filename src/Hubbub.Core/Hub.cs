using System.Security.Cryptography;

namespace Hubbub.Core;

/// <summary>
/// The state machine of sessions and rooms: the same entries give the same state and the same
/// events, on every node, today and after an upgrade. No clock, dice, thread or I/O.
/// </summary>
public sealed class Hub
{
    /// <summary>The newest rule level that this program knows.</summary>
    public const int NewestLevel = 1;

    private readonly HubState _state;
    private readonly List<Event> _events = [];

    public Hub()
        : this(new HubState()) { }

    internal Hub(HubState state) => _state = state;

    /// <summary>The rules in force: those of old entries stay what they were.</summary>
    public int Level => _state.Level;

    /// <summary>The last entry applied; 0: none.</summary>
    public ulong Index => _state.Index;

    /// <summary>When the last entry was logged, in microseconds since 1970 UTC.</summary>
    public long At => _state.At;

    /// <summary>
    /// When an <see cref="ExpirePosts"/> would do something, in microseconds since 1970 UTC; null:
    /// nothing is to come.
    /// </summary>
    public long? NextDue => _state.Due.Next;

    /// <summary>The same of an <see cref="ExpireFiles"/>.</summary>
    public long? NextFileDue => _state.Drop.NextDue;

    /// <summary>Another number than before: it was decided how long something stays.</summary>
    public int KeepChanges => _state.KeepChanges;

    public Settings Settings => _state.Settings;

    public FileLimits FileLimits => _state.Drop.Limits;

    /// <summary>
    /// Applies the next entry. The events are valid until the next call.
    /// </summary>
    /// <exception cref="DecideException">The rule broke; the state is as if the entry were skipped.</exception>
    /// <exception cref="ChangeException">The state is broken: rebuild it from the log, without this entry.</exception>
    public IReadOnlyList<Event> Apply(in Entry entry)
    {
        if (entry.Index != _state.Index + 1)
            throw new ArgumentException($"entry {entry.Index} after {_state.Index}", nameof(entry));
        _events.Clear();
        try
        {
            RuleTable.Of(entry.Command).Decide(_state, entry, _events);
        }
        catch (Exception broken)
        {
            PassOver(entry);
            throw new DecideException(entry.Index, broken);
        }

        PassOver(entry);
        try
        {
            foreach (var came in _events)
                came.Change(_state);
        }
        catch (Exception broken)
        {
            throw new ChangeException(entry.Index, broken);
        }

        return _events;
    }

    /// <summary>Takes note of an entry that is to have no effect.</summary>
    public void PassOver(in Entry entry)
    {
        _state.Index = entry.Index;
        _state.At = Math.Max(_state.At, entry.At);
    }

    /// <summary>Reads, at this place. Depends on who asks: what they may not see they are not told.</summary>
    public Answer Answer(SessionId asker, Question question) =>
        question.AnswerFrom(_state, _state.Find(asker));

    /// <summary>What comes of a signal at this place. Reads only.</summary>
    public Event Decide(SessionId from, Signal signal) =>
        _state.Find(from) is { } session
            ? signal.Decide(_state, session)
            : new Refused(from, Reason.NotAttached);

    /// <summary>The whole state in canonical bytes: equal states give equal bytes.</summary>
    public byte[] ToSnapshot() => SnapshotCodec.Write(_state);

    /// <summary>False: not a snapshot of this format, or cut off.</summary>
    public static bool TryFromSnapshot(ReadOnlySpan<byte> snapshot, out Hub hub)
    {
        var read = SnapshotCodec.TryRead(snapshot, out var state);
        hub = new Hub(state);
        return read;
    }

    /// <summary>SHA-256 over the canonical bytes of the state, 32 bytes.</summary>
    public byte[] Digest() => SHA256.HashData(SnapshotCodec.Write(_state));
}

/// <summary>A rule broke while deciding on entry <paramref name="index"/>; nothing was changed.</summary>
public sealed class DecideException(ulong index, Exception cause)
    : Exception($"entry {index} could not be decided: {cause.Message}", cause)
{
    public ulong Index { get; } = index;
}

/// <summary>A change broke half-way through entry <paramref name="index"/>.</summary>
public sealed class ChangeException(ulong index, Exception cause)
    : Exception($"entry {index} broke the state: {cause.Message}", cause)
{
    public ulong Index { get; } = index;
}
