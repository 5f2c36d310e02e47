using Hubbub.Core;

namespace Hubbub.Protocols.Irc;

/// <summary>What came of a session's own doing, as it reads it itself.</summary>
internal static class OwnEvents
{
    public static void Tell(IrcWire wire, in Told told, Hub hub, LineWriter writer)
    {
        switch (told.Event)
        {
            case SaidInRoom { Post: not null } or SaidInRoom { File: not null }:
                // Its number they do not know yet.
                wire.Wording.Tell(told, writer);
                break;
            case SaidInRoom or SaidToRoles or SignalledInRoom:
                Echo(wire, told, writer);
                break;
            case SignalledToPerson signalled:
                Echo(wire, told, writer);
                if (signalled.To.Session == signalled.From.Session)
                    wire.Wording.Tell(told, writer);
                break;
            case SaidToPerson said:
                ToPerson(wire, said, told, writer);
                break;
            case Refused refused:
                Refuse(wire, refused, writer);
                break;
            case Attached attached:
                wire.Attached(attached.Who.Nick);
                Welcome.Write(wire, attached.Who, hub, writer);
                Families.ResumeVerbs.OnAttached(wire, writer);
                break;
            case Joined joined:
                // Whether one is away one knows.
                wire.Wording.Tell(told with { Event = joined with { Away = null } }, writer);
                Families.ReadMarkerVerbs.OnJoined(wire, joined, writer);
                Families.RoomLists.OnJoined(wire, joined, hub, writer);
                break;
            case Renamed renamed:
                wire.Wording.Tell(told, writer);
                wire.Nick = renamed.After.Nick;
                break;
            case AwaySet away:
                TellAwayness(wire, away.Message is not null, writer);
                break;
            case Announced { Reached.Sessions: { } hearers } when hearers.Contains(wire.Session):
                wire.Wording.Tell(told, writer);
                break;
            case RoomRenamed renamed:
                Families.RenameVerbs.Tell(wire, renamed, told, hub, writer);
                break;
            case Announced or InvitationShown:
                break;
            case Invited invited:
                wire.Begin(writer, Numeric.Inviting).Arg(invited.Whom.Nick).Arg(invited.Name).End();
                if (invited.Away is { } message)
                    TellAway(wire, invited.Whom.Nick, message, writer);
                break;
            case TurnCame or PlacedInLine or LeftLine or DeskOpened:
                var knows = (wire.Caps & Caps.Talk) != 0;
                TalkLines.Tell(told, knows, wire.Server.Name, own: wire.Nick, writer);
                break;
            case SessionModesSet set:
                Families.OwnModeVerbs.Tell(wire, set, writer);
                break;
            case Detached detached:
                Ended(wire, detached, told, writer);
                break;
            case NodeStopped:
                wire.SayGoodbye(System.Text.Encoding.UTF8.GetString(told.Text.Span), writer);
                break;
            default:
                // What the others read (PART, KICK, TOPIC, MODE) the actor reads too.
                wire.Wording.Tell(told, writer);
                break;
        }
    }

    private static void Echo(IrcWire wire, in Told told, LineWriter writer)
    {
        if ((wire.Caps & Caps.EchoMessage) != 0)
            wire.Wording.Tell(told, writer);
    }

    private static void ToPerson(IrcWire wire, SaidToPerson said, in Told told, LineWriter writer)
    {
        // Of a file they do not know the number yet, nor the link.
        if (said.File is not null)
            wire.Wording.Tell(told, writer);
        else
            Echo(wire, told, writer);
        // Said to oneself: it is delivered as to anybody, beside the echo.
        if (said.To.Session == said.From.Session)
            wire.Wording.Tell(told, writer);
        if (said.Away is { } away)
            TellAway(wire, said.To.Nick, away, writer);
    }

    public static void TellAwayness(IrcWire wire, bool isAway, LineWriter writer)
    {
        if (isAway)
            wire.Begin(writer, Numeric.NowAway).Last("You have been marked as being away");
        else
            wire.Begin(writer, Numeric.UnAway).Last("You are no longer marked as being away");
    }

    private static void TellAway(IrcWire wire, string nick, string message, LineWriter writer) =>
        wire.Begin(writer, Numeric.Away).Arg(nick).Last(message);

    private static void Refuse(IrcWire wire, Refused refused, LineWriter writer)
    {
        if (wire.Registration is { } registration && refused.Reason == Reason.NickTaken)
            registration.Nick = null;
        Refusals.Write(wire, refused, writer);
    }

    private static void Ended(IrcWire wire, Detached detached, in Told told, LineWriter writer)
    {
        var reason = IrcWording.QuitReason(detached, told.Text.Span);
        wire.SayGoodbye(System.Text.Encoding.UTF8.GetString(reason), writer);
    }
}
