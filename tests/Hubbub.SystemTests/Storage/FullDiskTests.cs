using Hubbub.Node;
using Hubbub.Storage;

namespace Hubbub.SystemTests.Storage;

/// <summary>On a real disk that is really full.</summary>
public sealed class FullDiskTests
{
    [Fact]
    public async Task Given_a_full_disk_when_the_reserve_is_freed_then_the_same_block_is_kept()
    {
        using var disk = await SmallDisk.MountAsync(megabytes: 14);
        LogHead head;
        using (var story = new LogStory(disk.Folder))
        {
            Assert.True(story.Folder.HasReserve);
            var block = await FillAsync(story);
            head = story.Log.Head;

            Assert.Equal(AppendOutcome.DiskFull, (await story.AppendAsync(block)).Outcome);
            Assert.Equal(head, story.Log.Head);
            story.Folder.FreeReserve();
            var kept = await story.AppendAsync(block);

            Assert.Equal((AppendOutcome.Durable, ""), (kept.Outcome, kept.Error));
            Assert.Equal(head.Index + 1, kept.Stored!.First);
            Assert.False(story.Folder.TryMakeReserve());
            Assert.False(story.Folder.HasReserve);
            head = story.Log.Head;
        }

        using var again = new LogStory(disk.Folder);
        Assert.Null(again.Log.CutOff);
        Assert.Equal(head.Digest, again.Log.Head.Digest);
        Assert.Equal((int)head.Index, again.Log.Read(1).Count());
    }

    [Fact]
    public async Task Given_a_full_disk_when_a_server_starts_then_the_log_can_be_read_and_refuses_blocks()
    {
        using var disk = await SmallDisk.MountAsync(megabytes: 14);
        var stored = await LogStory.WriteAsync(disk.Folder, blocks: 3);
        disk.Fill();

        using var story = new LogStory(disk.Folder);
        Assert.Equal(stored[^1].Digest, story.Log.Head.Digest);
        Assert.Equal(3, story.Log.Read(1).Count());
        if (!story.Folder.HasReserve)
            disk.Fill();
        var block = story.Said(1, textBytes: 100_000);
        Assert.Equal(AppendOutcome.DiskFull, (await story.AppendAsync(block)).Outcome);
        disk.Empty();

        Assert.Equal(AppendOutcome.Durable, (await story.AppendAsync(block)).Outcome);
    }

    [Fact]
    public async Task Given_a_full_disk_when_a_snapshot_is_saved_then_the_one_before_stays()
    {
        using var disk = await SmallDisk.MountAsync(megabytes: 14);
        using var folder = DataFolder.Open(disk.Folder);
        var snapshots = new FileSnapshots(folder);
        snapshots.Save(new StoredSnapshot(5, new byte[32], [1, 2, 3]));
        disk.Fill();

        var tooLarge = new StoredSnapshot(9, new byte[32], new byte[1 << 20]);
        var refused = Assert.Throws<StorageException>(() => snapshots.Save(tooLarge));

        Assert.True(refused.DiskFull);
        Assert.Equal(5ul, snapshots.NewestFirst().First().Index);
        Assert.Empty(Directory.GetFiles(disk.Folder, "*.new"));
    }

    [Fact]
    public async Task Given_a_disk_that_can_only_be_read_when_a_server_starts_then_it_says_so()
    {
        using var disk = await SmallDisk.MountAsync(megabytes: 14);
        DataFolder.Open(disk.Folder).Dispose();
        Assert.Equal(0, await disk.MakeReadOnlyAsync());

        var refused = Assert.Throws<StorageException>(() => DataFolder.Open(disk.Folder));

        Assert.Contains("can only be read", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>The first block for which there was no room.</summary>
    private static async Task<Block> FillAsync(LogStory story)
    {
        for (var i = 0; i < 200; i++)
        {
            var block = story.Said(1, textBytes: 100_000);
            var result = await story.AppendAsync(block);
            if (result.Outcome == AppendOutcome.DiskFull)
                return block;
            Assert.Equal((AppendOutcome.Durable, ""), (result.Outcome, result.Error));
        }

        throw new InvalidOperationException("the disk does not get full");
    }
}
