using Hubbub.Node;
using Hubbub.Storage;
using Hubbub.Storage.Sqlite;

namespace Hubbub.SystemTests.Storage;

public sealed class SqliteLogTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void Given_a_new_folder_when_a_log_is_opened_then_it_is_empty()
    {
        using var story = new LogStory(_temp.Path);

        Assert.Equal(0ul, story.Log.Head.Index);
        Assert.Equal(new byte[32], story.Log.Head.Digest);
        Assert.Empty(story.Log.Read(1));
        Assert.Null(story.Log.Find(1));
        Assert.Null(story.Log.CutOff);
    }

    [Fact]
    public async Task Given_appended_blocks_when_they_are_read_then_they_are_what_was_written()
    {
        using var story = new LogStory(_temp.Path);
        var blocks = new[] { story.Said(1), story.Said(3), story.Said(100, textBytes: 3000) };
        foreach (var block in blocks)
            Assert.Equal(AppendOutcome.Durable, (await story.AppendAsync(block)).Outcome);

        var read = story.Log.Read(0).ToArray();

        Assert.Equal([1ul, 2, 5], read.Select(block => block.First));
        Assert.Equal(104ul, story.Log.Head.Index);
        for (var i = 0; i < blocks.Length; i++)
        {
            Assert.Equal(blocks[i].Entries.ToArray(), read[i].Block.Entries.ToArray());
            Assert.Equal(blocks[i].Texts.ToArray(), read[i].Block.Texts.ToArray());
        }
    }

    [Fact]
    public async Task Given_a_closed_log_when_it_is_opened_again_then_it_goes_on_where_it_ended()
    {
        LogHead before;
        using (var story = new LogStory(_temp.Path))
        {
            await story.KeepAsync(3);
            before = story.Log.Head;
        }

        using var again = new LogStory(_temp.Path);
        Assert.Equivalent(before, again.Log.Head);
        Assert.Equal(1_000_003, before.At);
        var next = await again.KeepAsync();

        Assert.Equal(4ul, next.First);
        Assert.Equal(2, again.Log.Read(1).Count());
    }

    [Fact]
    public async Task Given_blocks_when_their_digests_are_taken_then_each_is_chained_on_the_one_before()
    {
        var stored = await LogStory.WriteAsync(_temp.Path, blocks: 3);

        var chain = new byte[32];
        foreach (var block in stored)
        {
            chain = block.Block.ChainOn(chain);
            Assert.Equal(chain, block.Digest);
        }

        using var again = new LogStory(_temp.Path);
        Assert.Equal(chain, again.Log.Head.Digest);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 1)]
    [InlineData(4, 4)]
    [InlineData(300, 298)]
    public async Task Given_many_blocks_when_read_from_an_entry_then_it_begins_with_its_block(
        ulong from,
        ulong first
    )
    {
        _ = await LogStory.WriteAsync(_temp.Path, blocks: 150);
        using var story = new LogStory(_temp.Path);

        var read = story.Log.Read(from).ToArray();

        Assert.Equal(first, read[0].First);
        Assert.Equal(450ul, read[^1].Last);
        Assert.Equal(read.Length, (int)((450 - first) / 3) + 1);
    }

    [Fact]
    public async Task Given_bytes_that_are_no_block_when_appended_then_they_are_not_kept()
    {
        using (var story = new LogStory(_temp.Path))
        {
            var nonsense = new Block(new byte[] { 1, 2, 3 }, default, 1);
            Assert.Equal(AppendOutcome.Failed, (await story.AppendAsync(nonsense)).Outcome);
        }

        using var again = new LogStory(_temp.Path);
        Assert.Equal(0ul, again.Log.Head.Index);
    }

    [Fact]
    public async Task Given_a_skipped_entry_when_the_log_is_opened_again_then_it_stays_skipped()
    {
        using (var story = new LogStory(_temp.Path))
        {
            await story.KeepAsync(3);
            story.Log.MarkSkipped(2);
            story.Log.MarkSkipped(2);
            Assert.Equal([2ul], story.Log.Skipped);
        }

        using var again = new LogStory(_temp.Path);
        Assert.Equal([2ul], again.Log.Skipped);
    }

    [Fact]
    public async Task Given_many_threads_when_they_ask_for_entries_then_each_gets_its_block()
    {
        _ = await LogStory.WriteAsync(_temp.Path, blocks: 100);
        using var story = new LogStory(_temp.Path);
        using var together = new Barrier(8);
        void Ask(int asker)
        {
            together.SignalAndWait();
            for (var i = 0ul; i < 200; i++)
            {
                var index = 1 + (i * 7 + (ulong)asker * 13) % 300;
                var found = story.Log.Find(index);
                Assert.InRange(index, found!.First, found.Last);
            }
        }

        var askers = Enumerable
            .Range(0, 8)
            .Select(asker => OnItsOwnThreadAsync(() => Ask(asker)))
            .ToArray();
        for (var i = 0; i < 50; i++)
            await story.KeepAsync();
        await Task.WhenAll(askers);

        Assert.Null(story.Log.Find(0));
        Assert.Null(story.Log.Find(351));
        Assert.Equal(350ul, story.Log.Find(350)!.Last);
    }

    [Fact]
    public async Task Given_a_reader_half_way_when_blocks_are_appended_then_it_ends_at_the_head_it_saw()
    {
        _ = await LogStory.WriteAsync(_temp.Path, blocks: 2);
        using var story = new LogStory(_temp.Path);
        using var reading = story.Log.Read(1).GetEnumerator();
        Assert.True(reading.MoveNext());
        await story.KeepAsync();

        Assert.True(reading.MoveNext());
        Assert.Equal(4ul, reading.Current.First);
        Assert.False(reading.MoveNext());
    }

    [Fact]
    public async Task Given_a_growing_log_when_the_WAL_is_long_then_it_is_written_back_meanwhile()
    {
        using var story = new LogStory(_temp.Path);
        for (var i = 0; i < 2000 && story.Log.Checkpoints.Passes == 0; i++)
            await story.KeepAsync(entries: 1, textBytes: 200_000);

        Assert.NotEqual(0, story.Log.Checkpoints.Passes);
        Assert.InRange(new FileInfo(_temp.PathOf("log.db")).Length, 3 << 20, long.MaxValue);
        Assert.Equal(story.Log.Head.Index, story.Log.Read(1).Last().Last);
    }

    [Fact]
    public async Task Given_a_file_of_a_newer_format_when_it_is_opened_then_it_is_refused_plainly()
    {
        _ = await LogStory.WriteAsync(_temp.Path, blocks: 1);
        LogStory.Tamper(_temp.Path, "UPDATE meta SET value = '2'");

        var refused = Assert.Throws<StorageException>(() => new LogStory(_temp.Path));

        Assert.Contains("newer Hubbub", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_the_systems_library_when_it_suffices_then_it_is_used()
    {
        Assert.True(SqliteLibrary.Suffices(3_040_001, canSearch: true, threadSafe: true));
        Assert.False(SqliteLibrary.Suffices(3_039_004, canSearch: true, threadSafe: true));
        Assert.False(SqliteLibrary.Suffices(3_040_001, canSearch: false, threadSafe: true));
        var version = Version.Parse(SqliteLibrary.Version);
        Assert.Equal(SqliteLibrary.IsSystems, version >= new Version(3, 40));
    }

    private static Task OnItsOwnThreadAsync(Action work) =>
        Task.Factory.StartNew(
            work,
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
}
