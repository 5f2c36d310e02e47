using Hubbub.Core;
using Hubbub.Node.History;
using Hubbub.Storage.Sqlite.Search;

namespace Hubbub.Storage.Sqlite.History;

/// <summary>History in <c>history.db</c> in the data folder, or in memory.</summary>
public sealed class SqliteHistory : IHistoryStore
{
    private readonly ProjectionFile _file;
    private volatile HistoryPosition _position;

    private SqliteHistory(string? path)
    {
        _file = new ProjectionFile(
            path,
            (HistoryTables.Format * 1000) + KeptEvents.Format,
            HistoryTables.All
        );
        try
        {
            (_position, Identity) = (_file.ReadPosition(), ReadIdentity());
        }
        catch (HistoryBrokenException damaged) when (damaged.IsDamage)
        {
            _file.StartAnew();
            (_position, Identity) = (HistoryPosition.Start, ReadIdentity());
        }
    }

    public HistoryPosition Position => _position;

    /// <exception cref="StorageException">The folder cannot be used.</exception>
    public static SqliteHistory Open(DataFolder folder) => new(folder.PathOf("history.db"));

    public static SqliteHistory InMemory() => new(path: null);

    public void Write(IReadOnlyList<HistoryRow> rows, HistoryPosition position)
    {
        _file.Write(connection =>
        {
            foreach (var row in rows)
                LineTable.Keep(connection, row);
            return position;
        });
        _position = position;
    }

    public void StartAnew()
    {
        _file.StartAnew();
        _position = HistoryPosition.Start;
        Identity = ReadIdentity();
    }

    public ulong LastBefore(RoomId room, long at) =>
        _file.Read(connection => OldLines.LastBefore(connection, (long)room.Index, at));

    public long? NextPlace(long after) =>
        _file.Read(connection => OldLines.NextPlace(connection, after));

    public IReadOnlyList<ulong> Old(long place, ulong after, ulong upTo, int most) =>
        _file.Read(connection => OldLines.Old(connection, place, after, upTo, most));

    public void Remove(long place, IReadOnlyList<ulong> entries) =>
        _file.Change(connection => OldLines.Remove(connection, place, entries));

    /// <summary>Another one each time it is made anew.</summary>
    internal byte[] Identity { get; private set; }

    public Answer Read(Inquiry inquiry) =>
        _file.Read(connection => new HistoryReading(connection).Answer(inquiry));

    /// <summary>Lines in the order of the log, after one of them.</summary>
    internal IReadOnlyList<KeptLine> LinesAfter(long id, int most) =>
        _file.ReadAside(connection => LineReading.After(connection, id, most));

    /// <summary>Where an inquiry may look.</summary>
    internal SearchPlaces PlacesOf(Inquiry inquiry, SearchFor search) =>
        _file.Read(connection => new FoundReading(connection).PlacesOf(inquiry, search));

    /// <summary>What was found, as it was said; without what was taken back since.</summary>
    internal Answer Found(IReadOnlyList<(ulong Index, long Place)> hits) =>
        _file.Read(connection => new FoundReading(connection).Read(hits));

    private byte[] ReadIdentity() =>
        _file.Read(connection =>
        {
            var read = connection.Statement("SELECT id FROM identity");
            try
            {
                return read.Step() ? read.Bytes(0) : [];
            }
            finally
            {
                read.Reset();
            }
        });

    public void Dispose() => _file.Dispose();
}
