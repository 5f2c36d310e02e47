using Hubbub.Core;

namespace Hubbub.Node.History;

/// <summary>
/// The bytes of events in a projection. They can be made again from the log: a change here needs
/// only a new <see cref="Format"/>. Texts are apart.
/// </summary>
public static class KeptEvents
{
    /// <summary>Raise it with every change of what is kept or of its bytes: projections of another are thrown away.</summary>
    public const int Format = 4;

    private static readonly Identity s_nobody = new(default, "", new FoldedNick(""), "", "", "");

    private enum Tag : byte
    {
        SaidInRoom = 1,
        SaidToPerson,
        Joined,
        Left,
        Kicked,
        Detached,
        Renamed,
        TopicSet,
        RoomChanged,
        Redacted,
        PostErased,
    }

    /// <summary>What people said; null: a thing that happened.</summary>
    public static MessageKind? KindOf(Event kept) =>
        kept switch
        {
            SaidInRoom said => said.Kind,
            SaidToPerson said => said.Kind,
            _ => null,
        };

    public static void Write(ByteWriter writer, Event kept)
    {
        switch (kept)
        {
            case SaidInRoom said:
                Begin(writer, Tag.SaidInRoom, said.From);
                WriteRoom(writer, said.Room, said.Name);
                writer.WriteByte((byte)said.Kind);
                writer.WriteVarint(said.Index);
                writer.WriteFlag(said.Post is not null);
                if (said.Post is { } post)
                    WritePost(writer, post, said.Replaces);
                writer.WriteFlag(said.File is not null);
                if (said.File is { } file)
                    KeptFiles.Write(writer, file);
                break;
            case SaidToPerson said:
                Begin(writer, Tag.SaidToPerson, said.From);
                WriteIdentity(writer, said.To);
                writer.WriteByte((byte)said.Kind);
                writer.WriteVarint(said.File?.Index ?? 0);
                if (said.File is { } handed)
                    KeptFiles.Write(writer, handed);
                break;
            case Joined joined:
                Begin(writer, Tag.Joined, joined.Who);
                WriteRoom(writer, joined.Room, joined.Name);
                writer.WriteString(joined.Folded.Value);
                writer.WriteVarint(joined.Index);
                break;
            case Left left:
                Begin(writer, Tag.Left, left.Who);
                WriteRoom(writer, left.Room, left.Name);
                break;
            case Kicked kicked:
                Begin(writer, Tag.Kicked, kicked.By);
                WriteIdentity(writer, kicked.Whom);
                WriteRoom(writer, kicked.Room, kicked.Name);
                break;
            case Detached detached:
                Begin(writer, Tag.Detached, detached.Who);
                writer.WriteByte((byte)detached.Cause);
                writer.WriteFlag(detached.By is not null);
                if (detached.By is { } by)
                    WriteIdentity(writer, by);
                break;
            case Renamed renamed:
                Begin(writer, Tag.Renamed, renamed.Before);
                WriteIdentity(writer, renamed.After);
                break;
            case TopicSet set:
                Begin(writer, Tag.TopicSet, set.By);
                WriteRoom(writer, set.Room, set.Name);
                writer.WriteString(set.Topic);
                writer.WriteVarint((ulong)set.At);
                break;
            case RoomChanged changed:
                Begin(writer, Tag.RoomChanged, changed.By);
                WriteRoom(writer, changed.Room, changed.Name);
                WriteChanges(writer, changed);
                break;
            case Redacted redacted:
                Begin(writer, Tag.Redacted, redacted.By);
                writer.WriteVarint(redacted.Message.Index);
                WriteRoom(writer, redacted.Room, redacted.Name);
                WriteSession(writer, redacted.Other);
                writer.WriteString(redacted.Nick);
                writer.WriteVarint((ulong)redacted.SaidAt);
                writer.WriteCount(redacted.Post);
                writer.WriteCount(redacted.File);
                break;
            case PostErased erased:
                Begin(writer, Tag.PostErased, s_nobody);
                WriteRoom(writer, erased.Room, erased.Name);
                writer.WriteCount(erased.Number);
                writer.WriteVarint(erased.Index);
                break;
            default:
                throw new ArgumentException($"{kept.GetType().Name} is not kept", nameof(kept));
        }
    }

