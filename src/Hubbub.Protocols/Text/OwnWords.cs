using System.Text;
using Hubbub.Core;
using Hubbub.Protocols.Drop;

namespace Hubbub.Protocols.Text;

/// <summary>
/// What came of somebody's own doing, in words for themselves. What they say is not echoed: it
/// stands on their screen, where they typed it.
/// </summary>
internal static class OwnWords
{
    public static void Tell(TextPerson person, in Told told, Hub hub, LineWriter writer)
    {
        switch (told.Event)
        {
            case Refused refused:
                Refusals.Tell(person, refused, hub, writer);
                break;
            case SaidInRoom { Post: { } post } said when !person.PostsWhatIsTyped:
                BoardCommands.TellPosted(post, said.Name, writer);
                break;
            case SaidInRoom { File: not null }:
                // It was brought on another way: its line they have not seen.
                TextWording.Instance.Tell(told, writer);
                break;
            case SaidInRoom or SaidToRoles or SignalledInRoom or SignalledToPerson or Attached:
                break;
            case SaidToPerson said:
                ToPerson(said, told, writer);
                break;
            case Joined joined:
                person.Room = RoomName.Of(joined.Name);
                RoomEntry.Write(person, joined, hub, writer);
                break;
            case Left left:
                writer.Write("You have left ").Show(left.Name).Write(".").End();
                GoElsewhereFrom(left.Name, person, hub, writer);
                break;
            case Kicked kicked:
                writer.Write("You have put ");
                writer.Show(kicked.Whom.Nick).Write(" out of ").Show(kicked.Name).Write(".").End();
                if (kicked.Whom.Session == person.Session)
                    GoElsewhereFrom(kicked.Name, person, hub, writer);
                break;
            case Renamed renamed:
                person.Nick = renamed.After.Nick;
                writer.Write("You are called ").Show(person.Nick).Write(" now.").End();
                break;
            case AwaySet away:
                writer.Write(away.Message is null ? "You are back." : "You are away.").End();
                break;
            case SessionModesSet { OperatorName: not null }:
                writer.Write("You are an operator of this server now.").End();
                break;
            case Invited invited:
                writer.Write("You have invited ").Show(invited.Whom.Nick).Write(" to ");
                writer.Show(invited.Name).Write(".").End();
                break;
            case RealNameSet or Announced or InvitationShown:
                break;
            case TurnCame or PlacedInLine or LeftLine or DeskOpened:
                TalkWords.TellOwn(told.Event, writer);
                break;
            case Detached detached:
                Ended(detached, told.Text.Span, writer);
                break;
            default:
                // A topic, a room's modes: as everybody reads it.
                TextWording.Instance.Tell(told, writer);
                break;
        }
    }

    private static void ToPerson(SaidToPerson said, in Told told, LineWriter writer)
    {
        if (said.From.Session == said.To.Session)
            TextWording.Instance.Tell(told, writer);
        else if (said.File is { } file)
            // It was brought on another way.
            writer.Show($"You have handed {FileWords.Named(file)}, to {said.To.Nick}.").End();
        if (said.Away is not { } away)
            return;
        writer.Show(said.To.Nick).Write(" is away");
        TextWording.EndWithReason(Encoding.UTF8.GetBytes(away), writer);
    }

    private static void GoElsewhereFrom(string room, TextPerson person, Hub hub, LineWriter writer)
    {
        if (person.Room?.Folded == NameRules.FoldRoom(room))
            person.GoElsewhere(hub, writer);
    }

    private static void Ended(Detached detached, ReadOnlySpan<byte> reason, LineWriter writer)
    {
        if (detached is { Cause: DetachCause.Killed, By: { } by })
        {
            writer.Write("You were put off the server by ").Show(by.Nick);
            TextWording.EndWithReason(reason, writer);
        }
        else if (detached.Cause is DetachCause.Left or DetachCause.TalkEnded)
        {
            writer.Write("Goodbye, ").Show(detached.Who.Nick).Write(".").End();
        }
        else
        {
            writer.Write("The server ends this connection");
            TextWording.EndWithReason(reason, writer);
        }
    }
}
