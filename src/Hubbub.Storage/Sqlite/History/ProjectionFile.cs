using System.Globalization;
using Hubbub.Node.History;

namespace Hubbub.Storage.Sqlite.History;

/// <summary>
/// A database that can be made again from the log, so: synchronous=NORMAL, and thrown away where it
/// is damaged, half made, or of another version. One connection writes, two read; in memory all
/// are one.
/// </summary>
internal sealed class ProjectionFile : IDisposable
{
    private readonly string? _path;
    private readonly int _format;
    private readonly IReadOnlyList<string> _tables;
    private readonly Lock _writing = new();
    private readonly Lock _reading;
    private readonly Lock _aside;

    /// <param name="path">Null: in memory.</param>
    /// <param name="format">Of its tables and of what stands in them.</param>
    public ProjectionFile(string? path, int format, IReadOnlyList<string> tables)
    {
        (_path, _format, _tables) = (path, format, tables);
        // In memory there is one connection, so one turn.
        _reading = path is null ? _writing : new Lock();
        _aside = path is null ? _writing : new Lock();
        (Writer, Reader, Aside) = Open();
    }

    private Connection Writer { get; set; }

    private Connection Reader { get; set; }

    private Connection Aside { get; set; }

    /// <summary>All or nothing, the position with it.</summary>
    /// <param name="write">Returns the position that it has come to.</param>
    /// <exception cref="HistoryBrokenException" />
    public void Write(Func<Connection, HistoryPosition> write)
    {
        lock (_writing)
        {
            Plainly(() =>
            {
                Writer.Database.InTransaction(() =>
                {
                    var position = write(Writer);
                    Writer
                        .Statement("REPLACE INTO position VALUES (1, ?, ?)")
                        .Bind(1, position.Index)
                        .Bind(2, position.Digest)
                        .Run();
                });
                return true;
            });
        }
    }

    /// <summary>All or nothing; the position stays.</summary>
    /// <exception cref="HistoryBrokenException" />
    public void Change(Action<Connection> change)
    {
        lock (_writing)
        {
            Plainly(() =>
            {
                Writer.Database.InTransaction(() => change(Writer));
                return true;
            });
        }
    }

    /// <exception cref="HistoryBrokenException" />
    public T Read<T>(Func<Connection, T> read)
    {
        lock (_reading)
            return Plainly(() => read(Reader));
    }

    /// <summary>
    /// Beside the other reading, which it never holds up: for a thread that may have to wait for the
    /// processor at any moment.
    /// </summary>
    /// <exception cref="HistoryBrokenException" />
    public T ReadAside<T>(Func<Connection, T> read)
    {
        lock (_aside)
            return Plainly(() => read(Aside));
    }

    /// <exception cref="HistoryBrokenException" />
    public HistoryPosition ReadPosition() =>
        Read(connection =>
        {
            var read = connection.Statement("SELECT idx, digest FROM position");
            try
            {
                return read.Step()
                    ? new HistoryPosition(read.Number(0), read.Bytes(1))
                    : HistoryPosition.Start;
            }
            finally
            {
                read.Reset();
            }
        });

    /// <summary>Empties it.</summary>
    public void StartAnew()
    {
        lock (_writing)
            lock (_reading)
                lock (_aside)
                {
                    Close();
                    Delete();
                    (Writer, Reader, Aside) = Open();
                }
    }

    public void Dispose()
    {
        lock (_writing)
            lock (_reading)
                lock (_aside)
                    Close();
    }

    private static T Plainly<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException error)
        {
            throw new HistoryBrokenException(error.Message, error) { IsDamage = error.IsDamage };
        }
    }

    private (Connection Writer, Connection Reader, Connection Aside) Open()
    {
        if (_path is null)
        {
            var memory = new Connection(Database.Open(":memory:", mayWrite: true));
            Create(memory.Database);
            return (memory, memory, memory);
        }

        var writer = TryOpenWriter(_path);
        if (writer is null)
        {
            Delete();
            writer =
                TryOpenWriter(_path)
                ?? throw new StorageException($"{_path} cannot be made: is something else there?");
        }

        return (
            new Connection(writer),
            new Connection(Database.Open(_path, mayWrite: false)),
            new Connection(Database.Open(_path, mayWrite: false))
        );
    }

    /// <summary>Null: not one of this format, or damaged.</summary>
    private Database? TryOpenWriter(string path)
    {
        Database? database = null;
        try
        {
            database = Database.Open(path, mayWrite: true);
            database.Execute("PRAGMA journal_mode = WAL");
            database.Execute("PRAGMA synchronous = NORMAL");
            database.Execute("PRAGMA journal_size_limit = 33554432");
            // What is taken back is to be gone from the file too.
            database.Execute("PRAGMA secure_delete = ON");
            if (database.Text("SELECT 1 FROM sqlite_master LIMIT 1") is null)
                database.InTransaction(() => Create(database));
            if (database.Text("PRAGMA user_version") == $"{_format}")
                return database;
        }
        catch (SqliteException damaged) when (damaged.IsDamage)
        {
            // As if it were not there.
        }
        catch
        {
            database?.Dispose();
            throw;
        }

        database?.Dispose();
        return null;
    }

    private void Create(Database database)
    {
        database.Execute(
            "CREATE TABLE position (id INTEGER PRIMARY KEY, idx INTEGER, digest BLOB)"
        );
        foreach (var table in _tables)
            database.Execute(table);
        database.Execute(
            string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {_format}")
        );
    }

    private void Close()
    {
        if (Reader != Writer)
        {
            Reader.Dispose();
            Aside.Dispose();
        }

        Writer.Dispose();
    }

    private void Delete()
    {
        if (_path is null)
            return;
        foreach (var suffix in new[] { "", "-wal", "-shm" })
            File.Delete(_path + suffix);
    }
}

/// <summary>A connection with what was prepared on it. Of one thread at a time.</summary>
internal sealed class Connection(Database database) : IDisposable
{
    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);

    public Database Database { get; } = database;

    /// <summary>Prepared once.</summary>
    public Statement Statement(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
            _statements[sql] = statement = Database.Prepare(sql);
        return statement;
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
            statement.Dispose();
        Database.Dispose();
    }
}
