using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using SQLitePCL;

namespace Hubbub.Storage.Sqlite;

/// <summary>
/// The write-ahead log of a database as an open file, to sync it. One for each thread that syncs: a
/// write-back that failed is reported once for each open file (Linux, errseq), so of two threads that
/// share one the other would believe that all is well.
/// </summary>
internal sealed class WalFile : IDisposable
{
    private static readonly DataSync? s_dataSync = FindDataSync();

    private readonly string _path;
    private readonly SafeFileHandle _file;

    /// <param name="database">It has been read or written: from then on the file is there.</param>
    /// <exception cref="SqliteException">It cannot be opened.</exception>
    public WalFile(Database database)
    {
        _path = database.Path + "-wal";
        try
        {
            _file = File.OpenHandle(
                _path,
                FileMode.Open,
                FileAccess.ReadWrite,
                FileShare.ReadWrite | FileShare.Delete
            );
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SqliteException(raw.SQLITE_CANTOPEN, _path, error.Message);
        }
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int DataSync(int descriptor);

    /// <summary>When this returns, all that was written before is durable.</summary>
    /// <exception cref="SqliteException">It is not, and must not be tried again.</exception>
    public void Sync()
    {
        try
        {
            if (s_dataSync is null)
                RandomAccess.FlushToDisk(_file);
            else if (s_dataSync((int)_file.DangerousGetHandle()) != 0)
                throw Failed("disk I/O error");
        }
        catch (IOException error)
        {
            throw Failed(error.Message);
        }
    }

    public void Dispose() => _file.Dispose();

    private SqliteException Failed(string why) => new(raw.SQLITE_IOERR_FSYNC, _path, why);

    /// <summary>
    /// <c>fdatasync</c> as the whole process knows it (<c>LD_PRELOAD</c> counts), which .NET does not call. Null:
    /// there is none here.
    /// </summary>
    private static DataSync? FindDataSync() =>
        OperatingSystem.IsLinux()
        && NativeLibrary.TryGetExport(
            NativeLibrary.GetMainProgramHandle(),
            "fdatasync",
            out var found
        )
            ? Marshal.GetDelegateForFunctionPointer<DataSync>(found)
            : null;
}