    /// <summary>Null: not bytes of this format.</summary>
    public static Event? Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new ByteReader(bytes);
        var tag = (Tag)reader.ReadByte();
        var who = ReadIdentity(ref reader);
        var read = ReadBody(tag, who, ref reader);
        return reader.AtEnd ? read : null;
    }

    private static Event? ReadBody(Tag tag, Identity who, ref ByteReader reader)
    {
        switch (tag)
        {
            case Tag.SaidInRoom:
                var (room, name) = ReadRoom(ref reader);
                var kind = (MessageKind)reader.ReadByte();
                var said = new SaidInRoom(who, room, name, kind, reader.ReadVarint());
                said = ReadPost(said, ref reader);
                return reader.ReadFlag()
                    ? said with
                    {
                        File = KeptFiles.Read(said.From, said.Index, ref reader),
                    }
                    : said;
            case Tag.SaidToPerson:
                return ReadToPerson(who, ref reader);
            case Tag.Joined:
                (room, name) = ReadRoom(ref reader);
                var folded = new FoldedRoom(reader.ReadString());
                var index = reader.ReadVarint();
                return new Joined(who, room, name, folded, Role.None, Made: false, index);
            case Tag.Left:
                (room, name) = ReadRoom(ref reader);
                return new Left(who, room, name);
            case Tag.Kicked:
                var whom = ReadIdentity(ref reader);
                (room, name) = ReadRoom(ref reader);
                return new Kicked(who, whom, room, name);
            case Tag.Detached:
                var cause = (DetachCause)reader.ReadByte();
                var by = reader.ReadFlag() ? ReadIdentity(ref reader) : null;
                return new Detached(who, [], cause, by);
            case Tag.Renamed:
                return new Renamed(who, ReadIdentity(ref reader), []);
            case Tag.TopicSet:
                (room, name) = ReadRoom(ref reader);
                var topic = reader.ReadString();
                return new TopicSet(who, room, name, topic, (long)reader.ReadVarint());
            case Tag.RoomChanged:
                (room, name) = ReadRoom(ref reader);
                return new RoomChanged(who, room, name, ReadChanges(ref reader), At: 0);
            case Tag.Redacted:
                var message = new MessageId(reader.ReadVarint(), 0);
                (room, name) = ReadRoom(ref reader);
                var other = ReadSession(ref reader);
                var nick = reader.ReadString();
                var saidAt = (long)reader.ReadVarint();
                return new Redacted(who, message, room, other, name, nick, saidAt)
                {
                    Post = reader.ReadNumber(),
                    File = reader.ReadNumber(),
                };
            case Tag.PostErased:
                (room, name) = ReadRoom(ref reader);
                return new PostErased(room, name, reader.ReadNumber(), reader.ReadVarint());
            default:
                return null;
        }
    }

    private static SaidToPerson ReadToPerson(Identity who, ref ByteReader reader)
    {
        var to = ReadIdentity(ref reader);
        var said = new SaidToPerson(who, to, (MessageKind)reader.ReadByte(), Away: null);
        return reader.ReadVarint() is > 0 and var offered
            ? said with
            {
                File = KeptFiles.Read(who, offered, ref reader) with
                {
                    To = to.Session,
                    ToNick = to.Nick,
                },
            }
            : said;
    }

    /// <summary>As it was when it was said; by how many it was seen is the board's to tell.</summary>
    private static void WritePost(ByteWriter writer, PostInfo post, ulong replaces)
    {
        writer.WriteCount(post.Number);
        writer.WriteString(post.Author);
        writer.WriteVarint((ulong)post.At);
        writer.WriteFlag(post.Titled);
        writer.WriteVarint((ulong)post.Expires);
        writer.WriteFlag(post.Pinned);
        writer.WriteCount(post.Answers);
        writer.WriteVarint(replaces);
    }

    private static SaidInRoom ReadPost(SaidInRoom said, ref ByteReader reader)
    {
        if (!reader.ReadFlag())
            return said;
        var post = new PostInfo(
            reader.ReadNumber(),
            said.Index,
            reader.ReadString(),
            (long)reader.ReadVarint(),
            reader.ReadFlag(),
            (long)reader.ReadVarint(),
            reader.ReadFlag(),
            reader.ReadNumber(),
            Edited: false,
            Seen: 0
        );
        var replaces = reader.ReadVarint();
        return said with { Post = post with { Edited = replaces != 0 }, Replaces = replaces };
    }

    private static void Begin(ByteWriter writer, Tag tag, Identity who)
    {
        writer.WriteByte((byte)tag);
        WriteIdentity(writer, who);
    }

    private static void WriteIdentity(ByteWriter writer, Identity who)
    {
        WriteSession(writer, who.Session);
        writer.WriteString(who.Nick);
        writer.WriteString(who.Folded.Value);
        writer.WriteString(who.User);
        writer.WriteString(who.Host);
        writer.WriteString(who.RealName);
        writer.WriteFlag(who.IsBot);
    }

    private static Identity ReadIdentity(ref ByteReader reader) =>
        new(
            ReadSession(ref reader),
            reader.ReadString(),
            new FoldedNick(reader.ReadString()),
            reader.ReadString(),
            reader.ReadString(),
            reader.ReadString()
        )
        {
            IsBot = reader.ReadFlag(),
        };

    private static void WriteSession(ByteWriter writer, SessionId session)
    {
        writer.WriteFixed64(session.Incarnation);
        writer.WriteVarint(session.Number);
    }

    private static SessionId ReadSession(ref ByteReader reader) =>
        new(reader.ReadFixed64(), reader.ReadNumber32());

    private static void WriteRoom(ByteWriter writer, RoomId room, string name)
    {
        writer.WriteVarint(room.Index);
        writer.WriteString(name);
    }

    private static (RoomId Room, string Name) ReadRoom(ref ByteReader reader) =>
        (new RoomId(reader.ReadVarint()), reader.ReadString());

    private static void WriteChanges(ByteWriter writer, RoomChanged changed)
    {
        writer.WriteCount(changed.Changes.Count);
        foreach (var change in changed.Changes)
        {
            writer.WriteFlag(change.Adds);
            writer.WriteByte((byte)change.Mode);
            // An old key is nobody's business.
            writer.WriteString(change.Mode == RoomMode.Key ? "*" : change.Parameter);
        }
    }

    private static RoomChange[] ReadChanges(ref ByteReader reader)
    {
        var changes = new RoomChange[reader.ReadCount(atLeast: 3)];
        for (var i = 0; i < changes.Length; i++)
        {
            changes[i] = new RoomChange(
                reader.ReadFlag(),
                (RoomMode)reader.ReadByte(),
                reader.ReadString()
            );
        }

        return changes;
    }
}
