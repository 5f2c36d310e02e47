using Hubbub.Client.State;

namespace Hubbub.Client.Engine;

/// <summary>All conversations' places in the server's history; every line on its way to the view comes through here.</summary>
internal sealed class Histories(
    IChatView view,
    TimeProvider time,
    Outgoing outgoing,
    int firstLines,
    bool showsBoard
)
{
    /// <summary>Messages of one page.</summary>
    private const int Page = 100;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, CatchUp> _all = new(StringComparer.OrdinalIgnoreCase);
    private bool _isAgain;

    /// <summary>What was missed is still being fetched.</summary>
    public bool IsBehind(string where) => Find(where).Held is not null;

    public void Take(Told told)
    {
        if (told.Where is not { } where)
        {
            view.Tell(told);
            return;
        }

        var place = Find(where);
        if (told.IsListed && !(showsBoard && place.IsAsking))
            // Somebody asks for it who may have seen it before.
            view.Tell(told);
        else if (told.IsBack && place.IsAsking)
            place.Answer.Add(told);
        else if (!place.TryHold(told))
            Deliver(place, told);
    }

    /// <summary>We come into a room: what is said from here on stands after what was said before.</summary>
    public void Entering(string room, DateTimeOffset at, ChatState state)
    {
        var place = Find(room);
        if (HasHistory(state))
            place.Hold();
        // Who wants none of what was before is to miss nothing from here on.
        if (firstLines == 0 && !place.HasNewest)
            place.StartAt(at);
    }

    public void Entered(string room, ChatState state, ILink link)
    {
        var place = Find(room);
        if (HasHistory(state) && (_isAgain || firstLines > 0))
        {
            Ask(place, state, link);
            return;
        }

        if (_isAgain && place.HasNewest)
            view.Tell(
                new(
                    TellKind.Info,
                    room,
                    "",
                    "What was said meanwhile is not known: this server keeps no history.",
                    time.GetUtcNow()
                )
            );
        Finish(place, place.Release());
    }

    /// <summary>After a lost connection: talks with persons are caught up, too.</summary>
    public void WelcomedAgain(ChatState state, ILink link)
    {
        _isAgain = true;
        if (!HasHistory(state))
            return;
        foreach (var place in _all.Values.Where(p => !state.IsRoom(p.Where) && p.HasNewest))
        {
            place.Hold();
            Ask(place, state, link);
        }
    }

    public bool AskOlder(string where, ChatState state, ILink link)
    {
        var place = Find(where);
        if (!HasHistory(state) || place.IsAsking || place.Held is not null)
            return false;
        if (
            place.AskOld(
                Limit(state, Page),
                state.Room(where)?.OlderPosts ?? 0,
                time.GetTimestamp()
            )
            is not { } line
        )
            return false;
        link.Send(line);
        return true;
    }

    public bool IsAsking(string where) => _all.TryGetValue(where, out var place) && place.IsAsking;

    public void Answered(string where, ChatState state, ILink link)
    {
        if (where.Length > 0 && _all.TryGetValue(where, out var place) && place.IsAsking)
            End(place, state, link);
    }

    public void Failed(string where, ChatState state, ILink link)
    {
        foreach (var place in _all.Values.Where(p => p.IsAsking).ToList())
        {
            if (where.Length == 0 || place.Where.Equals(where, StringComparison.OrdinalIgnoreCase))
                End(place, state, link);
        }
    }

    /// <summary>An answer that does not come is none.</summary>
    public void Tick(ChatState state, ILink link)
    {
        foreach (var place in _all.Values.Where(p => p.IsAsking).ToList())
        {
            if (time.GetElapsedTime(place.AskedAt) > s_patience)
                End(place, state, link);
        }
    }

    public void ConnectionLost()
    {
        foreach (var place in _all.Values)
        {
            place.Forget();
            foreach (var told in place.Release())
                Deliver(place, told);
        }
    }

    private bool HasHistory(ChatState state) =>
        state.Caps.Contains(showsBoard ? "hubbub/board" : "draft/chathistory")
        && state.Caps.Contains("batch");

    private static int Limit(ChatState state, int wanted) =>
        state.Server.HistoryLimit > 0 ? Math.Min(state.Server.HistoryLimit, wanted) : wanted;

    private void Ask(CatchUp place, ChatState state, ILink link) =>
        link.Send(
            place.AskNew(Limit(state, place.HasNewest ? Page : firstLines), time.GetTimestamp())
        );

    private void End(CatchUp place, ChatState state, ILink link)
    {
        var isBefore = place.IsBefore;
        var hasMore = place.End(out var answer);
        if (isBefore)
        {
            view.TellOlder(place.Where, place.NoteOlder(answer));
            return;
        }

        var before = answer.Count;
        foreach (var told in answer)
            Deliver(place, told);
        if (hasMore && before > 0)
            Ask(place, state, link);
        else
            Finish(place, place.Release());
    }

    private void Finish(CatchUp place, IReadOnlyList<Told> held)
    {
        view.Tell(new(TellKind.Entered, place.Where, "", "", time.GetUtcNow()));
        foreach (var told in held)
            Deliver(place, told);
    }

    private void Deliver(CatchUp place, Told told)
    {
        if (!place.TryNote(told))
            return;
        if (told is { IsSaid: true, IsOwn: true } && outgoing.Match(told) is { } own)
            view.Confirmed(own, told);
        else
            view.Tell(told);
    }

    private CatchUp Find(string where)
    {
        if (_all.TryGetValue(where, out var place))
            return place;
        place = new CatchUp(where, showsBoard);
        _all.Add(where, place);
        return place;
    }
}
