using System.Security.Cryptography;
using Hubbub.Cli.Passwords;
using Hubbub.Files;
using Hubbub.Node;
using Hubbub.Storage;
using Hubbub.Storage.Sqlite;
using Hubbub.Storage.Sqlite.History;
using Hubbub.Storage.Sqlite.Search;

namespace Hubbub.Cli;

/// <summary>Where a server's data lives: in a folder, or (ephemeral) in memory.</summary>
internal sealed class DataParts : IAsyncDisposable
{
    private const long EphemeralBytes = 64 * 1024 * 1024;
    private const int KeyLength = 32;

    private readonly DataFolder? _folder;
    private readonly CancellationTokenSource _ending = new();
    private Task _check = Task.CompletedTask;
    private ulong _verifiedFrom;

    private DataParts(DataFolder? folder) => _folder = folder;

    public required ILog Log { get; init; }

    public required ISnapshots Snapshots { get; init; }

    public required IReserve Reserve { get; init; }

    public required SqliteHistory History { get; init; }

    public required SqliteSearch Search { get; init; }

    public required TokenBook Bots { get; init; }

    /// <summary>The secret that is proved to whoever brought a file.</summary>
    public required byte[] DropKey { get; init; }

    /// <summary>The secret that shown hosts are made with.</summary>
    public required byte[] CloakKey { get; init; }

    /// <summary>The secret that message ids are enciphered with; new, where old ids are to mean nothing.</summary>
    public required byte[] MessageKey { get; init; }

    /// <summary>Null: ephemeral.</summary>
    public string? Path => _folder?.Path;

    /// <summary>Where files are kept for rooms; null: nothing is kept.</summary>
    /// <exception cref="StorageException">It cannot be used.</exception>
    public DropFolder? OpenDrop()
    {
        if (_folder is null)
            return null;
        var path = _folder.PathOf("drop");
        try
        {
            return DropFolder.Open(path, FolderSync.Sync);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"Files cannot be kept in {path}: {e.Message}");
        }
    }

    public static DataParts InMemory()
    {
        var history = SqliteHistory.InMemory();
        return new DataParts(folder: null)
        {
            Log = new MemoryLog(EphemeralBytes),
            Snapshots = new MemorySnapshots(),
            Reserve = new NoReserve(),
            History = history,
            Search = SqliteSearch.InMemory(history),
            Bots = TokenBook.InMemory(),
            DropKey = RandomNumberGenerator.GetBytes(KeyLength),
            CloakKey = RandomNumberGenerator.GetBytes(KeyLength),
            MessageKey = RandomNumberGenerator.GetBytes(KeyLength),
        };
    }

    /// <param name="syncDelay">Added to every sync, for benchmarks.</param>
    /// <param name="warn">Told what was cut off of a damaged log.</param>
    /// <exception cref="StorageException">The folder or the log cannot be used: why, and what to do.</exception>
    /// <exception cref="LogDamagedException">The log cannot be read where the start needs it.</exception>
    public static DataParts InFolder(string path, TimeSpan syncDelay, Action<string> warn)
    {
        var folder = DataFolder.Open(path);
        try
        {
            var snapshots = new FileSnapshots(folder);
            var verifyFrom = snapshots.NewestFirst().FirstOrDefault()?.Index ?? 0;
            var options = new SqliteLogOptions { VerifyFrom = verifyFrom, SyncDelay = syncDelay };
            var log = SqliteLog.Open(folder, options);
            if (log.CutOff is { } cut)
                warn(cut.Sentence);
            var history = SqliteHistory.Open(folder);
            return new DataParts(folder)
            {
                _verifiedFrom = verifyFrom,
                Log = log,
                Snapshots = snapshots,
                Reserve = new FolderReserve(folder),
                History = history,
                Search = SqliteSearch.Open(folder, history),
                Bots = TokenBook.In(folder),
                DropKey = LoadOrMakeKey(folder.PathOf("drop.key")),
                CloakKey = LoadOrMakeKey(folder.PathOf("cloak.key")),
                MessageKey = LoadOrMakeKey(folder.PathOf("msgid.key")),
            };
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Checks, at leisure, the part of the log that the start did not read. Damage there hurts
    /// nothing that is told now; its owner is to know while there is still a backup.
    /// </summary>
    public void CheckRestInBackground(Action<string> warn)
    {
        if (Log is SqliteLog log && _verifiedFrom > 1)
            _check = CheckAsync(log, _verifiedFrom, warn, _ending.Token);
    }

    private static async Task CheckAsync(
        SqliteLog log,
        ulong verifiedFrom,
        Action<string> warn,
        CancellationToken ct
    )
    {
        try
        {
            if (await log.VerifyAsync(1, verifiedFrom, ct) is { } damage)
            {
                warn(
                    $"An old part of the log is damaged, at entry {damage.First}: {damage.What}. Everything newer is whole. Restore it from a backup when the server is stopped."
                );
            }
        }
        catch (OperationCanceledException)
        {
            // The server ends first.
        }
        catch (StorageException trouble)
        {
            warn($"The old part of the log could not be checked: {trouble.Message}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _check;
        _ending.Dispose();
        Search.Dispose();
        History.Dispose();
        Log.Dispose();
        _folder?.Dispose();
    }

    private static byte[] LoadOrMakeKey(string file)
    {
        if (File.Exists(file) && File.ReadAllBytes(file) is { Length: KeyLength } kept)
            return kept;
        var key = RandomNumberGenerator.GetBytes(KeyLength);
        // The folder is its owner's alone.
        File.WriteAllBytes(file, key);
        return key;
    }
}
