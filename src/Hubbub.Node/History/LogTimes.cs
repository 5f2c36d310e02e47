using Hubbub.Core;

namespace Hubbub.Node.History;

/// <summary>From times to entries, in the log itself: its times ascend.</summary>
internal sealed class LogTimes(ILog log)
{
    private readonly List<Entry> _entries = [];

    /// <summary>The last entry logged before a time; 0: none.</summary>
    /// <param name="at">Microseconds since 1970 UTC.</param>
    /// <exception cref="LogDamagedException" />
    public ulong LastBefore(long at)
    {
        ulong low = 0;
        var high = log.Head.Index;
        // Invariant: low was logged before, whatever stands after high was not.
        while (low < high)
        {
            var middle = low + ((high - low + 1) / 2);
            if (log.Find(middle) is not { } block)
            {
                // It has fallen out of a log that keeps only the newest.
                low = middle;
                continue;
            }

            if (!BlockReader.TryRead(block.Block, block.First, _entries, out _, verifyTexts: false))
                throw new LogDamagedException(block.First, $"block {block.First} cannot be read");
            var before = _entries.FindLastIndex(entry => entry.At < at);
            if (before < 0)
                high = block.First - 1;
            else if (before < _entries.Count - 1)
                return _entries[before].Index;
            else
                low = block.Last;
        }

        return low;
    }
}
