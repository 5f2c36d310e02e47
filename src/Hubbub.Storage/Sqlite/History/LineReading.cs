using Hubbub.Core;
using Hubbub.Node.History;
using Hubbub.Storage.Sqlite.Search;

namespace Hubbub.Storage.Sqlite.History;

/// <summary>A row back to what was told.</summary>
internal static class LineReading
{
    /// <summary>A room that was renamed is still that room: its lines carry its present name.</summary>
    public static Event Named(Event kept, string room) =>
        kept switch
        {
            SaidInRoom said => said with { Name = room },
            Joined joined => joined with { Name = room },
            Left left => left with { Name = room },
            Kicked kicked => kicked with { Name = room },
            TopicSet set => set with { Name = room },
            RoomChanged changed => changed with { Name = room },
            Redacted redacted => redacted with { Name = room },
            PostErased erased => erased with { Name = room },
            _ => kept,
        };

    public static List<KeptLine> After(Connection connection, long id, int most)
    {
        var read = connection.Statement(
            "SELECT idx, ord, at, event, text, tags, id, place, kind FROM line WHERE id > ? AND kind <> 4 ORDER BY id LIMIT ?"
        );
        read.BindSigned(1, id).BindSigned(2, most);
        var lines = new List<KeptLine>();
        try
        {
            while (read.Step())
            {
                var isSaid = read.Signed(8) == HistoryTables.Said;
                lines.Add(new KeptLine(read.Signed(6), read.Signed(7), isSaid, Told(read)));
            }
        }
        finally
        {
            read.Reset();
        }

        return lines;
    }

    /// <summary>Columns: idx, ord, at, event, text, tags.</summary>
    /// <exception cref="SqliteException">The row's bytes are not what was written.</exception>
    public static Told Told(Statement row)
    {
        var kept =
            KeptEvents.Read(row.Bytes(3))
            ?? throw SqliteException.Damage("an event cannot be read");
        return new Told(
            kept,
            row.Number(0),
            checked((int)row.Signed(1)),
            row.Signed(2),
            row.Bytes(4),
            row.Bytes(5)
        );
    }
}
