using Hubbub.Core;

namespace Hubbub.Node.History;

/// <summary>
/// Brings a history up to the log: applies the log's blocks to a hub of its own and keeps what comes
/// of them. Nothing is lost when it dies at any point: rows and position are kept together, and what
/// is missing is read from the log again. Of one thread; owns none.
/// </summary>
public sealed class Projector(ILog log, ISnapshots snapshots, IHistoryStore store)
{
    /// <summary>A write ends with the block that passes this.</summary>
    public const int RowsAtOnce = 4_000;

    private readonly List<Entry> _entries = [];
    private readonly List<HistoryRow> _rows = [];
    private readonly List<ulong> _erased = [];
    private Hub? _hub;

    /// <summary>
    /// Works off blocks up to an entry, about <see cref="RowsAtOnce"/> rows at a time.
    /// </summary>
    /// <param name="upTo">The end of a block that the live hub has applied: what it skipped is marked by then.</param>
    /// <returns>There is more.</returns>
    /// <exception cref="LogDamagedException">The log cannot be read there.</exception>
    public bool Step(ulong upTo)
    {
        var hub = _hub ??= Load();
        if (hub.Index >= upTo)
            return false;
        _rows.Clear();
        _erased.Clear();
        try
        {
            if (Gather(hub, upTo) is { } last)
            {
                // Before the position moves on: what is not erased yet is erased by the next try.
                _erased.Sort();
                log.Erase(_erased);
                store.Write(_rows, new HistoryPosition(last.Last, last.Digest));
            }
        }
        catch
        {
            // The hub may be ahead of what was kept.
            _hub = null;
            throw;
        }

        return hub.Index < upTo;
    }

    /// <summary>Throws away what was kept: the next steps make it again.</summary>
    public void StartAnew()
    {
        _hub = null;
        store.StartAnew();
    }

    private Hub Load()
    {
        if (!store.Position.Fits(log))
            store.StartAnew();
        return new Recovery(log, snapshots).Load(upTo: store.Position.Index);
    }

    /// <summary>The last block worked off.</summary>
    private StoredBlock? Gather(Hub hub, ulong upTo)
    {
        StoredBlock? last = null;
        foreach (var stored in log.Read(hub.Index + 1))
        {
            if (stored.Last > upTo)
                break;
            if (
                !BlockReader.TryRead(
                    stored.Block,
                    stored.First,
                    _entries,
                    out _,
                    verifyTexts: false
                )
            )
                throw new LogDamagedException(stored.First, $"block {stored.First} cannot be read");
            foreach (var entry in _entries)
                Apply(hub, entry);
            last = stored;
            if (_rows.Count >= RowsAtOnce)
                break;
        }

        return last;
    }

    private void Apply(Hub hub, in Entry entry)
    {
        if (log.Skipped.Contains(entry.Index))
        {
            hub.PassOver(entry);
            return;
        }

        var before = _rows.Count;
        var events = hub.Apply(entry);
        for (var ordinal = 0; ordinal < events.Count; ordinal++)
        {
            HistoryRow.Add(Told.Of(events[ordinal], ordinal, entry), _rows);
            if (events[ordinal].Erases is { } erased)
                _erased.Add(erased.Index);
        }

        if (_rows.Count == before && !(entry.Text.IsEmpty && entry.Tags.IsEmpty))
            _rows.Add(HistoryRow.Unread(entry));
    }
}
