using System.Text;
using Hubbub.Core;

namespace Hubbub.Protocols.Text;

/// <summary>What others do, as a person at a plain terminal reads it: whole sentences, one a line.</summary>
public sealed class TextWording : Wording
{
    public static readonly TextWording Instance = new();

    private TextWording() { }

    public override void Tell(in Told told, LineWriter writer)
    {
        switch (told.Event)
        {
            case SaidInRoom { Kind: >= MessageKind.Query }
            or SaidToPerson { Kind: >= MessageKind.Query }:
            case SaidToRoles { Kind: >= MessageKind.Query }:
                // Between programs: nothing that a person said.
                break;
            case SaidToRoles said:
                Saying.ToRoles(said.Name, said.From.Nick, said.Kind, told.Text.Span, writer);
                break;
            case SaidInRoom said:
                Saying.InRoom(
                    said.Name,
                    said.From.Nick,
                    said.Kind,
                    told.Text.Span,
                    writer,
                    Marks.Of(said)
                );
                break;
            case SaidToPerson said:
                var mark = Marks.Of(said);
                Saying.ToYou(said.From.Nick, said.Kind, told.Text.Span, writer, mark);
                break;
            case Joined joined:
                In(joined.Name, writer).Show(joined.Who.Nick).Write(" has come in.").End();
                break;
            case Left left:
                In(left.Name, writer).Show(left.Who.Nick).Write(" has left the room");
                EndWithReason(told.Text.Span, writer);
                break;
            case Kicked kicked:
                In(kicked.Name, writer)
                    .Show(kicked.Whom.Nick)
                    .Write(" was put out of the room by ");
                writer.Show(kicked.By.Nick);
                EndWithReason(told.Text.Span, writer);
                break;
            case Detached detached:
                Gone(detached, told.Text.Span, writer);
                break;
            case Renamed renamed:
                writer.Show(renamed.Before.Nick).Write(" is now called ");
                writer.Show(renamed.After.Nick).Write(".").End();
                break;
            case AwaySet { Message: { } message } away:
                writer.Show(away.Who.Nick).Write(" is away");
                EndWithReason(Encoding.UTF8.GetBytes(message), writer);
                break;
            case AwaySet back:
                writer.Show(back.Who.Nick).Write(" is back.").End();
                break;
            case TopicSet { Topic: "" } taken:
                In(taken.Name, writer).Show(taken.By.Nick).Write(" took the topic away.").End();
                break;
            case TopicSet set:
                In(set.Name, writer).Show(set.By.Nick).Write(" set the topic: ");
                writer.Show(set.Topic).End();
                break;
            case Invited invited:
                writer.Show(invited.By.Nick).Write(" invites you to ").Show(invited.Name);
                writer.Write(". Type /join ").Show(invited.Name).Write(" to go there.").End();
                break;
            case RoomChanged changed:
                foreach (var change in changed.Changes)
                    In(changed.Name, writer).ShowChange(changed.By.Nick, change).End();
                break;
            case RoomRenamed renamed:
                In(renamed.Before, writer)
                    .Show(renamed.By.Nick)
                    .Write(" gave the room another name: ");
                writer.Show(renamed.Name).Write(".").End();
                break;
            case Announced announced:
                writer.Show(announced.From.Nick).Write(" (to everybody)> ");
                writer.Show(told.Text.Span).End();
                break;
            case Redacted { Room.Index: 0 } redacted:
                writer.Show(RedactionWords.Of(redacted, told.At));
                EndWithReason(told.Text.Span, writer);
                break;
            case Redacted redacted:
                In(redacted.Name, writer).Show(RedactionWords.Of(redacted, told.At));
                EndWithReason(told.Text.Span, writer);
                break;
            case PostPinned pinned:
                In(pinned.Name, writer).Show(pinned.By.Nick);
                writer.Write(pinned.On ? " pinned post " : " unpinned post ");
                writer.Write(pinned.Number).Write(".").End();
                break;
            case FileClosed closed:
                writer.Show(Drop.FileWords.Of(closed)).Write(".").End();
                break;
            case KeepSet set:
                In(set.Name, writer).Show(KeepWords.Of(set)).End();
                break;
            case NodeStopped:
                writer.Write("The server is closing");
                EndWithReason(told.Text.Span, writer);
                break;
            default:
                // Concerns the actor alone, or the server.
                TalkWords.Tell(told, writer);
                break;
        }
    }

    /// <summary>The end of a sentence, with the reason somebody gave if they gave one.</summary>
    internal static void EndWithReason(ReadOnlySpan<byte> reason, LineWriter writer)
    {
        reason = reason.Trim(". "u8);
        if (!reason.IsEmpty)
            writer.Write(" (").Show(reason).Write(")");
        writer.Write(".").End();
    }

    private static void Gone(Detached detached, ReadOnlySpan<byte> reason, LineWriter writer)
    {
        writer.Show(detached.Who.Nick);
        if (detached is { Cause: DetachCause.Killed, By: { } by })
            writer.Write(" was put off the server by ").Show(by.Nick);
        else
            writer.Write(Causes.WordsOf(detached.Cause));
        EndWithReason(reason, writer);
    }

    private static LineWriter In(string room, LineWriter writer) =>
        writer.Write("[").Show(room).Write("] ");
}

/// <summary>Why somebody has gone: one table.</summary>
internal static class Causes
{
    public static string WordsOf(DetachCause cause) =>
        cause switch
        {
            DetachCause.Left => " has left",
            DetachCause.ConnectionLost => " has gone: the connection was lost",
            DetachCause.TimedOut => " has gone: nothing was heard for too long",
            DetachCause.OutboxFull => " has gone: too slow to read what was sent",
            DetachCause.Misbehaved => " was disconnected for breaking a limit",
            DetachCause.Killed => " was put off the server",
            DetachCause.NodeEnded => " has gone: their server closed",
            DetachCause.TalkEnded => " has gone: the talk is over",
        };
}
