using Hubbub.Core;

namespace Hubbub.Protocols.Irc.Families;

/// <summary>RENAME (<see href="https://ircv3.net/specs/extensions/channel-rename"/>).</summary>
internal static class RenameVerbs
{
    public static Reaction Rename(IrcWire wire, in IrcLine line, string? label)
    {
        var (room, name) = (line.Text(0), line.Text(1));
        if (wire.Face.Names.RefuseRoom(name) is { } why)
        {
            return wire.Reply(
                label,
                (w, _, _, writer) => w.Fail(writer, "RENAME", "CANNOT_RENAME", why, room, name)
            );
        }

        var command = new RenameRoom(
            room,
            NameRules.FoldRoom(room),
            name,
            NameRules.FoldRoom(name)
        );
        var reason = line[2][..Measure.Cut(line[2], IrcServer.TopicLength)].ToArray();
        // The names of the room may go on over pages.
        return new Ask
        {
            Session = wire.Session,
            Proposals = [new Proposal(command, reason)],
            Holds = true,
            Context = label is null ? null : new IrcContext(label, atEnd: null),
        };
    }

    /// <summary>Who does not know RENAME reads that they left and came again.</summary>
    public static void Tell(
        IrcWire wire,
        RoomRenamed renamed,
        in Told told,
        Hub hub,
        LineWriter writer
    )
    {
        if ((wire.Caps & Caps.ChannelRename) != 0)
        {
            wire.Wording.Tell(told, writer);
            return;
        }

        // "This fallback SHOULD NOT be used if the rename only changes the case of the channel name".
        if (renamed.FoldedBefore == renamed.Folded)
            return;
        if (hub.Answer(wire.Session, new WhoIs(NameRules.Fold(wire.Nick))) is not PersonAnswer me)
            return;
        var who = me.Info.Who;
        wire.Wording.Tell(
            told with
            {
                Event = new Left(who, renamed.Room, renamed.Before),
            },
            writer
        );
        var joined = new Joined(
            who,
            renamed.Room,
            renamed.Name,
            renamed.Folded,
            Role.None,
            Made: false,
            told.Index
        );
        // The same message is not told twice: the second line has no place in the log of its own.
        wire.Wording.Tell(told with { Event = joined, Index = 0, Text = default }, writer);
        RoomLists.OnJoined(wire, joined, hub, writer);
    }
}
