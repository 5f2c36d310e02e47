namespace Hubbub.Core;

/// <summary>
/// Those who speak in turns in a room, by nick: a restart ends all sessions and leaves the turn
/// where it was. The first has the turn.
/// </summary>
/// <param name="longest">Characters that may be said at once; 0: any number.</param>
internal sealed class Round(int longest)
{
    private readonly List<Place> _places = [];

    public int Longest { get; } = longest;

    public IReadOnlyList<Place> Places => _places;

    /// <summary>Whose turn it is; null: nobody is here.</summary>
    public Place? First => _places.Count == 0 ? null : _places[0];

    /// <summary>Who has the turn after the first; the first, if nobody else is here.</summary>
    public Place? Second => _places.Count < 2 ? First : _places[1];

    public bool IsTurnOf(Identity who) => First?.Folded == who.Folded;

    /// <summary>To the end, or to the place that they have already.</summary>
    public void Come(Identity who)
    {
        if (Find(who.Folded) < 0)
            _places.Add(new Place(who.Nick, who.Folded));
    }

    public void Go(Identity who)
    {
        var at = Find(who.Folded);
        if (at >= 0)
            _places.RemoveAt(at);
    }

    public void Rename(Identity before, Identity after)
    {
        // A place that was kept for this nick since a restart: they have one already.
        if (before.Folded != after.Folded && Find(before.Folded) >= 0)
            _places.RemoveAll(place => place.Folded == after.Folded);
        var at = Find(before.Folded);
        if (at >= 0)
            _places[at] = new Place(after.Nick, after.Folded);
    }

    public void Advance()
    {
        if (_places.Count < 2)
            return;
        var spoke = _places[0];
        _places.RemoveAt(0);
        _places.Add(spoke);
    }

    /// <summary>Somebody has the turn out of order; the others keep theirs.</summary>
    public void Begin(FoldedNick with)
    {
        var at = Find(with);
        if (at <= 0)
            return;
        var first = _places[at];
        _places.RemoveAt(at);
        _places.Insert(0, first);
    }

    public static void Write(ByteWriter writer, Round? round)
    {
        writer.WriteFlag(round is not null);
        if (round is null)
            return;
        writer.WriteCount(round.Longest);
        writer.WriteCount(round._places.Count);
        foreach (var place in round._places)
        {
            writer.WriteString(place.Nick);
            writer.WriteString(place.Folded.Value);
        }
    }

    public static Round? Read(ref ByteReader reader)
    {
        if (!reader.ReadFlag())
            return null;
        var round = new Round(reader.ReadNumber());
        var count = reader.ReadCount(atLeast: 2);
        for (var i = 0; i < count; i++)
            round._places.Add(new Place(reader.ReadString(), new FoldedNick(reader.ReadString())));
        return round;
    }

    private int Find(FoldedNick nick) => _places.FindIndex(place => place.Folded == nick);

    /// <param name="Nick">As it is shown.</param>
    internal sealed record Place(string Nick, FoldedNick Folded);
}
