using System.Reflection;
using System.Runtime.InteropServices;

namespace Hubbub.Storage.Sqlite;

/// <summary>
/// The SQLite that a published program carries within its one file (<c>Hubbub.Cli.csproj</c>). It is
/// unpacked where the system's does not do, into a folder for this process alone.
/// </summary>
internal static class BroughtLibrary
{
    private const string Resource = "e_sqlite3";

    /// <summary>Zero: nothing is carried (it was not published as one file), so it lies beside the program.</summary>
    /// <exception cref="StorageException">It cannot be unpacked: why, and what to do.</exception>
    public static IntPtr Load()
    {
        using var packed = Assembly.GetEntryAssembly()?.GetManifestResourceStream(Resource);
        if (packed is null)
            return IntPtr.Zero;
        DirectoryInfo? folder = null;
        try
        {
            // Nobody else may write there (mode 0700).
            folder = Directory.CreateTempSubdirectory("hubbub-");
            var file = Path.Combine(folder.FullName, Resource);
            using (var unpacked = File.Create(file))
                packed.CopyTo(unpacked);
            return NativeLibrary.Load(file);
        }
        catch (Exception error)
            when (error is IOException or UnauthorizedAccessException or DllNotFoundException)
        {
            throw new StorageException(
                $"SQLite, which this system has not or only an old one of, cannot be unpacked in {Path.GetTempPath()}: {error.Message} Install SQLite 3.40 or newer (libsqlite3-0), or let TMPDIR name a folder from which programs may run."
            );
        }
        finally
        {
            // What is loaded needs no name any more; Windows keeps it until the process ends.
            if (folder is not null && !OperatingSystem.IsWindows())
                folder.Delete(recursive: true);
        }
    }
}
