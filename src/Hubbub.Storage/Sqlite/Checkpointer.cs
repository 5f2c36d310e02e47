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
    private const int DuePages = 4000;

    /// <summary>
    /// A WAL begins anew only when all of it has been written back, which under constant load
    /// never is: something has always come meanwhile. At this length the writer does the rest
    /// itself, between two commits.
    /// </summary>
    private const int OverduePages = 4 * DuePages;

    private readonly Database _database;
    private readonly SemaphoreSlim _wake = new(0);
    private readonly Thread _thread;
    private int _pages;
    private volatile bool _overdue;
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
        // A page for the row, one for the tree, and those that the bytes fill: about right.
        var pages = 2 + (block.Entries.Length + block.Texts.Length) / PageBytes;
        var now = Interlocked.Add(ref _pages, pages);
        if (now >= DuePages && now - pages < DuePages)
            _wake.Release();
    }

    /// <summary>Called by the writer before a commit: as long as it is here, nothing comes.</summary>
    /// <exception cref="SqliteException">The sync failed.</exception>
    public void FinishIfOverdue(BlockTable table)
    {
        if (!_overdue)
            return;
        _overdue = false;
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
                _overdue = Pass(_database) > OverduePages;
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

    /// <summary>Pages in the WAL. A full disk or somebody else's pass is no error: the WAL waits.</summary>
    private static int Pass(Database database)
    {
        var code = raw.sqlite3_wal_checkpoint_v2(
            database.Handle,
            "main",
            raw.SQLITE_CHECKPOINT_PASSIVE,
            out var pages,
            out _
        );
        if ((code & 0xFF) is not (raw.SQLITE_FULL or raw.SQLITE_BUSY or raw.SQLITE_LOCKED))
            database.Check(code);
        return pages;
    }
}
