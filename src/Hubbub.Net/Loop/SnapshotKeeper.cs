using Hubbub.Node;

namespace Hubbub.Net.Loop;

/// <summary>
/// Lets snapshots be made on a thread of its own when they are due. The live hub only tells its
/// digest.
/// </summary>
internal sealed class SnapshotKeeper(SnapshotMaker maker)
{
    private LogSize _last;
    private bool _underWay;

    public void TakeIfDue(NodeLoop node, Action<Action> post)
    {
        var entries = node.Tail.Entries - _last.Entries;
        var bytes = node.Tail.Bytes - _last.Bytes;
        var due = entries >= SnapshotMaker.DueAfterEntries || bytes >= SnapshotMaker.DueAfterBytes;
        if (_underWay || !due)
            return;
        _underWay = true;
        _last = node.Tail;
        var (index, digest) = (node.Hub.Index, node.Hub.Digest());
        var thread = new Thread(() => Make(node, post, index, digest))
        {
            Name = "hubbub snapshot",
            IsBackground = true,
            Priority = ThreadPriority.Lowest,
        };
        thread.Start();
    }

    private void Make(NodeLoop node, Action<Action> post, ulong index, byte[] digest)
    {
        var trouble = "";
        try
        {
            if (!maker.TryMake(index, digest))
                trouble =
                    $"the state replayed up to entry {index} is not the live one; please report this";
        }
        catch (Exception broken)
        {
            // Only a shortcut for the next start is lost: the log has everything.
            trouble = broken.Message;
        }

        post(() =>
        {
            _underWay = false;
            if (trouble.Length > 0)
                node.Notices.Warn($"No snapshot was made: {trouble}.");
        });
    }
}
