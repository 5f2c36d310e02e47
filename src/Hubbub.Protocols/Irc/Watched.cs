using Hubbub.Core;

namespace Hubbub.Protocols.Irc;

/// <summary>The nicks that one connection watches, in the order in which they were given.</summary>
internal sealed class Watched(WatchBook book, SessionId watcher)
{
    private readonly List<(string Nick, FoldedNick Folded)> _nicks = new(0);

    public int Count => _nicks.Count;

    public IEnumerable<string> Nicks => _nicks.Select(one => one.Nick);

    public bool Has(FoldedNick nick) => _nicks.Exists(one => one.Folded == nick);

    /// <summary>False: it is there already.</summary>
    public bool Add(string nick, FoldedNick folded)
    {
        if (Has(folded))
            return false;
        _nicks.Add((nick, folded));
        book.Add(watcher, folded);
        return true;
    }

    public void Remove(FoldedNick nick)
    {
        if (_nicks.RemoveAll(one => one.Folded == nick) > 0)
            book.Remove(watcher, nick);
    }

    public void Clear()
    {
        foreach (var (_, folded) in _nicks)
            book.Remove(watcher, folded);
        _nicks.Clear();
    }
}
