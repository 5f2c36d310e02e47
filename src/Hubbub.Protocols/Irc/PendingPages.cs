using Hubbub.Core;

namespace Hubbub.Protocols.Irc;

/// <summary>Writes the next page of a long answer; returns what writes the one after it, null at the end.</summary>
internal delegate Page? Page(IrcWire wire, Hub hub, LineWriter writer);

/// <summary>
/// Long answers on their way, one after the other. Each page is asked for when there is room for
/// it, so that what a slow reader asked for stands in nobody's memory.
/// </summary>
internal sealed class PendingPages
{
    private Queue<Page>? _pages;
    private LineWriter? _held;
    private string? _batch;
    private int _references;

    public bool Any => _pages is { Count: > 0 };

    public void Add(Page page) => (_pages ??= new Queue<Page>()).Enqueue(page);

    /// <summary>Behind other pages it has to wait; alone, the first needs no detour.</summary>
    public void Start(Page page, IrcWire wire, Hub hub, LineWriter writer)
    {
        if (Any)
            Add(page);
        else if (page(wire, hub, writer) is { } next)
            Add(next);
    }

    public string NextReference() =>
        (++_references).ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>All pages that are pending belong to the batch; its end follows the last.</summary>
    public void InBatch(string reference, IrcWire wire, LineWriter writer)
    {
        if (Any)
            _batch = reference;
        else
            Labels.EndBatch(wire, reference, writer);
    }

    public void Write(IrcWire wire, Hub hub, LineWriter writer, int most)
    {
        var start = writer.Position;
        while (_pages is { Count: > 0 } pages && writer.Position - start < most)
        {
            var page = pages.Peek();
            if (WriteOne(page, wire, hub, writer) is { } next)
                ReplaceFirst(next);
            else
                pages.Dequeue();
        }

        if (!Any)
            _pages = null;
        if (_pages is null && _batch is { } batch)
        {
            _batch = null;
            _held = null;
            Labels.EndBatch(wire, batch, writer);
        }
    }

    private Page? WriteOne(Page page, IrcWire wire, Hub hub, LineWriter writer)
    {
        if (_batch is null)
            return page(wire, hub, writer);
        _held ??= new LineWriter(16 * 1024);
        _held.Rewind(0);
        var next = page(wire, hub, _held);
        Labels.CopyTagged(_held.From(0), "batch", _batch, writer);
        return next;
    }

    private void ReplaceFirst(Page next)
    {
        var rest = _pages!.ToArray();
        _pages.Clear();
        _pages.Enqueue(next);
        foreach (var page in rest.AsSpan(1))
            _pages.Enqueue(page);
    }
}
