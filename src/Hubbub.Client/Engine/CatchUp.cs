using System.Globalization;
using Hubbub.Client.State;
using Hubbub.Protocols.Irc.Client;

namespace Hubbub.Client.Engine;

/// <summary>
/// One conversation's place in the server's history
/// (<see href="https://ircv3.net/specs/extensions/chathistory"/>). While what was missed is being
/// fetched, what comes live is held back, so that lines stand in their order, none twice.
/// </summary>
/// <param name="showsBoard">What is older is asked of the room's board, not of its history.</param>
internal sealed class CatchUp(string where, bool showsBoard)
{
    private const int MostSeen = 2_000;
    private const int MostHeld = 10_000;

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Queue<string> _seenInOrder = new();
    private (string? Id, DateTimeOffset At)? _newest;
    private (string? Id, DateTimeOffset At)? _oldest;

    private enum Question
    {
        None,
        Latest,
        After,
        Before,
    }

    private Question _asked;
    private int _limit;

    public string Where { get; } = where;

    /// <summary>What came live meanwhile; null: nothing is held back.</summary>
    public List<Told>? Held { get; private set; }

    /// <summary>What has come of the answer.</summary>
    public List<Told> Answer { get; } = [];

    /// <summary>When the question was asked; its answer may not come.</summary>
    public long AskedAt { get; private set; }

    public bool IsAsking => _asked != Question.None;

    public bool IsBefore => _asked == Question.Before;

    /// <summary>Something of it was told.</summary>
    public bool HasNewest => _newest is not null;

    /// <summary>Nothing before this is asked for.</summary>
    public void StartAt(DateTimeOffset at) => _newest = (null, at);

    public void Hold() => Held ??= [];

    /// <summary>False: it is to be told at once.</summary>
    public bool TryHold(Told told)
    {
        if (Held is null || Held.Count >= MostHeld)
            return false;
        Held.Add(told);
        return true;
    }

    /// <summary>The newest, or those after the last that was told.</summary>
    public string AskNew(int limit, long now)
    {
        (_asked, _limit, AskedAt) = (
            _newest is null ? Question.Latest : Question.After,
            limit,
            now
        );
        Answer.Clear();
        return _newest is { } newest ? Line("AFTER", Reference(newest))
            : showsBoard ? ClientLine.Of("BOARD", Where)
            : Line("LATEST", "*");
    }

    /// <summary>Those before the oldest that was told; null: there is none to start from.</summary>
    /// <param name="olderPosts">Where older posts are; 0: nowhere.</param>
    public string? AskOld(int limit, int olderPosts, long now)
    {
        if (_oldest is not { } oldest || (showsBoard && olderPosts == 0))
            return null;
        (_asked, _limit, AskedAt) = (Question.Before, limit, now);
        Answer.Clear();
        return showsBoard
            ? ClientLine.Of("BOARD", Where, "LIST", Number(olderPosts))
            : Line("BEFORE", Reference(oldest));
    }

    /// <summary>Told after all before. False: it was told before.</summary>
    public bool TryNote(Told told)
    {
        if (!TryRemember(told))
            return false;
        if (told.IsSaid)
        {
            if (_newest is null || told.At >= _newest.Value.At)
                _newest = (told.MsgId, told.At);
            _oldest ??= (told.MsgId, told.At);
        }

        return true;
    }

    /// <summary>
    /// What was said before the oldest, in order: those that were not told yet. Where it goes on
    /// is a matter of order, not of time: what is said at once bears the same time.
    /// </summary>
    public IReadOnlyList<Told> NoteOlder(IReadOnlyList<Told> answer)
    {
        if (answer.FirstOrDefault(told => told.IsSaid) is { } first)
            _oldest = (first.MsgId, first.At);
        return [.. answer.Where(TryRemember)];
    }

    /// <summary>The answer is here. True: there is more to ask for.</summary>
    public bool End(out IReadOnlyList<Told> answer)
    {
        answer = [.. Answer];
        Answer.Clear();
        var isFull = _asked == Question.After && answer.Count >= _limit;
        _asked = Question.None;
        return isFull;
    }

    public IReadOnlyList<Told> Release()
    {
        var held = Held ?? [];
        Held = null;
        return held;
    }

    /// <summary>The connection is gone, and with it the question.</summary>
    public void Forget()
    {
        _asked = Question.None;
        Answer.Clear();
    }

    private bool TryRemember(Told told)
    {
        if (told.MsgId is not { } id)
            return true;
        if (!_seen.Add(id))
            return false;
        _seenInOrder.Enqueue(id);
        if (_seenInOrder.Count > MostSeen)
            _seen.Remove(_seenInOrder.Dequeue());
        return true;
    }

    private string Line(string which, string reference) =>
        ClientLine.Of("CHATHISTORY", which, Where, reference, Number(_limit));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Reference((string? Id, DateTimeOffset At) place) =>
        place.Id is { } id
            ? "msgid=" + id
            : "timestamp="
                + place.At.UtcDateTime.ToString(
                    "yyyy-MM-ddTHH:mm:ss.fffZ",
                    CultureInfo.InvariantCulture
                );
}
