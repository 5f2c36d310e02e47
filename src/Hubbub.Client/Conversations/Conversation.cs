using Hubbub.Client.Dropping;
using Hubbub.Client.Engine;
using Hubbub.Client.State;

namespace Hubbub.Client.Conversations;

/// <summary>
/// A room, or a talk with a person: its lines, oldest first, and what is on its way. Ids count
/// upwards, older lines that are fetched later get lower ones.
/// </summary>
public sealed class Conversation(string name, bool isRoom)
{
    /// <summary>Lines that are kept; older ones are fetched again where the server has them.</summary>
    public const int Most = 10_000;

    private const int Slack = 1_000;

    private readonly List<Told> _lines = [];
    private readonly List<OwnMessage> _sending = [];

    /// <summary>Empty: not in any room yet.</summary>
    public string Name { get; internal set; } = name;

    public bool IsRoom { get; internal set; } = isRoom;

    public long First { get; private set; }

    /// <summary>One after the newest line.</summary>
    public long LinesEnd => First + _lines.Count;

    /// <summary>One after the last message that is on its way.</summary>
    public long End => LinesEnd + _sending.Count;

    public int Unread { get; private set; }

    public int Mentions { get; private set; }

    /// <summary>Where what was not seen yet begins; null: all was.</summary>
    public long? NewFrom { get; private set; }

    /// <summary>The server has nothing older.</summary>
    public bool IsWhole { get; internal set; }

    /// <summary>Who said something here, latest first.</summary>
    public IEnumerable<string> Speakers =>
        _lines
            .AsEnumerable()
            .Reverse()
            .Take(200)
            .Where(l => l is { IsSaid: true, IsOwn: false })
            .Select(l => l.Who)
            .Distinct();

    /// <summary>Null: on its way.</summary>
    public Told? this[long id] => id < LinesEnd ? _lines[(int)(id - First)] : null;

    public OwnMessage Sending(long id) => _sending[(int)(id - LinesEnd)];

    /// <summary>A file with this number was told of here; null: none was.</summary>
    public DroppedFileView? FileOf(int number) =>
        _lines.FindLast(line => line.File?.Number == number)?.File;

    public IEnumerable<Told> Find(string text) =>
        _lines.Where(l => l.IsSaid && l.Text.Contains(text, StringComparison.OrdinalIgnoreCase));

    /// <param name="isSeen">Its reader is looking at it.</param>
    internal void Add(Told told, bool isSeen, bool isMention)
    {
        if (!isSeen && told is { IsSaid: true, IsOwn: false })
        {
            NewFrom ??= LinesEnd;
            Unread++;
            if (isMention)
                Mentions++;
        }

        if (told is { IsListed: false, Post: { IsEdited: true, Number: var edited } })
            Blank(edited);
        _lines.Add(told);
        if (_lines.Count <= Most + Slack)
            return;
        _lines.RemoveRange(0, Slack);
        First += Slack;
        IsWhole = false;
        if (NewFrom < First)
            NewFrom = First;
    }

    /// <summary>A post says something else from now on: what it said is not shown any more.</summary>
    private void Blank(int post)
    {
        for (var i = _lines.Count - 1; i >= 0; i--)
        {
            if (_lines[i].Post?.Number == post)
                _lines[i] = _lines[i] with { Text = "(changed since)" };
        }
    }

    internal void AddOlder(IReadOnlyList<Told> lines)
    {
        _lines.InsertRange(0, lines);
        First -= lines.Count;
    }

    internal void Add(OwnMessage message) => _sending.Add(message);

    internal void Remove(OwnMessage message) => _sending.Remove(message);

    internal void Seen() => (Unread, Mentions) = (0, 0);

    /// <summary>The mark before what is new goes.</summary>
    internal void Unmark() => NewFrom = null;
}
