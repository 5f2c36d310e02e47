using Hubbub.Node;
using SQLitePCL;

namespace Hubbub.Storage.Sqlite;

/// <summary>
/// Writes the WAL back into the database on a thread and a connection of its own: inside a commit
/// it would stall for 10–60 ms.
/// </summary>
internal sealed class Checkpointer : IDisposable
{
    private const int PageBytes = 4096;

    /// <summary>How many pages the WAL grows by until it is written back.</summary>
    private const int DuePages = 1000;

    /// <summary>
    /// A WAL begins anew, in the space it has, only when all of it has been written back, which
    /// under constant load never is: something has always come meanwhile. So the writer does the
    /// rest, between two commits, if it is as short as this.
    /// </summary>
    private const int RestPages = DuePages / 2;

    /// <summary>At this length the writer does the rest however long it is.</summary>
    private const int OverduePages = 8 * DuePages;

    private readonly Database _database;
    private readonly SemaphoreSlim _wake = new(0);
    private readonly Thread _thread;
    private int _pages;
    private volatile bool _restIsDue;
    private volatile bool _ending;

    public Checkpointer(Database database)
    {
        _database = database;
        _thread = new Thread(Run) { IsBackground = true, Name = "log checkpoints" };
        _thread.Start();
    }

    /// <summary>
    /// Called, from this thread, when writing back went wrong: its sync must not be tried again
    /// either, so nothing may be appended any more.
    /// </summary>
    public Action<string>? Failed { get; set; }

    /// <summary>Passes that ended well.</summary>
    internal int Passes { get; private set; }

    /// <summary>Called by the writer after each commit.</summary>
    public void Grew(Block block)
    {
        // A page for the row, and those that its bytes fill: about right.
        var pages = 1 + (block.Entries.Length + block.Texts.Length) / PageBytes;
        var now = Interlocked.Add(ref _pages, pages);
        if (now >= DuePages && now - pages < DuePages)
            _wake.Release();
    }

    /// <summary>Called by the writer before a commit: as long as it is here, nothing comes.</summary>
    /// <exception cref="SqliteException">The sync failed.</exception>
    public void FinishIfDue(BlockTable table)
    {
        if (!_restIsDue)
            return;
        _restIsDue = false;
        table.InTurn(static database => _ = Pass(database));
    }

    public void Dispose()
    {
        _ending = true;
        _wake.Release();
        _thread.Join();
        _wake.Dispose();
        _database.Dispose();
    }

    private void Run()
    {
        while (true)
        {
            _wake.Wait();
            if (_ending)
                return;
            try
            {
                var (pages, rest) = Pass(_database);
                _restIsDue = rest <= RestPages || pages > OverduePages;
                Interlocked.Exchange(ref _pages, 0);
                Passes++;
            }
            catch (SqliteException error)
            {
                Failed?.Invoke($"writing back the log failed: {error.Message}");
                return;
            }
        }
    }

    /// <summary>
    /// Pages in the WAL, and how many of them are still to be written back. A full disk or
    /// somebody else's pass is no error: the WAL waits.
    /// </summary>
    private static (int Pages, int Left) Pass(Database database)
    {
        var code = raw.sqlite3_wal_checkpoint_v2(
            database.Handle,
            "main",
            raw.SQLITE_CHECKPOINT_PASSIVE,
            out var pages,
            out var written
        );
        if ((code & 0xFF) is not (raw.SQLITE_FULL or raw.SQLITE_BUSY or raw.SQLITE_LOCKED))
            database.Check(code);
        return (pages, pages - written);
    }
}
