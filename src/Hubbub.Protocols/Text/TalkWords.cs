using System.Globalization;
using Hubbub.Core;

namespace Hubbub.Protocols.Text;

/// <summary>Turns and talks in words.</summary>
internal static class TalkWords
{
    /// <summary>As others read it.</summary>
    public static void Tell(in Told told, LineWriter writer)
    {
        switch (told.Event)
        {
            case TurnsSet { On: true } set:
                In(set.Name, writer).Show(set.By.Nick);
                writer.Write(" lets people speak in turns here. /turn shows whose it is.").End();
                break;
            case TurnsSet set:
                In(set.Name, writer).Show(set.By.Nick);
                writer.Write(" lets everybody speak as they like.").End();
                break;
            case TurnPassed passed:
                In(passed.Name, writer).Show(passed.By.Nick).Write(" passes.").End();
                break;
            case TurnCame turn:
                In(turn.Name, writer).Write("It is ").Show(turn.Nick).Write("'s turn.").End();
                break;
            case TalkBegan began:
                Begun(began, writer);
                break;
            case TalkEnded ended:
                In(ended.Name, writer).Show(ended.By.Nick).Write(HowEnded(ended)).End(told);
                break;
            case DeskClosed closed:
                writer.Show(closed.Host.Nick);
                writer.Write(" has gone. Nobody is at the console any more.").End();
                break;
            default:
                break;
        }
    }

    /// <summary>As the one it is about reads it.</summary>
    public static void TellOwn(Event came, LineWriter writer)
    {
        switch (came)
        {
            case TurnCame turn:
                In(turn.Name, writer).Write("It is your turn.").End();
                break;
            case PlacedInLine placed:
                writer.Show(placed.Host.Nick).Write(" is talking with somebody. You are number ");
                writer.Write(placed.Place.ToString(CultureInfo.InvariantCulture));
                writer.Write(" in line.").End();
                break;
            case LeftLine:
                writer.Write("You do not wait any longer.").End();
                break;
            case DeskOpened opened:
                writer.Write("You wait for guests in ").Show(opened.Name).Write(".").End();
                break;
            default:
                break;
        }
    }

    /// <summary>Closed in order, or gone in whatever way.</summary>
    public static string HowEnded(TalkEnded ended) =>
        ended.Cause == DetachCause.Left ? " closed the conversation" : Causes.WordsOf(ended.Cause);

    private static void Begun(TalkBegan began, LineWriter writer)
    {
        In(began.Name, writer).Show(began.Guest.Nick).Write(" talks with ");
        writer.Show(began.Host.Nick).Write(", in turns");
        if (began.Longest > 0)
            writer
                .Write(", ")
                .Write(began.Longest.ToString(CultureInfo.InvariantCulture))
                .Write(" characters at most");
        writer.Write(". ").Show(began.Guest.Nick).Write(" begins.").End();
    }

    private static LineWriter In(string room, LineWriter writer) =>
        writer.Write("[").Show(room).Write("] ");

    /// <summary>The end of the sentence, with the reason given if there was one.</summary>
    private static void End(this LineWriter writer, in Told told) =>
        TextWording.EndWithReason(told.Text.Span, writer);
}
