using System.Runtime.InteropServices;
using SQLitePCL;

namespace Hubbub.Storage.Sqlite;

/// <summary>
/// Chooses which SQLite runs: the system's, which its distribution patches, where it is new enough
/// and can search; otherwise the one that Hubbub brings.
/// </summary>
public static class SqliteLibrary
{
    private const string SystemFile = "libsqlite3.so.0";
    private const int LeastVersion = 3_040_000;

    private static readonly Lazy<bool> s_loaded = new(Choose);

    /// <summary>Whether it is the system's.</summary>
    public static bool IsSystems => s_loaded.Value;

    /// <summary>Such as <c>3.40.1</c>.</summary>
    public static string Version
    {
        get
        {
            Load();
            return raw.sqlite3_libversion().utf8_to_string();
        }
    }

    /// <summary>Must have been called before anything else of SQLite is. Any thread, any number of times.</summary>
    public static void Load() => _ = s_loaded.Value;

    /// <summary>Whether a library with these properties can serve.</summary>
    internal static bool Suffices(int version, bool canSearch, bool threadSafe) =>
        version >= LeastVersion && canSearch && threadSafe;

    private static bool Choose()
    {
        var systems = SystemSuffices();
        var library = systems ? NativeLibrary.Load(SystemFile) : BroughtLibrary.Load();
        // The resolver must stand before Init makes the provider's first call: a function of it,
        // once bound, stays bound.
        NativeLibrary.SetDllImportResolver(
            typeof(SQLite3Provider_e_sqlite3).Assembly,
            (name, _, _) => name == "e_sqlite3" ? library : IntPtr.Zero
        );
        Batteries_V2.Init();
        return systems;
    }

    private static bool SystemSuffices()
    {
        try
        {
            return Suffices(
                VersionNumber(),
                CompileOptionUsed("ENABLE_FTS5\0"u8.ToArray()) != 0,
                ThreadSafe() != 0
            );
        }
        catch (Exception none)
            when (none
                    is DllNotFoundException
                        or EntryPointNotFoundException
                        or BadImageFormatException
            )
        {
            return false;
        }
    }

    // No benchmark beside these: they run once, to ask the library before it is bound.
    [DllImport(SystemFile, EntryPoint = "sqlite3_libversion_number")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int VersionNumber();

    [DllImport(SystemFile, EntryPoint = "sqlite3_compileoption_used")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int CompileOptionUsed(byte[] zeroTerminatedName);

    [DllImport(SystemFile, EntryPoint = "sqlite3_threadsafe")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ThreadSafe();
}
