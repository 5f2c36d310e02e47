using System.Security.Cryptography;
using Hubbub.Node;
using Hubbub.Storage;
using Hubbub.Storage.Sqlite;

namespace Hubbub.Cli;

/// <summary>Where a server's data lives: in a folder, or (ephemeral) in memory.</summary>
internal sealed class DataParts : IDisposable
{
    private const long EphemeralBytes = 64 * 1024 * 1024;
    private const int KeyLength = 32;

    private readonly DataFolder? _folder;

    private DataParts(DataFolder? folder) => _folder = folder;

    public required ILog Log { get; init; }

    public required ISnapshots Snapshots { get; init; }

    public required IReserve Reserve { get; init; }

    /// <summary>The secret that shown hosts are made with.</summary>
    public required byte[] CloakKey { get; init; }

    /// <summary>Null: ephemeral.</summary>
    public string? Path => _folder?.Path;

    public static DataParts InMemory() =>
        new(folder: null)
        {
            Log = new MemoryLog(EphemeralBytes),
            Snapshots = new MemorySnapshots(),
            Reserve = new NoReserve(),
            CloakKey = RandomNumberGenerator.GetBytes(KeyLength),
        };

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
            var options = new SqliteLogOptions
            {
                VerifyFrom = snapshots.NewestFirst().FirstOrDefault()?.Index ?? 0,
                SyncDelay = syncDelay,
            };
            var log = SqliteLog.Open(folder, options);
            if (log.CutOff is { } cut)
                warn(cut.Sentence);
            return new DataParts(folder)
            {
                Log = log,
                Snapshots = snapshots,
                Reserve = new FolderReserve(folder),
                CloakKey = LoadOrMakeKey(folder.PathOf("cloak.key")),
            };
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
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
