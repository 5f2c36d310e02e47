using Hubbub.Core;

namespace Hubbub.Protocols;

/// <summary>
/// Who on this node wants to know of whose coming and going (IRC's MONITOR). Of the loop's thread
/// only; in no log.
/// </summary>
public sealed class WatchBook
{
    private readonly Dictionary<FoldedNick, List<SessionId>> _watchers = [];

    public IReadOnlyList<SessionId> Of(FoldedNick nick) =>
        _watchers.TryGetValue(nick, out var watchers) ? watchers : [];

    public void Add(SessionId watcher, FoldedNick nick)
    {
        if (!_watchers.TryGetValue(nick, out var watchers))
            _watchers[nick] = watchers = new List<SessionId>(1);
        if (!watchers.Contains(watcher))
            watchers.Add(watcher);
    }

    public void Remove(SessionId watcher, FoldedNick nick)
    {
        if (!_watchers.TryGetValue(nick, out var watchers))
            return;
        watchers.Remove(watcher);
        if (watchers.Count == 0)
            _watchers.Remove(nick);
    }
}
