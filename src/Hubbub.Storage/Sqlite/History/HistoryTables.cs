namespace Hubbub.Storage.Sqlite.History;

/// <summary>The tables in <c>history.db</c>.</summary>
internal static class HistoryTables
{
    /// <summary>Raise it with every change here.</summary>
    public const int Format = 2;

    /// <summary>Kinds of lines: what a client without event-playback is given, and what not.</summary>
    public const int Said = 1;

    /// <summary>Its text was taken back. It stays as a place: somebody may go on reading from there.</summary>
    public const int Erased = 2;

    public const int Happened = 3;

    /// <summary>Nobody reads it back: an entry whose text is to be erased some day.</summary>
    public const int Unread = 4;

    /// <summary>
    /// Rows stand in the order of the log; in each place times ascend. A place is a room's id, or a
    /// talk's, negative, or 0 for what nobody reads back. The two indices give any page at once: with what happened, and without.
    /// </summary>
    public static readonly IReadOnlyList<string> All =
    [
        """
            CREATE TABLE line (id INTEGER PRIMARY KEY, place INTEGER NOT NULL, idx INTEGER NOT NULL,
            ord INTEGER NOT NULL, at INTEGER NOT NULL, kind INTEGER NOT NULL, event BLOB NOT NULL,
            text BLOB, tags BLOB)
            """,
        "CREATE TABLE identity (id BLOB NOT NULL)",
        "INSERT INTO identity VALUES (randomblob(16))",
        "CREATE UNIQUE INDEX line_all ON line (place, idx, ord)",
        "CREATE INDEX line_said ON line (place, idx, ord) WHERE kind = 1",
        """
            CREATE TABLE talk (id INTEGER PRIMARY KEY, a_node INTEGER NOT NULL, a INTEGER NOT NULL,
            b_node INTEGER NOT NULL, b INTEGER NOT NULL, a_nick TEXT NOT NULL, a_folded TEXT NOT NULL,
            b_nick TEXT NOT NULL, b_folded TEXT NOT NULL)
            """,
        "CREATE UNIQUE INDEX talk_of ON talk (a_node, a, b_node, b)",
        "CREATE INDEX talk_to ON talk (b_node, b)",
    ];
}
