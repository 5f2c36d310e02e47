namespace Hubbub.Storage.Sqlite.History;

/// <summary>Lines that are to be forgotten.</summary>
internal static class OldLines
{
    public static ulong LastBefore(Connection connection, long place, long at)
    {
        var end = TimeIndex.FirstAt(connection, place, at);
        var last = connection.Statement(
            "SELECT idx FROM line WHERE place = ? AND idx < ? ORDER BY idx DESC LIMIT 1"
        );
        last.BindSigned(1, place).Bind(2, end);
        return One(last) is { } index ? (ulong)index : 0;
    }

    public static long? NextPlace(Connection connection, long after) =>
        One(
            connection
                .Statement("SELECT place FROM line WHERE place > ? ORDER BY place LIMIT 1")
                .BindSigned(1, after)
        );

    public static IReadOnlyList<ulong> Old(
        Connection connection,
        long place,
        ulong after,
        ulong upTo,
        int most
    )
    {
        var read = connection.Statement(
            "SELECT DISTINCT idx FROM line WHERE place = ? AND idx > ? AND idx <= ? ORDER BY idx LIMIT ?"
        );
        read.BindSigned(1, place).Bind(2, after).Bind(3, upTo).BindSigned(4, most);
        var entries = new List<ulong>();
        try
        {
            while (read.Step())
                entries.Add(read.Number(0));
        }
        finally
        {
            read.Reset();
        }

        return entries;
    }

    public static void Remove(Connection connection, long place, IReadOnlyList<ulong> entries)
    {
        foreach (var index in entries)
        {
            connection
                .Statement("DELETE FROM line WHERE place = ? AND idx = ?")
                .BindSigned(1, place)
                .Bind(2, index)
                .Run();
        }
    }

    private static long? One(Statement read)
    {
        try
        {
            return read.Step() ? read.Signed(0) : null;
        }
        finally
        {
            read.Reset();
        }
    }
}
