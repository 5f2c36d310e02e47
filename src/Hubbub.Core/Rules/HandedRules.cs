namespace Hubbub.Core;

/// <summary>By whoever may say something to that person.</summary>
internal sealed class HandFileRule() : SessionRule<HandFile>(73)
{
    /// <summary>Files of one session that wait, whoever they are for.</summary>
    internal const int MostFromOne = 20;

    /// <summary>Files that wait for one person, whoever they are from.</summary>
    internal const int MostForOne = 50;

    protected override void Write(ByteWriter writer, HandFile command)
    {
        writer.WriteString(command.Nick);
        writer.WriteFixed64(command.To.Incarnation);
        writer.WriteVarint(command.To.Number);
        writer.WriteCount(command.Length);
        writer.WriteString(command.Name);
        writer.WriteVarint((ulong)command.Size);
        writer.WriteString(command.Digest);
        writer.WriteString(command.Key);
    }

    protected override HandFile ReadBody(ref ByteReader reader) =>
        new(
            reader.ReadString(),
            new SessionId(reader.ReadFixed64(), reader.ReadNumber32()),
            reader.ReadNumber(),
            reader.ReadString(),
            (long)reader.ReadVarint(),
            reader.ReadString(),
            reader.ReadString()
        );

    protected override void Decide(in Deciding at, HandFile command)
    {
        var (drop, who) = (at.State.Drop, at.Session.Who);
        if (Bar(at.State, at.Session, command.To, command.Nick, command.Size) is { } refused)
        {
            at.Add(refused);
        }
        else if (drop.Knows(command.Key))
        {
            at.Refuse(Reason.InternalError);
        }
        else
        {
            var target = at.State.Find(command.To)!;
            var file = new DroppedFile(
                drop.Last + 1,
                at.Index,
                command.Name,
                command.Size,
                command.Digest,
                command.Key,
                who.Session,
                who.Nick,
                at.At
            )
            {
                To = target.Who.Session,
                ToNick = target.Who.Nick,
            };
            at.Add(
                new SaidToPerson(who, target.Who, MessageKind.Said, target.Away) { File = file }
            );
        }
    }

    /// <summary>Why a file of this size may not be handed to them; null: it may. Also asked before its bytes come.</summary>
    internal static Refused? Bar(
        HubState state,
        Session session,
        SessionId to,
        string typed,
        long size
    )
    {
        var who = session.Who.Session;
        var handed = state.Drop.Handed;
        if (state.Find(to) is not { } target)
            return new Refused(who, Reason.NoSuchNick, typed);
        var nick = target.Who.Nick;
        if (state.Drop.Limits.All == 0)
            return new Refused(who, Reason.NoDrop, nick);
        if (Speech.Bar(session, target) is { } reason)
            return new Refused(who, reason, nick);
        if (handed.From(who).Count() >= MostFromOne)
            return new Refused(who, Reason.TooManyHanded, nick, Most: MostFromOne);
        if (handed.To(to).Count() >= MostForOne)
            return new Refused(who, Reason.TooManyHanded, nick, Most: MostForOne);
        return OfferFileRule.BarSize(state.Drop, who, nick, size);
    }

    /// <summary>By whoever brought it, or a server operator; whom it is for declines it so.</summary>
    internal static void Remove(in Deciding at, DroppedFile file, bool owned)
    {
        var who = at.Session.Who.Session;
        if (owned || file.Owner == who || at.Session.IsOperator)
            TakeBack(at, file);
        else if (file.To == who)
            Close(at.State, file, FileEnd.Declined, who, at.Add);
        else
            RemoveFileRule.RefuseUnknown(at, file.Number);
    }

    /// <summary>The line that offered it is taken back with it.</summary>
    internal static void TakeBack(in Deciding at, DroppedFile file) =>
        at.Add(
            new Redacted(
                at.Session.Who,
                new MessageId(file.Index, 0),
                Room: default,
                file.To,
                at.State.Find(file.To)?.Who.Nick ?? file.ToNick,
                file.By,
                file.At
            )
            {
                File = file.Number,
                Author = file.Owner,
            }
        );

    /// <summary>Both are told, as far as they are there.</summary>
    internal static void Close(
        HubState state,
        DroppedFile file,
        FileEnd end,
        SessionId by,
        Action<Event> add
    )
    {
        SessionId[] both = file.Owner == file.To ? [file.To] : [file.Owner, file.To];
        var here = both.Select(state.Find).OfType<Session>().Select(one => one.Who).ToList();
        foreach (var reader in here)
            add(new FileClosed(file, end, by, reader.Session, reader.Nick));
        if (here.Count == 0)
            add(new FileClosed(file, end, by, Reader: default, Nick: ""));
    }
}

/// <summary>By whom it is for.</summary>
internal sealed class DeclineFileRule() : SessionRule<DeclineFile>(74)
{
    protected override void Write(ByteWriter writer, DeclineFile command) =>
        writer.WriteCount(command.Number);

    protected override DeclineFile ReadBody(ref ByteReader reader) => new(reader.ReadNumber());

    protected override void Decide(in Deciding at, DeclineFile command)
    {
        var who = at.Session.Who.Session;
        var theirs = at
            .State.Drop.Handed.To(who)
            .Where(file => command.Number == 0 || file.Number == command.Number)
            .ToList();
        if (theirs is [var file])
            HandFileRule.Close(at.State, file, FileEnd.Declined, who, at.Add);
        else if (theirs.Count > 1)
            at.Add(new Refused(who, Reason.SeveralFiles, Length: theirs.Count));
        else if (command.Number == 0)
            at.Refuse(Reason.NoFileWaits);
        else
            RemoveFileRule.RefuseUnknown(at, command.Number);
    }
}

internal sealed class CloseFileRule() : Rule<CloseFile>(75)
{
    protected override void Write(ByteWriter writer, CloseFile command) =>
        writer.WriteCount(command.Number);

    protected override CloseFile ReadBody(ref ByteReader reader) => new(reader.ReadNumber());

    /// <summary>Two may have fetched it at once: the second time it is gone.</summary>
    protected override void Decide(
        HubState state,
        in Entry entry,
        CloseFile command,
        List<Event> events
    )
    {
        if (state.Drop.Handed.Find(command.Number) is { } file)
            HandFileRule.Close(state, file, FileEnd.Fetched, by: default, events.Add);
    }
}

internal sealed class ExpireFilesRule() : Rule<ExpireFiles>(76)
{
    /// <summary>Of one entry; the node proposes again while there is more.</summary>
    private const int MostAtOnce = 1_000;

    protected override void Write(ByteWriter writer, ExpireFiles command) { }

    protected override ExpireFiles ReadBody(ref ByteReader reader) => new();

    protected override void Decide(
        HubState state,
        in Entry entry,
        ExpireFiles command,
        List<Event> events
    )
    {
        // Where no files are kept, nothing is thrown away either.
        if (state.Drop.Limits.Wait <= 0)
            return;
        var before = entry.At - state.Drop.Limits.Wait;
        var due = state.Drop.Handed.All.TakeWhile(file => file.At <= before).Take(MostAtOnce);
        foreach (var file in due)
            HandFileRule.Close(state, file, FileEnd.Expired, by: default, events.Add);
    }
}
