using Hubbub.Core;
using Hubbub.Node.History;

namespace Hubbub.Net.History;

/// <summary>
/// History and search of a running server: two projections, each with its own position and thread,
/// and for each a thread that answers. A search that takes its time holds up no page.
/// </summary>
public sealed class HistoryDesk : IHistory, IDisposable
{
    private readonly HistoryParts _parts;
    private readonly ProjectionThread _history;
    private readonly ProjectionThread _search;
    private readonly AnswerThread _pages;
    private readonly AnswerThread _searches;

    /// <param name="warn">Told what the server's user is to know. Any thread.</param>
    public HistoryDesk(HistoryParts parts, Projector projector, Action<string> warn)
    {
        _parts = parts;
        _search = new ProjectionThread(new SearchProjection(parts.Search), warn);
        _history = new ProjectionThread(
            new HistoryProjection(parts.Store, projector, _search.Applied),
            warn
        );
        _pages = new AnswerThread("hubbub reader", parts.Store.Read, _history, warn);
        _searches = new AnswerThread("hubbub searcher", parts.Search.Read, _search, warn);
    }

    /// <summary>The last entry that the history has seen.</summary>
    public ulong Position => _parts.Store.Position.Index;

    /// <summary>The last entry that can be found.</summary>
    public ulong SearchPosition => _parts.Search.Position;

    /// <summary>The hub has applied everything up to an entry. The loop's, after every block.</summary>
    public void Applied(ulong index) => _history.Applied(index);

    public void Begin(Inquiry inquiry, ulong upTo, Action<Answer> answered)
    {
        if (inquiry.Question is not SearchFor)
        {
            _pages.Begin(inquiry, upTo, answered);
            return;
        }

        // The index takes from the history: that one has to come so far first.
        _history.Want(upTo);
        _searches.Begin(inquiry, upTo, answered);
    }

    /// <summary>Returns when everything up to an entry can be read and found; false: not in time.</summary>
    internal bool WaitFor(ulong upTo, TimeSpan most) =>
        _history.WaitFor(upTo, most) && _search.WaitFor(upTo, most);

    public void Dispose()
    {
        _history.Dispose();
        _search.Dispose();
        _pages.Dispose();
        _searches.Dispose();
    }
}

/// <summary>Where history and search are kept. Disposed by who made them.</summary>
public sealed record HistoryParts(IHistoryStore Store, ISearchIndex Search);
