using Hubbub.Node;
using Hubbub.Storage.Sqlite;

namespace Hubbub.SystemTests.Storage;

/// <summary>Several blocks written, and their syncs under way at once (ADR 23).</summary>
public sealed class OverlappingSyncTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly TempFolder _temp = new();
    private readonly Dictionary<ulong, ManualResetEventSlim> _syncs = [];
    private readonly SemaphoreSlim _syncing = new(0);
    private readonly SemaphoreSlim _appended = new(0);

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void Given_a_sync_under_way_when_another_block_is_appended_then_it_is_written_and_neither_is_known()
    {
        using var story = Open();
        Begin(story, 1);
        Begin(story, 2);
        Assert.False(story.Log.TryTakeResult(out _));
        Assert.Equal(0ul, story.Log.Head.Index);

        End(1);
        Assert.Equal(1ul, Take(story).Last);
        Assert.False(story.Log.TryTakeResult(out _));
        End(2);
        Assert.Equal(2ul, Take(story).Last);
        Assert.Equal(2ul, story.Log.Head.Index);
    }

    [Fact]
    public void Given_a_later_sync_that_ends_first_then_the_block_before_it_is_durable_too_and_is_told_once()
    {
        using var story = Open();
        Begin(story, 1);
        Begin(story, 2);

        End(2);
        Assert.Equal([1, 2], new[] { Take(story).Last, Take(story).Last });
        Assert.Equal(2ul, story.Log.Head.Index);
        End(1);
        Begin(story, 3);
        End(3);
        Assert.Equal(3ul, Take(story).Last);
        Assert.False(story.Log.TryTakeResult(out _));
    }

    [Fact]
    public void Given_as_many_syncs_as_may_be_when_one_ends_then_who_waits_is_called()
    {
        using var story = Open();
        for (var i = 1; i <= LogWriter.Most; i++)
            Begin(story, i);
        using var ready = new ManualResetEventSlim();
        Assert.False(story.Log.MayBegin(ready.Set));
        Assert.Throws<InvalidOperationException>(() =>
            story.Log.BeginAppend(story.Said(), () => { })
        );

        End(1);
        Assert.True(ready.Wait(s_patience, TestContext.Current.CancellationToken));
        Assert.True(story.Log.MayBegin(() => { }));
        for (var i = 2; i <= LogWriter.Most; i++)
            End(i);
    }

    [Fact]
    public void Given_a_sync_that_fails_when_others_are_under_way_then_none_of_them_is_told_and_nothing_follows()
    {
        using var story = Open(n => n == 2 ? CommitFault.SyncError : CommitFault.None);
        Begin(story, 1);
        Begin(story, 2);
        Begin(story, 3);
        End(2);
        for (var i = 1; i <= 3; i++)
            Assert.Equal(AppendOutcome.Failed, TakeResult(story).Outcome);
        End(1);
        End(3);
        Assert.Equal(0ul, story.Log.Head.Index);
        Assert.False(story.Log.BeginAppend(story.Said(), () => _appended.Release()));
        Assert.Equal(AppendOutcome.Failed, TakeResult(story).Outcome);
    }

    [Fact]
    public void Given_no_room_for_a_block_when_one_before_it_is_under_way_then_that_is_told_first_and_none_begins()
    {
        using var story = Open(n => n == 2 ? CommitFault.DiskFull : CommitFault.None);
        Begin(story, 1);
        AwaitReady(story);
        var block = story.Said();
        story.Log.BeginAppend(block, () => _appended.Release());
        Assert.True(_appended.Wait(s_patience, TestContext.Current.CancellationToken));
        Assert.False(story.Log.TryTakeResult(out _));
        Assert.False(story.Log.MayBegin(() => { }));

        End(1);
        Assert.Equal(1ul, Take(story).Last);
        Assert.True(story.Log.TryTakeResult(out var full));
        Assert.Equal(AppendOutcome.DiskFull, full.Outcome);
        Assert.True(story.Log.MayBegin(() => { }));
        _syncs[2] = new ManualResetEventSlim(initialState: true);
        Assert.False(story.Log.BeginAppend(block, () => _appended.Release()));
        Assert.Equal(2ul, Take(story).Last);
    }

    [Fact]
    public void Given_a_file_that_cannot_be_synced_when_it_is_then_that_is_told()
    {
        using var database = Database.Open(_temp.PathOf("log.db"), mayWrite: true);
        // A device without a disk: the system refuses to sync it.
        File.CreateSymbolicLink(database.Path + "-wal", "/dev/null");
        using var wal = new WalFile(database);
        Assert.Throws<SqliteException>(wal.Sync);
    }

    private LogStory Open(Func<long, CommitFault>? fault = null) =>
        new(
            _temp.Path,
            new SqliteLogOptions
            {
                OnCallersThread = false,
                Fault = fault,
                Syncing = index =>
                {
                    _syncing.Release();
                    _ = _syncs[index].Wait(s_patience);
                },
            }
        );

    /// <summary>When this returns, the block of one entry is written, and its sync is under way.</summary>
    private void Begin(LogStory story, int index)
    {
        AwaitReady(story);
        _syncs.Add((ulong)index, new ManualResetEventSlim());
        Assert.False(story.Log.BeginAppend(story.Said(), () => _appended.Release()));
        Assert.True(_syncing.Wait(s_patience));
    }

    private static void AwaitReady(LogStory story)
    {
        using var ready = new ManualResetEventSlim();
        Assert.True(story.Log.MayBegin(ready.Set) || ready.Wait(s_patience));
    }

    private void End(int index) => _syncs[(ulong)index].Set();

    private AppendResult TakeResult(LogStory story)
    {
        Assert.True(_appended.Wait(s_patience, TestContext.Current.CancellationToken));
        Assert.True(story.Log.TryTakeResult(out var result));
        return result;
    }

    private StoredBlock Take(LogStory story) => TakeResult(story).Stored!;
}
