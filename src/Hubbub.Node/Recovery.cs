using Hubbub.Core;

namespace Hubbub.Node;

/// <summary>The hub from the newest snapshot and the log's tail.</summary>
public sealed class Recovery(ILog log, ISnapshots snapshots)
{
    /// <summary>What the last load had to replay, as no snapshot had it.</summary>
    public LogSize Replayed { get; private set; }

    /// <summary>The hub at the log's head, or at <paramref name="upTo"/>.</summary>
    /// <exception cref="TooNewException">The log or snapshot needs a newer program.</exception>
    /// <exception cref="LogDamagedException">A block cannot be read.</exception>
    public Hub Load(ulong upTo = ulong.MaxValue)
    {
        upTo = Math.Min(upTo, log.Head.Index);
        var hub = FromSnapshot(upTo) ?? new Hub();
        Replay(hub, upTo);
        if (hub.Level > Hub.NewestLevel)
            throw new TooNewException(hub.Level);
        return hub;
    }

    /// <summary>From the newest snapshot that fits the log; null: none does, so replay all of it.</summary>
    private Hub? FromSnapshot(ulong upTo)
    {
        foreach (var snapshot in snapshots.NewestFirst())
        {
            if (
                snapshot.Index <= upTo
                && Fits(snapshot)
                && Hub.TryFromSnapshot(snapshot.Hub, out var hub)
            )
            {
                return hub;
            }
        }

        return null;
    }

    /// <summary>Of this log, not of one that was cut off or is another's.</summary>
    private bool Fits(StoredSnapshot snapshot) =>
        log.Find(snapshot.Index) is { } block
        && block.Last == snapshot.Index
        && block.Digest.AsSpan().SequenceEqual(snapshot.ChainDigest);

    /// <summary>Applies what the hub has not seen yet, up to and with <paramref name="upTo"/>.</summary>
    private void Replay(Hub hub, ulong upTo)
    {
        Replayed = default;
        var entries = new List<Entry>();
        foreach (var stored in log.Read(hub.Index + 1))
        {
            if (stored.First > upTo)
                return;
            Replayed = Replayed.With(stored);
            if (
                !BlockReader.TryRead(stored.Block, stored.First, entries, out _, verifyTexts: false)
            )
                throw new LogDamagedException(stored.First, $"block {stored.First} cannot be read");
            foreach (var entry in entries)
            {
                if (entry.Index > hub.Index && entry.Index <= upTo)
                    Replay(hub, entry);
            }
        }
    }

    private void Replay(Hub hub, in Entry entry)
    {
        if (log.Skipped.Contains(entry.Index))
        {
            hub.PassOver(entry);
            return;
        }

        try
        {
            hub.Apply(entry);
        }
        catch (DecideException)
        {
            // Nothing was changed, as when it was first decided on.
            log.MarkSkipped(entry.Index);
        }
    }
}

/// <summary>Written by a newer program.</summary>
public sealed class TooNewException(int level)
    : Exception(
        $"This data was written by a newer version of hubbub (rule level {level}, this program knows {Hub.NewestLevel}). Start the newer version, or use another data folder."
    );
