using Hubbub.Core;
using Hubbub.Node.History;

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
        _position = _file.ReadPosition();
    }

    public HistoryPosition Position => _position;

    /// <exception cref="StorageException">The folder cannot be used.</exception>
    public static SqliteHistory Open(DataFolder folder) => new(folder.PathOf("history.db"));

    public static SqliteHistory InMemory() => new(path: null);

    public void Write(IReadOnlyList<HistoryRow> rows, HistoryPosition position)
    {
        _file.Write(
            position,
            connection =>
            {
                foreach (var row in rows)
                    LineTable.Keep(connection, row);
            }
        );
        _position = position;
    }

    public void StartAnew()
    {
        _file.StartAnew();
        _position = HistoryPosition.Start;
    }

    public Answer Read(Inquiry inquiry) =>
        _file.Read(connection => new HistoryReading(connection).Answer(inquiry));

    public void Dispose() => _file.Dispose();
}
