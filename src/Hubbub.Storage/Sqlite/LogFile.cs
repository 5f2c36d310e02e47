using Hubbub.Node;

namespace Hubbub.Storage.Sqlite;

/// <summary>
/// A log read by somebody who does not serve from it: beside the server that writes it, or when none
/// does. Changes nothing.
/// </summary>
public sealed class LogFile : IDisposable
{
    private readonly LogReaders _readers;

    private LogFile(string path) => _readers = new LogReaders(path);

    /// <param name="folder">A server's data folder.</param>
    /// <exception cref="StorageException">There is no log in it, or it cannot be read.</exception>
    public static LogFile Open(string folder)
    {
        var path = Path.Combine(folder, SqliteLog.FileName);
        if (!File.Exists(path))
            throw new StorageException(
                $"there is no log in {folder}: is it a server's data folder?"
            );
        return new LogFile(path);
    }

    /// <summary>All blocks that are there now, each held against its digest and its bytes.</summary>
    /// <exception cref="LogDamagedException">Where the first is that does not fit.</exception>
    /// <exception cref="StorageException">It cannot be read, or a newer version wrote it.</exception>
    public IEnumerable<StoredBlock> Blocks()
    {
        var last = With(reader => reader.At(ulong.MaxValue)?.Last) ?? 0;
        return new ChainReading(_readers).Blocks(1, last);
    }

    /// <summary>Entries that have no effect.</summary>
    public IReadOnlySet<ulong> Skipped() => With(reader => reader.Skipped());

    public void Dispose() => _readers.Dispose();

    private T With<T>(Func<LogReader, T> read)
    {
        try
        {
            var reader = _readers.Rent();
            try
            {
                return read(reader);
            }
            finally
            {
                _readers.Return(reader);
            }
        }
        catch (SqliteException error)
        {
            throw error.Plainly(block: 0);
        }
    }
}
