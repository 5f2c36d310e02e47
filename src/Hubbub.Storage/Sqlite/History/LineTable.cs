using Hubbub.Core;
using Hubbub.Node.History;

namespace Hubbub.Storage.Sqlite.History;

/// <summary>Writes lines.</summary>
internal static class LineTable
{
    [ThreadStatic]
    private static ByteWriter? t_event;

    public static void Keep(Connection connection, in HistoryRow row)
    {
        if (row.IsUnread)
        {
            Insert(connection, place: 0, row.Told, HistoryTables.Unread, []);
            return;
        }

        if (row.Room == default && row.Told.Event is Renamed renamed)
        {
            TalkTable.Rename(connection, renamed.After);
            return;
        }

        var told = row.Told;
        if (PlaceOf(connection, row) is not { } place)
            return;
        if (told.Event.HappenedAt is { } at)
            // Invariant: in each place times ascend.
            told = told with
            {
                At = Math.Max(at, LastAt(connection, place)),
            };
        if (told.Event.Erases is { } erased)
            Erase(connection, place, erased);
        var bytes = t_event ??= new ByteWriter(256);
        bytes.Clear();
        KeptEvents.Write(bytes, told.Event);
        Insert(connection, place, told, KindOf(told), bytes.Written);
    }

    private static void Insert(
        Connection connection,
        long place,
        in Told told,
        int kind,
        ReadOnlySpan<byte> kept
    ) =>
        connection
            .Statement("INSERT OR IGNORE INTO line VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)")
            .BindSigned(1, place)
            .Bind(2, told.Index)
            .BindSigned(3, told.Ordinal)
            .BindSigned(4, told.At)
            .BindSigned(5, kind)
            .Bind(6, kept)
            .Bind(7, told.Text.Span)
            .Bind(8, told.Tags.Span)
            .Run();

    private static long LastAt(Connection connection, long place)
    {
        var last = connection.Statement(
            "SELECT at FROM line WHERE place = ? ORDER BY idx DESC, ord DESC LIMIT 1"
        );
        last.BindSigned(1, place);
        try
        {
            return last.Step() ? last.Signed(0) : 0;
        }
        finally
        {
            last.Reset();
        }
    }

    /// <summary>Null: they have not talked.</summary>
    private static long? PlaceOf(Connection connection, in HistoryRow row) =>
        row.Told.Event switch
        {
            SaidToPerson said => TalkTable.PlaceOf(connection, said.From, said.To),
            Redacted { Room.Index: 0 } redacted => TalkTable
                .Find(
                    connection,
                    new TalkPassage(
                        redacted.Author == default ? redacted.By.Session : redacted.Author,
                        redacted.Other,
                        default,
                        redacted.Name,
                        After: 0
                    )
                )
                ?.Place,
            _ => checked((long)row.Room.Index),
        };

    /// <summary>Its text goes; the row stays, as a place to read on from.</summary>
    private static void Erase(Connection connection, long place, MessageId message) =>
        connection
            .Statement(
                "UPDATE line SET kind = ?, text = NULL, tags = NULL WHERE place = ? AND idx = ? AND ord = ?"
            )
            .BindSigned(1, HistoryTables.Erased)
            .BindSigned(2, place)
            .Bind(3, message.Index)
            .BindSigned(4, message.Ordinal)
            .Run();

    /// <summary>Nobody says nothing, or marks with nothing: that was erased since.</summary>
    private static int KindOf(in Told told) =>
        KeptEvents.KindOf(told.Event) switch
        {
            null => HistoryTables.Happened,
            MessageKind.Mark when told.Tags.IsEmpty => HistoryTables.Erased,
            MessageKind.Mark => HistoryTables.Happened,
            _ when told.Text.IsEmpty => HistoryTables.Erased,
            _ => HistoryTables.Said,
        };
}
