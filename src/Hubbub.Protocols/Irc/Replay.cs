using System.Text;
using Hubbub.Core;

namespace Hubbub.Protocols.Irc;

/// <summary>
/// The last lines of a room for clients that will not ask for them, when they come in: as they were
/// said where the client shows times; otherwise with the time before the text.
/// </summary>
internal static class Replay
{
    /// <summary>What to ask with a JOIN; null: nothing is replayed.</summary>
    public static LastIn? QuestionFor(IrcWire wire, IReadOnlyList<FoldedRoom> rooms)
    {
        var asksItself = (wire.Caps & Caps.ChatHistory) != 0;
        return asksItself || wire.Face.Replay == 0 || rooms.Count == 0
            ? null
            : new LastIn(rooms, wire.Face.Replay);
    }

    /// <param name="joined">The rooms that were really come into.</param>
    public static void Write(
        IrcWire wire,
        Answer? answer,
        IReadOnlySet<string> joined,
        Hub hub,
        LineWriter writer
    )
    {
        if (answer is not Core.Pages pages)
            return;
        foreach (var page in pages.Of)
        {
            if (page.Lines.Count > 0 && joined.Contains(page.Name))
                Write(wire, page, hub, writer);
        }
    }

    private static void Write(IrcWire wire, Core.Page page, Hub hub, LineWriter writer)
    {
        var showsTimes = (wire.Caps & Caps.ServerTime) != 0;
        if (!showsTimes)
        {
            writer.From(wire.Server.Name).Write("NOTICE "u8).Write(page.Name);
            writer.Last($"The last {page.Lines.Count} lines said here before you came:");
        }

        var batch = HistoryBatch.Begin(wire, label: null, "chathistory", page.Name, writer);
        var now = hub.At;
        LineTeller tell = showsTimes
            ? Families.HistoryVerbs.TellLine
            : (IrcWire w, in Told line, LineWriter wr) => TellWithTime(w, line, now, wr);
        wire.Pages.Start(batch.PageOf(page.Lines, tell), wire, hub, writer);
    }

    private static void TellWithTime(IrcWire wire, in Told line, long now, LineWriter writer)
    {
        var time = TimeWords.Of(line.At, now, wire.Face.Zone);
        byte[] text = [.. Encoding.ASCII.GetBytes($"[{time}] "), .. line.Text.Span];
        wire.Wording.Tell(line with { Text = text }, writer);
    }
}
