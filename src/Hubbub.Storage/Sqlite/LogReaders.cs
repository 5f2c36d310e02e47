using System.Collections.Concurrent;

namespace Hubbub.Storage.Sqlite;

/// <summary>Lends reading connections to any thread; keeps a few that are idle.</summary>
internal sealed class LogReaders(string path) : IDisposable
{
    private const int MostIdle = 4;

    private readonly ConcurrentBag<LogReader> _idle = [];
    private volatile bool _closed;

    public LogReader Rent()
    {
        ObjectDisposedException.ThrowIf(_closed, typeof(SqliteLog));
        return _idle.TryTake(out var reader) ? reader : new LogReader(LogSchema.OpenReader(path));
    }

    public void Return(LogReader reader)
    {
        if (_closed || _idle.Count >= MostIdle)
            reader.Dispose();
        else
            _idle.Add(reader);
        if (_closed)
            CloseIdle();
    }

    public void Dispose()
    {
        _closed = true;
        CloseIdle();
    }

    private void CloseIdle()
    {
        while (_idle.TryTake(out var reader))
            reader.Dispose();
    }
}
