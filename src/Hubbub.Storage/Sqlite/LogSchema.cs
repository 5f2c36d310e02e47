using System.Globalization;
using SQLitePCL;

namespace Hubbub.Storage.Sqlite;

/// <summary>The tables in <c>log.db</c>, and how a connection to it is set up.</summary>
internal static class LogSchema
{
    /// <summary>Raised when an older program could no longer read the file.</summary>
    internal const int Format = 1;

    /// <summary>The WAL file is cut to this when it begins anew.</summary>
    private const int MostWalBytes = 32 << 20;

    // The digest stands before the blobs: a row's tail lies on further pages, and whoever wants
    // the digest of the block before should not walk through them.
    private static readonly string[] s_tables =
    [
        "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        """
            CREATE TABLE block (first INTEGER PRIMARY KEY, count INTEGER NOT NULL,
            digest BLOB NOT NULL, entries BLOB NOT NULL, texts BLOB NOT NULL)
            """,
        "CREATE TABLE skipped (idx INTEGER PRIMARY KEY)",
        """
            CREATE TABLE damaged (id INTEGER PRIMARY KEY, first INTEGER, count INTEGER,
            digest BLOB, entries BLOB, texts BLOB, why TEXT)
            """,
    ];

    public static Database OpenWriter(string path)
    {
        var database = Database.Open(path, mayWrite: true);
        try
        {
            RefuseNewer(database);
            SetUp(database);
            MakeDurable(database);
            if (database.Text("SELECT 1 FROM sqlite_master LIMIT 1") is null)
                database.InTransaction(() => Create(database));
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    public static Database OpenReader(string path)
    {
        var database = Database.Open(path, mayWrite: false);
        database.NeverCheckpointOnClose();
        return database;
    }

    /// <summary>A connection that does nothing but write the WAL back.</summary>
    public static Database OpenCheckpointer(string path)
    {
        var database = Database.Open(path, mayWrite: true);
        SetUp(database);
        database.NeverCheckpointOnClose();
        return database;
    }

    private static void RefuseNewer(Database database)
    {
        if (database.Text("SELECT 1 FROM sqlite_master LIMIT 1") is null)
            return;
        if (database.Text("SELECT 1 FROM sqlite_master WHERE name = 'meta'") is null)
            throw new StorageException(
                $"{database.Path} is a database, but not one of Hubbub: choose another folder."
            );
        var format = database.Text("SELECT value FROM meta WHERE key = 'format'");
        if (!int.TryParse(format, NumberStyles.None, null, out var number) || number > Format)
            throw new StorageException(
                $"{database.Path} was written by a newer Hubbub (format {format}, this one knows "
                    + $"{Format}): start that version again."
            );
    }

    private static void SetUp(Database database)
    {
        if (database.Text("PRAGMA journal_mode = WAL") is not "wal")
            throw new StorageException(
                $"{database.Path} cannot be used with a write-ahead log: the data folder must be on "
                    + "a disk of this machine."
            );
        // Checkpoints sync; a commit does not: whoever commits syncs the WAL, and then says so (ADR 23).
        database.Execute("PRAGMA synchronous = NORMAL");
        database.Execute("PRAGMA checkpoint_fullfsync = ON"); // macOS: fsync alone does not reach the disk
        database.Execute("PRAGMA wal_autocheckpoint = 0");
        database.Execute($"PRAGMA journal_size_limit = {MostWalBytes}");
    }

    /// <summary>
    /// What a process left that was killed between writing and syncing is there to be read, but
    /// perhaps on no disk, and is about to be told. Writing the WAL back writes and syncs all of it
    /// anew.
    /// </summary>
    private static void MakeDurable(Database database)
    {
        var code = raw.sqlite3_wal_checkpoint_v2(
            database.Handle,
            "main",
            raw.SQLITE_CHECKPOINT_FULL,
            out _,
            out _
        );
        // On a full disk the WAL itself has been synced by then, and stays.
        if ((code & 0xFF) != raw.SQLITE_FULL)
            database.Check(code);
    }

    private static void Create(Database database)
    {
        foreach (var table in s_tables)
            database.Execute(table);
        database.Execute($"INSERT INTO meta VALUES ('format', '{Format}')");
    }
}
