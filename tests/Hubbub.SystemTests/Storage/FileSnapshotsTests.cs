using Hubbub.Node;
using Hubbub.Storage;

namespace Hubbub.SystemTests.Storage;

public sealed class FileSnapshotsTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly DataFolder _folder;
    private readonly FileSnapshots _snapshots;

    public FileSnapshotsTests()
    {
        _folder = DataFolder.Open(_temp.Path);
        _snapshots = new FileSnapshots(_folder);
    }

    public void Dispose()
    {
        _folder.Dispose();
        _temp.Dispose();
    }

    [Fact]
    public void Given_no_snapshot_when_the_newest_is_asked_for_then_there_is_none() =>
        Assert.Null(_snapshots.NewestFirst().FirstOrDefault());

    [Fact]
    public void Given_a_saved_snapshot_when_it_is_read_then_it_is_what_was_saved()
    {
        var saved = Snapshot(50_000, 1, 2, 3);
        _snapshots.Save(saved);

        Assert.Equivalent(saved, new FileSnapshots(_folder).NewestFirst().FirstOrDefault());
    }

    [Fact]
    public void Given_many_snapshots_when_they_are_saved_then_the_newest_two_are_kept()
    {
        foreach (var index in new ulong[] { 9, 10, 100 })
            _snapshots.Save(Snapshot(index));

        Assert.Equal([100ul, 10], _snapshots.NewestFirst().Select(kept => kept.Index));
        Assert.Equal(2, Files().Length);
    }

    [Fact]
    public void Given_any_flipped_or_missing_byte_of_the_newest_when_read_then_the_older_one_serves()
    {
        _snapshots.Save(Snapshot(1, 1));
        _snapshots.Save(Snapshot(2, 1, 2));
        var path = Files()[^1];
        var whole = File.ReadAllBytes(path);

        for (var i = 0; i < whole.Length; i++)
        {
            var flipped = whole.ToArray();
            flipped[i] ^= 0x10;
            File.WriteAllBytes(path, flipped);
            Assert.Equal(1ul, _snapshots.NewestFirst().First().Index);
            File.WriteAllBytes(path, whole[..i]);
            Assert.Equal(1ul, _snapshots.NewestFirst().First().Index);
        }

        File.WriteAllBytes(path, whole);
        Assert.Equal(2ul, _snapshots.NewestFirst().First().Index);
    }

    [Fact]
    public void Given_a_snapshot_that_cannot_be_opened_when_read_then_the_older_one_serves()
    {
        _snapshots.Save(Snapshot(1));
        _snapshots.Save(Snapshot(2));
        var path = Files()[^1];
        File.Delete(path);
        File.CreateSymbolicLink(path, path);

        Assert.Equal(1ul, _snapshots.NewestFirst().First().Index);
    }

    [Fact]
    public void Given_a_snapshot_from_beyond_a_cut_off_when_an_earlier_one_is_saved_then_it_goes()
    {
        _snapshots.Save(Snapshot(10));
        _snapshots.Save(Snapshot(20));

        _snapshots.Save(Snapshot(15));

        Assert.Equal([15ul, 10], _snapshots.NewestFirst().Select(kept => kept.Index));
    }

    [Fact]
    public void Given_an_unfinished_file_when_the_next_is_saved_then_it_is_cleared_away()
    {
        var left = _folder.PathOf("snapshot-00000000000000000007.bin.new");
        File.WriteAllText(left, "half");
        Assert.Null(_snapshots.NewestFirst().FirstOrDefault());

        _snapshots.Save(Snapshot(8));

        Assert.False(File.Exists(left));
    }

    private string[] Files() =>
        [.. Directory.GetFiles(_temp.Path, "snapshot-*").Order(StringComparer.Ordinal)];

    private static StoredSnapshot Snapshot(ulong index, params byte[] hub)
    {
        var digest = new byte[32];
        digest.AsSpan().Fill((byte)index);
        return new StoredSnapshot(index, digest, hub);
    }
}
