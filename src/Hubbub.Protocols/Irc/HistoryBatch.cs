using Hubbub.Core;

namespace Hubbub.Protocols.Irc;

/// <summary>
/// Lines of history, page by page, in a batch where the client knows batches
/// (<see href="https://ircv3.net/specs/batches/chathistory"/>).
/// </summary>
internal sealed class HistoryBatch
{
    private const int LinesAPage = 20;

    private readonly string? _reference;
    private readonly LineWriter _held = new(4096);

    private HistoryBatch(string? reference) => _reference = reference;

    /// <param name="label">Stands on the batch itself: it is the whole answer.</param>
    /// <param name="parameter">Of the batch's type; empty: none.</param>
    public static HistoryBatch Begin(
        IrcWire wire,
        string? label,
        string type,
        string parameter,
        LineWriter writer
    )
    {
        if ((wire.Caps & Caps.Batch) == 0)
            return new HistoryBatch(reference: null);
        var reference = wire.Pages.NextReference();
        Labels.TagIf(writer, label);
        writer.From(wire.Server.Name).Write("BATCH +"u8).Write(reference).Arg(type);
        if (parameter.Length > 0)
            writer.Arg(parameter);
        writer.End();
        return new HistoryBatch(reference);
    }

    /// <summary>Whole lines, as they would stand outside.</summary>
    public void Add(Action<LineWriter> write, LineWriter writer)
    {
        if (_reference is null)
        {
            write(writer);
            return;
        }

        _held.Rewind(0);
        write(_held);
        Labels.CopyTagged(_held.From(0), "batch", _reference, writer);
    }

    public void End(IrcWire wire, LineWriter writer)
    {
        if (_reference is not null)
            Labels.EndBatch(wire, _reference, writer);
    }

    /// <summary>All lines and the batch's end, from the next page on.</summary>
    public Page PageOf(IReadOnlyList<Told> lines, LineTeller tell, int at = 0) =>
        (wire, _, writer) =>
        {
            var end = Math.Min(lines.Count, at + LinesAPage);
            for (var i = at; i < end; i++)
            {
                var line = lines[i];
                Add(held => tell(wire, line, held), writer);
            }

            if (end < lines.Count)
                return PageOf(lines, tell, end);
            End(wire, writer);
            return null;
        };
}

/// <summary>How one line of history is told.</summary>
internal delegate void LineTeller(IrcWire wire, in Told line, LineWriter writer);
