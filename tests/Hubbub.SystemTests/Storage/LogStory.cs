using Hubbub.Core;
using Hubbub.Node;
using Hubbub.Storage;
using Hubbub.Storage.Sqlite;

namespace Hubbub.SystemTests.Storage;

/// <summary>A log in a folder, and somebody who writes into it.</summary>
internal sealed class LogStory : IDisposable
{
    public const string File = "log.db";
    public const string Wal = File + "-wal";

    private readonly BlockWriter _blocks = new(incarnation: 7, salt => salt.Fill(1));
    private readonly DataFolder _folder;
    private int _said;

    public LogStory(string path, SqliteLogOptions? options = null)
    {
        _folder = DataFolder.Open(path);
        try
        {
            Log = SqliteLog.Open(_folder, options);
        }
        catch
        {
            _folder.Dispose();
            throw;
        }
    }

    public SqliteLog Log { get; }

    public DataFolder Folder => _folder;

    /// <summary>A block of messages.</summary>
    public Block Said(int entries = 1, int textBytes = 5)
    {
        for (var i = 0; i < entries; i++)
        {
            var say = new SayToRoom("#tea", new FoldedRoom("#tea"), MessageKind.Said, textBytes);
            var text = new byte[textBytes];
            text.AsSpan().Fill((byte)('a' + _said++ % 26));
            _blocks.Add(1_000_000 + _said, new SessionId(7, 1), say, text);
        }

        return _blocks.Take();
    }

    public async Task<AppendResult> AppendAsync(Block block)
    {
        var appended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!Log.BeginAppend(block, appended.SetResult))
            await appended.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.True(Log.TryTakeResult(out var result));
        return result;
    }

    public async Task<StoredBlock> KeepAsync(int entries = 1, int textBytes = 5)
    {
        var result = await AppendAsync(Said(entries, textBytes));
        Assert.Equal((AppendOutcome.Durable, ""), (result.Outcome, result.Error));
        return result.Stored!;
    }

    /// <summary>Some blocks of three entries each, in a log that is closed again.</summary>
    public static async Task<IReadOnlyList<StoredBlock>> WriteAsync(string path, int blocks)
    {
        using var story = new LogStory(path);
        var stored = new List<StoredBlock>();
        for (var i = 0; i < blocks; i++)
            stored.Add(await story.KeepAsync(entries: 3));
        return stored;
    }

    /// <summary>What somebody does to the file who has no business there.</summary>
    public static void Tamper(string path, string sql)
    {
        using var database = Database.Open(Path.Combine(path, File), mayWrite: true);
        database.Execute(sql);
    }

    public static string? Look(string path, string sql)
    {
        using var database = Database.Open(Path.Combine(path, File), mayWrite: true);
        return database.Text(sql);
    }

    public void Dispose()
    {
        Log.Dispose();
        _folder.Dispose();
    }
}
