namespace Hubbub.Core;

/// <summary>How guests come to the desk and go from it, whatever brought it about.</summary>
internal static class Desks
{
    public static void Begin(in Deciding at, Desk desk, Session guest)
    {
        var room = at.State.Rooms[desk.Room];
        at.Add(
            new Joined(guest.Who, room.Id, room.Name, room.Folded, Role.None, Made: false, at.Index)
        );
        var longest = room.Round?.Longest ?? 0;
        at.Add(new TalkBegan(desk.Host.Who, guest.Who, room.Id, room.Name, longest));
        Turns.Tell(at, room, guest.Who);
    }

    /// <summary>The one who asks ends the talk, and the guest goes.</summary>
    public static void End(in Deciding at, Desk desk, Session guest)
    {
        TellEnd(at, desk, guest);
        if (desk.Dismisses)
        {
            Dismiss(at, guest, desk.Host.Who);
        }
        else
        {
            var room = at.State.Rooms[desk.Room];
            at.Add(new Left(guest.Who, room.Id, room.Name));
        }

        Next(at, desk);
    }

    public static void LeaveLine(in Deciding at, Desk desk, Session session)
    {
        at.Add(new LeftLine(session.Who));
        MoveUp(at, desk, session);
        if (desk.Dismisses)
            Dismiss(at, session, desk.Host.Who);
    }

    /// <summary>Somebody has left a room, or was put out of it.</summary>
    public static void AfterGone(in Deciding at, Session gone, Room room)
    {
        if (at.State.Desk is not { } desk || desk.Room != room.Id)
            return;
        if (gone == desk.Host)
            Close(at, desk);
        else if (gone == desk.Guest)
        {
            TellEnd(at, desk, gone);
            if (desk.Dismisses)
                Dismiss(at, gone, desk.Host.Who);
            Next(at, desk);
        }
    }

    /// <summary>A session has ended.</summary>
    public static void AfterEnded(in Deciding at, Session gone, DetachCause cause)
    {
        if (at.State.Desk is not { } desk)
            return;
        if (gone == desk.Host)
        {
            Close(at, desk, cause);
        }
        else if (gone == desk.Guest)
        {
            TellEnd(at, desk, gone, cause);
            Next(at, desk);
        }
        else if (desk.Line.Contains(gone))
        {
            MoveUp(at, desk, gone);
        }
    }

    /// <summary>Their session ends too: talking is all there is here.</summary>
    public static void Dismiss(in Deciding at, Session session, Identity by)
    {
        var rooms = session.Rooms.Select(room => room.Id).ToArray();
        at.Add(new Detached(session.Who, rooms, DetachCause.TalkEnded, by));
        foreach (var room in session.Rooms)
        {
            if (room.Id == at.State.Desk?.Room)
                continue;
            LeaveRule.EndIfLast(at, room);
            Turns.AfterGone(at, room, session);
        }
    }

    private static void TellEnd(
        in Deciding at,
        Desk desk,
        Session guest,
        DetachCause cause = DetachCause.Left
    ) =>
        at.Add(
            new TalkEnded(
                at.Session.Who,
                desk.Host.Who,
                guest.Who,
                at.State.Rooms[desk.Room].Name,
                cause
            )
        );

    private static void Next(in Deciding at, Desk desk)
    {
        if (desk.Line.Count == 0)
            return;
        MoveUp(at, desk, desk.Line[0]);
        Begin(at, desk, desk.Line[0]);
    }

    /// <summary>Those behind somebody who waits no longer are told their new places.</summary>
    private static void MoveUp(in Deciding at, Desk desk, Session gone)
    {
        var place = 1;
        var isBehind = false;
        foreach (var waiting in desk.Line)
        {
            if (waiting == gone)
            {
                isBehind = true;
                continue;
            }

            if (isBehind)
                at.Add(new PlacedInLine(waiting.Who, desk.Host.Who, place, Came: false));
            place++;
        }
    }

    /// <summary>The host has gone: nobody talks or waits any more.</summary>
    private static void Close(in Deciding at, Desk desk, DetachCause cause = DetachCause.Left)
    {
        var room = at.State.Rooms[desk.Room];
        if (desk.Guest is { } guest)
        {
            TellEnd(at, desk, guest, cause);
            if (desk.Dismisses)
                Dismiss(at, guest, desk.Host.Who);
            else
                at.Add(new Left(guest.Who, room.Id, room.Name));
            at.Add(new RoomEnded(room.Id, room.Name));
        }

        at.Add(
            new DeskClosed(
                desk.Host.Who,
                desk.Line.Select(waiting => waiting.Who.Session).ToArray()
            )
        );
        if (!desk.Dismisses)
            return;
        foreach (var waiting in desk.Line)
            Dismiss(at, waiting, desk.Host.Who);
    }
}
