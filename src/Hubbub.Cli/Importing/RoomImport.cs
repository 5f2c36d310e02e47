using Hubbub.Core;
using Hubbub.Node;
using Hubbub.Node.History;
using Hubbub.Protocols;

namespace Hubbub.Cli.Importing;

/// <summary>Brings files into a room of a server that is not running.</summary>
internal sealed class RoomImport(DataParts data, LoneNode node, string room)
{
    private readonly FoldedRoom _folded = NameRules.FoldRoom(room);

    /// <summary>How many messages there were to be imported.</summary>
    /// <param name="surveys">In the order of their times.</param>
    /// <exception cref="CannotException">They would stand before what is in the room, or are all there.</exception>
    public long Run(IReadOnlyList<Survey> surveys)
    {
        var before = node.Hub.Answer(default, new ImportsInto(_folded)) as ImportsAnswer;
        var done = (before?.Files ?? []).ToDictionary(file => file.File, file => (long)file.Lines);
        var left = surveys
            .Select(survey => (Survey: survey, Skip: done.GetValueOrDefault(survey.Tally.Hash)))
            .Where(one => one.Skip < one.Survey.Tally.Said)
            .ToList();
        if (left.Count == 0)
            throw new CannotException($"All of that is in {room} already: it was imported before.");
        Refuse(left[0].Survey, left[0].Skip, before?.Room);

        node.Propose(new OpenRoom(room, _folded));
        node.Settle();
        var id = ((ImportsAnswer)node.Hub.Answer(default, new ImportsInto(_folded))).Room;
        foreach (var (survey, skip) in left)
            Take(survey, skip, id);
        node.Settle();
        return left.Sum(one => one.Survey.Tally.Said - one.Skip);
    }

    /// <summary>The next start need not apply all of that again, and it can be read at once.</summary>
    public void Finish()
    {
        new SnapshotMaker(data.Log, data.Snapshots).TryMake(node.Hub.Index, node.Hub.Digest());
        Project();
    }

    /// <summary>The order of a room's lines is that of the log: what is older cannot come behind.</summary>
    private void Refuse(Survey first, long skip, RoomId? id)
    {
        if (id is not { } there || LastIn(there) is not { } last)
            return;
        var at =
            skip == 0 ? first.Tally.First : first.File.Read(new Tally()).ElementAt((int)skip).At;
        if (at < last)
        {
            throw new CannotException(
                $"{room} has lines up to {first.Shown(last)}, and what is imported begins before that, at {first.Shown(at)}. Import it into another room: --room {room}-old"
            );
        }
    }

    private void Take(Survey survey, long skip, RoomId id)
    {
        node.Propose(new BeginImport(id, survey.Tally.Hash));
        foreach (var (at, said) in survey.File.Read(new Tally()))
        {
            if (skip-- > 0)
                continue;
            var folded = NameRules.Fold(said.Nick);
            node.Propose(new ImportLine(id, said.Kind, said.Nick, folded, at), said.Text);
        }
    }

    /// <summary>When the last was said, or happened, in a room; null: nothing ever.</summary>
    private long? LastIn(RoomId id)
    {
        Project();
        var question = new PageOf(
            HistoryTarget.Of(room, _folded),
            PageKind.Latest,
            Moment.None,
            Moment.None,
            Most: 1,
            WithEvents: true
        );
        var inquiry = new Inquiry(question, [new RoomPassage(id, room, After: 0)]);
        return data.History.Read(inquiry) is Page { Lines: [.., var line] } ? line.At : null;
    }

    private void Project()
    {
        var projector = new Projector(data.Log, data.Snapshots, data.History);
        while (projector.Step(data.Log.Head.Index)) { }
    }
}
