using SQLitePCL;

namespace Hubbub.Storage.Sqlite;

/// <summary>
/// One connection to a database file. Not safe for two threads at once: SQLite is opened without
/// its mutexes, so whoever shares a connection locks.
/// </summary>
internal sealed class Database : IDisposable
{
    private readonly sqlite3 _handle;

    private Database(sqlite3 handle, string path) => (_handle, Path) = (handle, path);

    public string Path { get; }

    public sqlite3 Handle => _handle;

    /// <exception cref="SqliteException">It cannot be opened.</exception>
    public static Database Open(string path, bool mayWrite)
    {
        SqliteLibrary.Load();
        var flags =
            raw.SQLITE_OPEN_NOMUTEX
            | (
                mayWrite
                    ? raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE
                    : raw.SQLITE_OPEN_READONLY
            );
        var code = raw.sqlite3_open_v2(path, out var handle, flags, null);
        var database = new Database(handle, path);
        try
        {
            database.Check(code);
            // The detailed codes tell a failed sync from a failed write.
            database.Check(raw.sqlite3_extended_result_codes(handle, 1));
            database.Check(raw.sqlite3_busy_timeout(handle, 5000));
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    public Statement Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v2(_handle, sql, out var statement));
        return new Statement(this, statement);
    }

    /// <summary>One statement whose rows do not matter.</summary>
    public void Execute(string sql)
    {
        using var statement = Prepare(sql);
        while (statement.Step()) { }
    }

    /// <summary>The first column of the first row; null: no row.</summary>
    public string? Text(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Step() ? statement.Text(0) : null;
    }

    /// <summary>All or nothing.</summary>
    public void InTransaction(Action work)
    {
        Execute("BEGIN IMMEDIATE");
        try
        {
            work();
            Execute("COMMIT");
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    /// <summary>Ends what an error may have left open. SQLite has mostly done it by itself.</summary>
    public void RollBack()
    {
        if (raw.sqlite3_get_autocommit(_handle) == 0)
            _ = raw.sqlite3_exec(_handle, "ROLLBACK");
    }

    /// <summary>
    /// The last connection to close writes the WAL back, unless told not to: after a failed sync
    /// nothing may be synced again, as the second try succeeds without having written.
    /// </summary>
    public void NeverCheckpointOnClose() =>
        _ = raw.sqlite3_db_config(_handle, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, out _);

    public void Check(int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
            throw new SqliteException(code, Path, raw.sqlite3_errmsg(_handle).utf8_to_string());
    }

    public void Dispose() => _handle.Dispose();
}
