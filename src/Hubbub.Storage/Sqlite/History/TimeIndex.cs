namespace Hubbub.Storage.Sqlite.History;

/// <summary>From times to entries in one place: times ascend with the lines of a place.</summary>
internal static class TimeIndex
{
    /// <summary>The first entry with a line there at a time or after it; beyond all: there is none.</summary>
    /// <param name="at">Microseconds since 1970 UTC.</param>
    public static ulong FirstAt(Connection connection, long place, long at)
    {
        var (low, high) = (0UL, Last(connection, place) + 1);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (From(connection, place, middle) is { } line && line.At < at)
                low = line.Index + 1;
            else
                high = middle;
        }

        return From(connection, place, low)?.Index ?? long.MaxValue;
    }

    /// <summary>The first line of a place from an entry on.</summary>
    private static (ulong Index, long At)? From(Connection connection, long place, ulong index)
    {
        var read = connection.Statement(
            "SELECT idx, at FROM line WHERE place = ? AND idx >= ? ORDER BY idx, ord LIMIT 1"
        );
        read.BindSigned(1, place).Bind(2, index);
        try
        {
            return read.Step() ? (read.Number(0), read.Signed(1)) : null;
        }
        finally
        {
            read.Reset();
        }
    }

    private static ulong Last(Connection connection, long place)
    {
        var read = connection.Statement(
            "SELECT idx FROM line WHERE place = ? ORDER BY idx DESC LIMIT 1"
        );
        read.BindSigned(1, place);
        try
        {
            return read.Step() ? read.Number(0) : 0;
        }
        finally
        {
            read.Reset();
        }
    }
}
