using Hubbub.Node;
using Hubbub.Storage.Sqlite;

namespace Hubbub.SystemTests.Storage;

public sealed class LogFaultTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private int _tried;

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task Given_a_full_disk_when_a_block_is_appended_then_nothing_is_kept_and_it_can_be_tried_again()
    {
        using var story = new LogStory(_temp.Path, Failing(2, CommitFault.DiskFull));
        await story.KeepAsync(3);
        var before = story.Log.Head;
        var block = story.Said(2);

        var full = await story.AppendAsync(block);
        Assert.Equal((AppendOutcome.DiskFull, null), (full.Outcome, full.Stored));
        Assert.Contains("full", full.Error, StringComparison.Ordinal);
        Assert.Equal(before, story.Log.Head);
        var again = await story.AppendAsync(block);

        Assert.Equal(AppendOutcome.Durable, again.Outcome);
        Assert.Equal([1ul, 4], story.Log.Read(1).Select(stored => stored.First));
    }

    [Theory]
    [InlineData(CommitFault.WriteError, 1)]
    [InlineData(CommitFault.SyncError, 2)]
    public async Task Given_an_error_of_the_disk_when_more_is_appended_then_nothing_is_tried_any_more(
        object fault,
        ulong head
    )
    {
        using (var story = new LogStory(_temp.Path, Failing(2, (CommitFault)fault)))
        {
            await story.KeepAsync();
            var block = story.Said();
            var failed = await story.AppendAsync(block);
            Assert.Equal(AppendOutcome.Failed, failed.Outcome);
            Assert.Contains("I/O", failed.Error, StringComparison.Ordinal);

            var further = await story.AppendAsync(block);
            Assert.Equal((AppendOutcome.Failed, failed.Error), (further.Outcome, further.Error));
            Assert.Throws<Hubbub.Storage.StorageException>(() => story.Log.MarkSkipped(1));

            Assert.Equal(2, _tried);
            Assert.Equal(1ul, story.Log.Head.Index);
            Assert.Single(story.Log.Read(1));
            Assert.Null(story.Log.Find(2));
        }

        // Not even by closing: a checkpoint would sync.
        Assert.NotEqual(0, new FileInfo(_temp.PathOf("log.db-wal")).Length);
        using var again = new LogStory(_temp.Path);
        Assert.Equal(head, again.Log.Head.Index);
    }

    [Theory]
    [InlineData(CommitFault.CutBefore, 3, null)]
    [InlineData(CommitFault.CutWithin, 3, 4)]
    [InlineData(CommitFault.CutAfter, 5, null)]
    public async Task Given_a_power_cut_when_the_log_is_opened_again_then_all_that_was_told_is_there(
        object fault,
        ulong head,
        int? cutOffFrom
    )
    {
        using (var story = new LogStory(_temp.Path, Failing(2, (CommitFault)fault)))
        {
            await story.KeepAsync(3);
            story.Log.BeginAppend(story.Said(2), () => Assert.Fail("nobody is left to be told"));
        }

        using var again = new LogStory(_temp.Path);
        Assert.Equal(head, again.Log.Head.Index);
        Assert.Equal((ulong?)cutOffFrom, again.Log.CutOff?.First);
        Assert.Equal(head + 1, (await again.KeepAsync()).First);
    }

    [Fact]
    public async Task Given_a_slow_disk_when_a_block_is_appended_then_its_result_waits_for_the_sync()
    {
        var delay = TimeSpan.FromMilliseconds(30);
        using var story = new LogStory(_temp.Path, new() { SyncDelay = delay });
        var began = TimeProvider.System.GetTimestamp();

        await story.KeepAsync();

        Assert.InRange(TimeProvider.System.GetElapsedTime(began), delay, TimeSpan.MaxValue);
    }

    private SqliteLogOptions Failing(long commit, CommitFault fault) =>
        new()
        {
            Fault = n =>
            {
                _tried++;
                return n == commit ? fault : CommitFault.None;
            },
        };
}
