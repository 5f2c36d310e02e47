using Hubbub.Core;

namespace Hubbub.Storage.Sqlite.History;

/// <summary>
/// Talks of two sessions. A talk is theirs, whoever bears their nicks later; the nicks are kept
/// only so that each finds the other again.
/// </summary>
internal static class TalkTable
{
    private const string Columns =
        "SELECT id, a_node, a, b_node, b, a_nick, a_folded, b_nick, b_folded FROM talk";

    /// <summary>The talk's place; it is made where there is none.</summary>
    public static long PlaceOf(Connection connection, Identity one, Identity other)
    {
        var (a, b) = one.Session.CompareTo(other.Session) <= 0 ? (one, other) : (other, one);
        var find = connection.Statement(
            "SELECT id, a_nick, b_nick FROM talk WHERE a_node = ? AND a = ? AND b_node = ? AND b = ?"
        );
        Bind(find, 1, a.Session);
        Bind(find, 3, b.Session);
        try
        {
            if (find.Step())
            {
                var id = find.Signed(0);
                if (find.Text(1) != a.Nick || find.Text(2) != b.Nick)
                    Name(connection, id, a, b);
                return -id;
            }
        }
        finally
        {
            find.Reset();
        }

        return -Add(connection, a, b);
    }

    /// <summary>Somebody is called otherwise: the others will look for them under that.</summary>
    public static void Rename(Connection connection, Identity after)
    {
        foreach (var side in new[] { "a", "b" })
        {
            var rename = connection.Statement(
                $"UPDATE talk SET {side}_nick = ?, {side}_folded = ? WHERE {side}_node = ? AND {side} = ?"
            );
            rename.Bind(1, after.Nick).Bind(2, after.Folded.Value);
            Bind(rename, 3, after.Session);
            rename.Run();
        }
    }

    /// <summary>The talk that a passage means; null: they have not talked.</summary>
    public static Talk? Find(Connection connection, TalkPassage passage)
    {
        Talk? found = null;
        foreach (var talk in Of(connection, passage.Own))
        {
            var fits = passage.Other is { } other
                ? talk.Other == other
                : talk.Folded == passage.Nick.Value;
            if (fits && (found is null || talk.Place < found.Place))
                found = talk;
        }

        return found;
    }

    /// <summary>All talks of a session.</summary>
    public static List<Talk> Of(Connection connection, SessionId own)
    {
        var talks = new List<Talk>();
        Add(connection, $"{Columns} WHERE a_node = ? AND a = ?", own, talks);
        Add(
            connection,
            $"{Columns} WHERE b_node = ? AND b = ? AND NOT (a_node = b_node AND a = b)",
            own,
            talks
        );
        return talks;
    }

    private static void Add(Connection connection, string sql, SessionId own, List<Talk> talks)
    {
        var find = connection.Statement(sql);
        Bind(find, 1, own);
        try
        {
            while (find.Step())
            {
                var a = new SessionId(find.Number(1), (uint)find.Number(2));
                // The side that is not the asker's.
                var at = a == own ? 3 : 1;
                var other = new SessionId(find.Number(at), (uint)find.Number(at + 1));
                at = a == own ? 7 : 5;
                talks.Add(new Talk(-find.Signed(0), other, find.Text(at), find.Text(at + 1)));
            }
        }
        finally
        {
            find.Reset();
        }
    }

    private static long Add(Connection connection, Identity a, Identity b)
    {
        var add = connection.Statement(
            "INSERT INTO talk VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id"
        );
        Bind(add, 1, a.Session);
        Bind(add, 3, b.Session);
        add.Bind(5, a.Nick).Bind(6, a.Folded.Value).Bind(7, b.Nick).Bind(8, b.Folded.Value);
        try
        {
            _ = add.Step();
            return add.Signed(0);
        }
        finally
        {
            // RETURNING inserts with its first step, but ends only with its last.
            while (add.Step()) { }
            add.Reset();
        }
    }

    private static void Name(Connection connection, long id, Identity a, Identity b) =>
        connection
            .Statement(
                "UPDATE talk SET a_nick = ?, a_folded = ?, b_nick = ?, b_folded = ? WHERE id = ?"
            )
            .Bind(1, a.Nick)
            .Bind(2, a.Folded.Value)
            .Bind(3, b.Nick)
            .Bind(4, b.Folded.Value)
            .BindSigned(5, id)
            .Run();

    private static void Bind(Statement statement, int from, SessionId session) =>
        statement
            .BindSigned(from, unchecked((long)session.Incarnation))
            .BindSigned(from + 1, session.Number);
}

/// <param name="Place">Negative; the newest talk has the least.</param>
/// <param name="Nick">The other's, as of their last message or renaming.</param>
internal sealed record Talk(long Place, SessionId Other, string Nick, string Folded);
