using System.Globalization;
using System.Text;
using Hubbub.Core;

namespace Hubbub.Protocols.Irc;

/// <summary>
/// Turns and talks. IRC has no words for them: who has asked for <c>hubbub/talk</c> reads
/// <c>TURN</c>, <c>TURNS</c> and <c>TALK</c> (docs/irc.md), anybody else a notice.
/// </summary>
internal static class TalkLines
{
    private const int LongestReason = 250;

    /// <param name="knows">The client knows <c>hubbub/talk</c>.</param>
    /// <param name="own">The nick of the one that it is about, who reads it; null: another reads it.</param>
    public static void Tell(in Told told, bool knows, string server, string? own, LineWriter writer)
    {
        if (Of(told, own) is not { } line || (!knows && line.Words.Length == 0))
            return;
        writer.From(server);
        if (knows)
            writer.Write(line.Line).End();
        else
            writer.Write("NOTICE "u8).Write(line.Target).Last(line.Words);
    }

    private static TalkLine? Of(in Told told, string? own) =>
        told.Event switch
        {
            TurnsSet set => new(
                $"TURNS {set.Name} {(set.On ? "ON" : "OFF")} {Number(set.Longest)} {set.By.Nick}",
                set.Name,
                set.On
                    ? $"{set.By.Nick} lets people speak in turns here"
                    : $"{set.By.Nick} lets everybody speak as they like"
            ),
            // Who has it then is told next.
            TurnPassed passed => new(
                $"TURN {passed.Name} * {passed.By.Nick}",
                passed.Name,
                $"{passed.By.Nick} passes"
            ),
            TurnCame turn => new(
                $"TURN {turn.Name} {turn.Nick}",
                turn.Name,
                own is null ? $"It is {turn.Nick}'s turn" : "It is your turn"
            ),
            TalkBegan began => new(
                $"TALK BEGAN {began.Name} {began.Host.Nick} {began.Guest.Nick} {Number(began.Longest)}",
                began.Name,
                $"{began.Guest.Nick} talks with {began.Host.Nick}, in turns; {began.Guest.Nick} begins"
            ),
            TalkEnded ended => new(
                $"TALK ENDED {ended.Name} {ended.By.Nick} {ended.Guest.Nick} :{How(ended, told.Text.Span)}",
                ended.Name,
                $"The conversation is over: {ended.By.Nick} {How(ended, told.Text.Span)}"
            ),
            DeskOpened opened => new(
                $"TALK OPEN {opened.Name} {Number(opened.Longest)}",
                opened.Name,
                // Their own JOIN tells it.
                ""
            ),
            DeskClosed closed => new(
                $"TALK CLOSED {closed.Host.Nick}",
                "*",
                $"{closed.Host.Nick} has gone: nobody is at the console any more"
            ),
            PlacedInLine placed => new(
                $"TALK LINE {Number(placed.Place)} {placed.Host.Nick}",
                own ?? "*",
                $"{placed.Host.Nick} is talking; you are number {Number(placed.Place)} in line (TALK END leaves it)"
            ),
            LeftLine => new("TALK LEFT", own ?? "*", "You do not wait any longer"),
            _ => null,
        };

    private static string How(TalkEnded ended, ReadOnlySpan<byte> text)
    {
        text = text[..Measure.Cut(text, LongestReason)].Trim(". "u8);
        var reason = Client.ClientLine.OneLine(Encoding.UTF8.GetString(text));
        var how = Text.TalkWords.HowEnded(ended).TrimStart();
        return reason.Length == 0 ? how : $"{how} ({reason})";
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <param name="Line">For those who know it.</param>
    /// <param name="Target">Where the notice for others goes.</param>
    private readonly record struct TalkLine(string Line, string Target, string Words);
}
