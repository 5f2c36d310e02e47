using Hubbub.Node;
using Hubbub.Storage;

namespace Hubbub.SystemTests.Storage;

public sealed class LogDamageTests : IDisposable
{
    private const string HalfEntries =
        "UPDATE block SET entries = substr(entries, 1, length(entries) / 2) WHERE ";
    private const string FlippedEntries =
        "UPDATE block SET entries = substr(entries, 1, 30) || x'ff' || substr(entries, 32) WHERE ";
    private const string NoTexts = "UPDATE block SET texts = x'' WHERE ";
    private const string FlippedText =
        "UPDATE block SET texts = substr(texts, 1, 10) || x'00' || substr(texts, 12) WHERE ";

    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    // Blocks of three entries: 1–3, 4–6, 7–9, 10–12, 13–15.
    [Theory]
    [InlineData(HalfEntries + "first = 13", 13, 3, 1)]
    [InlineData(FlippedEntries + "first = 13", 13, 3, 1)]
    [InlineData(NoTexts + "first = 13", 13, 3, 1)]
    [InlineData(FlippedText + "first = 13", 13, 3, 1)]
    [InlineData(HalfEntries + "first >= 7", 7, 9, 3)]
    [InlineData("UPDATE block SET digest = zeroblob(32) WHERE first = 10", 10, 6, 2)]
    [InlineData(HalfEntries + "first >= 1", 1, 15, 5)]
    [InlineData("DELETE FROM block WHERE first = 10", 13, 3, 1)]
    [InlineData("UPDATE block SET first = 14 WHERE first = 13", 14, 3, 1)]
    public async Task Given_a_damaged_end_when_the_log_is_opened_then_it_is_cut_off_and_told(
        string damage,
        ulong first,
        ulong entries,
        int blocks
    )
    {
        _ = await LogStory.WriteAsync(_temp.Path, blocks: 5);
        LogStory.Tamper(_temp.Path, damage);
        var whole =
            (first - 1) / 3 * 3 - (damage.StartsWith("DELETE", StringComparison.Ordinal) ? 3u : 0);

        using (var story = new LogStory(_temp.Path))
        {
            var cut = story.Log.CutOff!;
            Assert.Equal((first, entries, blocks), (cut.First, cut.Entries, cut.Blocks));
            Assert.Contains(
                $"{entries} entries from index {first}",
                cut.Sentence,
                StringComparison.Ordinal
            );
            Assert.Equal(whole, story.Log.Head.Index);
            Assert.Equal(whole + 1, (await story.KeepAsync()).First);
        }

        Assert.Equal($"{blocks}", LogStory.Look(_temp.Path, "SELECT count(*) FROM damaged"));
        using var again = new LogStory(_temp.Path);
        Assert.Null(again.Log.CutOff);
        Assert.Equal(whole + 1, again.Log.Head.Index);
    }

    [Theory]
    [InlineData(FlippedEntries + "first = 7", 7)]
    [InlineData(NoTexts + "first = 7", 7)]
    [InlineData("UPDATE block SET count = 2 WHERE first = 10", 10)]
    [InlineData("DELETE FROM block WHERE first = 7", 10)]
    public async Task Given_a_damaged_block_before_a_whole_one_when_opened_then_it_is_refused_by_name(
        string damage,
        ulong block
    )
    {
        _ = await LogStory.WriteAsync(_temp.Path, blocks: 5);
        LogStory.Tamper(_temp.Path, damage);

        var refused = Assert.Throws<LogDamagedException>(() => new LogStory(_temp.Path));

        Assert.Equal(block, refused.Block);
        Assert.Contains($"the block of entry {block}:", refused.Message, StringComparison.Ordinal);
        Assert.Equal("0", LogStory.Look(_temp.Path, "SELECT count(*) FROM damaged"));
    }

