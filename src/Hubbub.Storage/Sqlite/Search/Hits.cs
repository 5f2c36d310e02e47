using System.Diagnostics;
using System.Globalization;
using Hubbub.Core;
using Hubbub.Storage.Sqlite.History;
using SQLitePCL;

namespace Hubbub.Storage.Sqlite.Search;

/// <summary>Where may be looked.</summary>
internal sealed record SearchPlaces(IReadOnlyDictionary<long, PlacePart> Parts)
{
    public ulong From { get; } = Parts.Values.Select(part => part.From).DefaultIfEmpty().Min();

    public ulong To { get; } = Parts.Values.Select(part => part.To).DefaultIfEmpty().Max();
}

/// <summary>The entries of a place among which is looked, both included.</summary>
internal readonly record struct PlacePart(ulong From, ulong To)
{
    public bool Holds(ulong index) => index >= From && index <= To;
}

/// <summary>
/// Asks the index. The entries are walked through in windows, from the newest (or from the time that
/// is asked for), so that however common the words, a step is short, and between two steps the time
/// is looked at.
/// </summary>
internal sealed class Hits(Connection connection)
{
    /// <summary>Entries in a window.</summary>
    private const ulong Window = 250_000;

    /// <summary>Places that the index is asked for by name.</summary>
    private const int MostNamed = 16;

    private const int StepsBetweenLooks = 2_000;

    private static readonly TimeSpan s_most = TimeSpan.FromMilliseconds(400);

    private readonly long _since = Stopwatch.GetTimestamp();

    /// <summary>Entries and their places, the oldest first; null: nothing can be looked for by that. What was found when the time is over is all.</summary>
    public List<(ulong Index, long Place)>? Find(SearchFor search, SearchPlaces places)
    {
        if (Expression(search, places) is not { } expression)
            return null;
        var hits = new List<(ulong Index, long Place)>();
        if (places.Parts.Count == 0 || search.Most == 0 || places.From > places.To)
            return hits;
        var handle = connection.Database.Handle;
        raw.sqlite3_progress_handler(handle, StepsBetweenLooks, _ => IsOver ? 1 : 0, null);
        try
        {
            Walk(search, places, expression, hits);
        }
        catch (SqliteException error) when (error.IsInterrupt)
        {
            // What was found by now is the answer.
        }
        finally
        {
            raw.sqlite3_progress_handler(handle, 0, null, null);
        }

        hits.Sort();
        return hits;
    }

    private bool IsOver => Stopwatch.GetElapsedTime(_since) > s_most;

    private void Walk(
        SearchFor search,
        SearchPlaces places,
        string expression,
        List<(ulong Index, long Place)> hits
    )
    {
        var forwards = search.After >= 0;
        var (low, high) = (places.From, places.To);
        while (low <= high && hits.Count < search.Most && !IsOver)
        {
            var (from, to) = forwards
                ? (low, Math.Min(high, low + Window - 1))
                : (high - low < Window ? low : high - Window + 1, high);
            WalkWindow(expression, from, to, forwards, search.Most, places, hits);
            if (forwards)
                low = to + 1;
            else if (from == 0)
                return;
            else
                high = from - 1;
        }
    }

    private void WalkWindow(
        string expression,
        ulong from,
        ulong to,
        bool forwards,
        int most,
        SearchPlaces places,
        List<(ulong Index, long Place)> hits
    )
    {
        var order = forwards ? "ASC" : "DESC";
        var find = connection.Statement(
            $"SELECT rowid, place FROM said WHERE said MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid {order}"
        );
        find.Bind(1, expression).Bind(2, from).Bind(3, to);
        try
        {
            while (hits.Count < most && find.Step())
            {
                var place = PlaceOf(find.Text(1));
                if (places.Parts.TryGetValue(place, out var part) && part.Holds(find.Number(0)))
                    hits.Add((find.Number(0), place));
            }
        }
        finally
        {
            find.Reset();
        }
    }

    /// <summary>Null: there are no words in it.</summary>
    private static string? Expression(SearchFor search, SearchPlaces places)
    {
        var parts = new List<string>();
        if (search.Text.AsSpan().Trim().Length > 0)
        {
            if (SearchTerms.Read(search.Text) is not { } terms)
                return null;
            parts.Add($"{{text}} : ({terms})");
        }

        if (search.From is { } nick)
            parts.Add($"{{nick}} : {Words.OfName(nick.Value)}");
        // With many rooms most rows are of one of them, and looking each up costs more than passing
        // over the others.
        if (places.Parts.Count <= MostNamed || parts.Count == 0)
            parts.Add(
                $"{{place}} : ({string.Join(" OR ", places.Parts.Keys.Select(Words.OfPlace))})"
            );
        return string.Join(" AND ", parts);
    }

    private static long PlaceOf(string word)
    {
        var number = long.Parse(word.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture);
        return word[0] == 'r' ? number : -number;
    }
}
