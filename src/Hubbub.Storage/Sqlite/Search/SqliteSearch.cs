using Hubbub.Core;
using Hubbub.Node.History;
using Hubbub.Storage.Sqlite.History;

namespace Hubbub.Storage.Sqlite.Search;

/// <summary>
/// The words of all that was said, in <c>search.db</c> (FTS5): made from the lines of the history, so
/// that the log is applied once for both. What is found is read from the history: what was taken back
/// there is not shown, even while the index lags.
/// </summary>
public sealed class SqliteSearch : ISearchIndex
{
    private const int Format = 2;
    private const int LinesAtOnce = 2_000;

    /// <summary>What one write takes on, when there is much: the index is merged less often.</summary>
    private const int MostInAWrite = 10 * LinesAtOnce;

    private static readonly string[] s_tables =
    [
        // A row for each message, under its entry's index. The columns beside the text are one word each.
        """
            CREATE VIRTUAL TABLE said USING fts5 (text, place, nick,
            tokenize = "unicode61 remove_diacritics 2", columnsize = 0)
            """,
    ];

    private readonly SqliteHistory _history;
    private readonly ProjectionFile _file;
    private readonly Lock _turn = new();
    private ulong _position;

    private SqliteSearch(string? path, SqliteHistory history)
    {
        _history = history;
        _file = new ProjectionFile(path, Format, s_tables);
    }

    public ulong Position => Volatile.Read(ref _position);

    /// <exception cref="StorageException">The folder cannot be used.</exception>
    public static SqliteSearch Open(DataFolder folder, SqliteHistory history) =>
        new(folder.PathOf("search.db"), history);

    public static SqliteSearch InMemory(SqliteHistory history) => new(path: null, history);

    public bool Step()
    {
        lock (_turn)
            return TakeSome();
    }

    public void Erase(IReadOnlyList<ulong> entries, Action then)
    {
        lock (_turn)
        {
            _file.Change(connection =>
            {
                foreach (var index in entries)
                    Delete(connection, index);
                Merge(connection);
            });
            then();
        }
    }

    private bool TakeSome()
    {
        // Its index is that of the last line taken on, its digest names the history that it is of.
        var at = _file.ReadPosition();
        if (at != HistoryPosition.Start && !at.Digest.AsSpan().SequenceEqual(_history.Identity))
        {
            StartAnew();
            at = HistoryPosition.Start;
        }

        var seen = _history.Position.Index;
        var lines = _history.LinesAfter((long)at.Index, LinesAtOnce);
        var more = lines.Count > 0 && TakeSome(lines);
        if (!more)
            Volatile.Write(ref _position, seen);
        return more;
    }

    /// <summary>These lines and some after them, in one write. True: there are more.</summary>
    private bool TakeSome(IReadOnlyList<KeptLine> lines)
    {
        var more = false;
        _file.Write(connection =>
        {
            Take(connection, lines);
            var last = lines[^1].Id;
            for (
                var taken = lines.Count;
                lines.Count == LinesAtOnce && taken < MostInAWrite;
                taken += lines.Count
            )
            {
                lines = _history.LinesAfter(last, LinesAtOnce);
                if (lines.Count == 0)
                    break;
                Take(connection, lines);
                last = lines[^1].Id;
            }

            more = lines.Count == LinesAtOnce;
            return new HistoryPosition((ulong)last, _history.Identity);
        });
        return more;
    }

    public void StartAnew()
    {
        Volatile.Write(ref _position, 0);
        _file.StartAnew();
    }

    public Answer Read(Inquiry inquiry)
    {
        var search = (SearchFor)inquiry.Question;
        var places = _history.PlacesOf(inquiry, search);
        var hits = _file.Read(connection => new Hits(connection).Find(search, places));
        return hits is null ? new Unread(Unread.Why.NoWords) : _history.Found(hits);
    }

    /// <summary>For tests: rows of the index with a word, whatever the history says.</summary>
    internal int CountOf(string word) =>
        _file.Read(connection =>
        {
            var count = connection.Statement("SELECT count(*) FROM said WHERE said MATCH ?");
            count.Bind(1, word);
            try
            {
                return count.Step() ? (int)count.Signed(0) : 0;
            }
            finally
            {
                count.Reset();
            }
        });

    public void Dispose() => _file.Dispose();

    private static void Take(Connection connection, IReadOnlyList<KeptLine> lines)
    {
        var erased = false;
        foreach (var line in lines)
        {
            if (line.Told.Event.Erases is { } message)
            {
                erased = true;
                Delete(connection, message.Index);
            }

            if (line.IsSaid)
                Take(connection, line);
        }

        if (erased)
            Merge(connection);
    }

    private static void Delete(Connection connection, ulong index) =>
        connection.Statement("DELETE FROM said WHERE rowid = ?").Bind(1, index).Run();

    /// <summary>
    /// A deleted row's words stay in the index until its parts are merged: 2 000 pages of it now, which
    /// is all of a small one.
    /// </summary>
    private static void Merge(Connection connection) =>
        connection.Statement("INSERT INTO said (said, rank) VALUES ('merge', -2000)").Run();

    private static void Take(Connection connection, in KeptLine line) =>
        connection
            .Statement("INSERT OR REPLACE INTO said (rowid, text, place, nick) VALUES (?, ?, ?, ?)")
            .Bind(1, line.Told.Index)
            .Bind(2, Words.Apart(System.Text.Encoding.UTF8.GetString(line.Told.Text.Span)))
            .Bind(3, Words.OfPlace(line.Place))
            .Bind(4, Words.OfName(NickOf(line.Told.Event)))
            .Run();

    private static string NickOf(Event said) =>
        said switch
        {
            SaidInRoom room => room.From.Folded.Value,
            SaidToPerson person => person.From.Folded.Value,
            _ => "",
        };
}

/// <summary>A line of the history as it stands there.</summary>
/// <param name="Id">Its place among all lines.</param>
internal readonly record struct KeptLine(long Id, long Place, bool IsSaid, Told Told);