    [Theory]
    [InlineData(9)] // the end of the damaged block
    [InlineData(1000)] // beyond the head: the last block is checked all the same
    public async Task Given_damage_before_a_snapshot_when_opened_then_the_start_does_not_look_there(
        ulong snapshot
    )
    {
        _ = await LogStory.WriteAsync(_temp.Path, blocks: 5);
        LogStory.Tamper(_temp.Path, FlippedEntries + "first = 7");

        using var story = new LogStory(_temp.Path, new() { VerifyFrom = snapshot });

        Assert.Null(story.Log.CutOff);
        Assert.Equal(15ul, story.Log.Head.Index);
        var damaged = Assert.Throws<LogDamagedException>(() => story.Log.Read(1).Count());
        Assert.Equal(7ul, damaged.Block);
        Assert.Throws<LogDamagedException>(() => story.Log.Find(8));
        Assert.Equal(2, story.Log.Read(10).Count());
    }

    [Fact]
    public async Task Given_damage_that_reaches_back_behind_the_snapshot_when_opened_then_all_of_it_goes()
    {
        _ = await LogStory.WriteAsync(_temp.Path, blocks: 5);
        LogStory.Tamper(_temp.Path, HalfEntries + "first >= 7");

        using var story = new LogStory(_temp.Path, new() { VerifyFrom = 15 });

        Assert.Equal(
            (7ul, 9ul, 3),
            (story.Log.CutOff!.First, story.Log.CutOff.Entries, story.Log.CutOff.Blocks)
        );
        Assert.Equal(6ul, story.Log.Head.Index);
    }

    [Fact]
    public async Task Given_a_skip_in_the_damaged_end_when_it_is_cut_off_then_its_number_is_free()
    {
        using (var story = new LogStory(_temp.Path))
        {
            await story.KeepAsync();
            await story.KeepAsync();
            story.Log.MarkSkipped(1);
            story.Log.MarkSkipped(2);
        }

        LogStory.Tamper(_temp.Path, HalfEntries + "first = 2");

        using var again = new LogStory(_temp.Path);
        Assert.Equal([1ul], again.Log.Skipped);
    }

    [Fact]
    public async Task Given_whole_entries_of_an_unknown_kind_when_opened_then_nothing_is_cut_off()
    {
        var stored = await LogStory.WriteAsync(_temp.Path, blocks: 2);
        // As a newer program would have written it: another format, and a digest that fits.
        var newer = stored[1].Block.Entries.ToArray();
        newer[0]++;
        var digest = (stored[1].Block with { Entries = newer }).ChainOn(stored[0].Digest);
        LogStory.Tamper(
            _temp.Path,
            $"UPDATE block SET entries = x'{Convert.ToHexString(newer)}', "
                + $"digest = x'{Convert.ToHexString(digest)}' WHERE first = 4"
        );

        var refused = Assert.Throws<StorageException>(() => new LogStory(_temp.Path));

        Assert.Contains("newer Hubbub", refused.Message, StringComparison.Ordinal);
        Assert.Equal("2", LogStory.Look(_temp.Path, "SELECT count(*) FROM block"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4096)]
    public async Task Given_a_file_with_overwritten_pages_when_opened_then_it_is_refused_plainly(
        int page
    )
    {
        _ = await LogStory.WriteAsync(_temp.Path, blocks: 200);
        var file = _temp.PathOf(LogStory.File);
        var cancellation = TestContext.Current.CancellationToken;
        var bytes = await File.ReadAllBytesAsync(file, cancellation);
        bytes.AsSpan(page..).Fill(0xA5);
        await File.WriteAllBytesAsync(file, bytes, cancellation);

        var refused = Assert.Throws<LogDamagedException>(() => new LogStory(_temp.Path));

        Assert.Contains("not a whole database", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_flipped_byte_in_an_old_block_when_checked_in_the_background_then_it_is_found()
    {
        _ = await LogStory.WriteAsync(_temp.Path, blocks: 200);
        LogStory.Tamper(_temp.Path, FlippedText + "first = 301");
        using var story = new LogStory(_temp.Path, new() { VerifyFrom = 500 });
        var cancellation = TestContext.Current.CancellationToken;

        Assert.Null(await story.Log.VerifyAsync(1, 300, cancellation));
        var found = await story.Log.VerifyAsync(1, ulong.MaxValue, cancellation);

        Assert.Equal(301ul, found!.First);
        Assert.Contains("texts", found.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_check_in_the_background_when_it_is_cancelled_then_it_ends()
    {
        _ = await LogStory.WriteAsync(_temp.Path, blocks: 2);
        using var story = new LogStory(_temp.Path);
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            story.Log.VerifyAsync(1, 6, cancellation.Token)
        );
    }
}
