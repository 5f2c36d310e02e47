using Hubbub.Core;

namespace Hubbub.Protocols.Irc;

/// <summary>Ends an ask: what answers it, at its place.</summary>
internal delegate void AtEnd(IrcWire wire, Answer? answer, Hub hub, LineWriter writer);

/// <summary>What an IRC line's ask carries to its own end.</summary>
internal sealed class IrcContext(string? label, AtEnd? atEnd)
{
    private LineWriter? _held;

    public AtEnd? AtEnd { get; } = atEnd;

    /// <summary>Refusals are not told (NOTICE: nothing may answer one by itself).</summary>
    public bool Silent { get; init; }

    public string? Label { get; } = label;

    /// <summary>The rooms that were come into by this ask.</summary>
    public HashSet<string> Joined { get; } = new(0, StringComparer.Ordinal);

    /// <summary>
    /// Where the ask's responses go: with a label they are held until all are there
    /// (<see href="https://ircv3.net/specs/extensions/labeled-response"/>).
    /// </summary>
    public LineWriter Responses(LineWriter direct) =>
        Label is null ? direct : _held ??= new LineWriter(1024);

    /// <summary>The held responses; empty: there were none.</summary>
    public ReadOnlySpan<byte> Held => _held is null ? default : _held.From(0);
}
