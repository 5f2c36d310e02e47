using Hubbub.Files;
using Hubbub.SystemTests.Storage;

namespace Hubbub.SystemTests.Files;

/// <summary>The one way to a receiver's disk, on a real one: both ways of going it.</summary>
public sealed class FolderTests : IDisposable
{
    private const string Outside = "outside";

    private readonly TempFolder _temp = new();

    public FolderTests()
    {
        Directory.CreateDirectory(_temp.PathOf("in"));
        Directory.CreateDirectory(_temp.PathOf(Outside));
    }

    private string Root => _temp.PathOf("in");

    public void Dispose() => _temp.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_file_gets_its_name_when_it_is_complete_with_its_time_and_permissions(bool isLinux)
    {
        using var store = Open(isLinux);
        var item = Item("a/b/tea.txt", 3, mode: 0x1A0);
        Put(store, item, "tea"u8, out var name);
        Assert.Equal("a/b/tea.txt", name);
        var path = Path.Combine(Root, name);
        Assert.Equal("tea", File.ReadAllText(path));
        Assert.Equal(item.Modified, File.GetLastWriteTimeUtc(path).Ticks);
        if (!OperatingSystem.IsWindows())
            Assert.Equal((UnixFileMode)0x1A0, File.GetUnixFileMode(path));
        Assert.Single(Directory.GetFileSystemEntries(Path.Combine(Root, "a/b")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Whatever_has_the_name_already_stays_as_it_is(bool isLinux)
    {
        using var store = Open(isLinux);
        File.WriteAllText(Path.Combine(Root, "x"), "mine");
        Directory.CreateDirectory(Path.Combine(Root, "x (2)"));
        File.CreateSymbolicLink(Path.Combine(Root, "x (3)"), _temp.PathOf("outside/new"));
        Put(store, Item("x", 3), "tea"u8, out var name);
        Assert.Equal("x (4)", name);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(Root, "x")));
        Assert.Empty(Directory.GetFileSystemEntries(_temp.PathOf(Outside)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_folder_is_there_when_it_is_and_a_link_or_a_file_is_none(bool isLinux)
    {
        using var store = Open(isLinux);
        Assert.False(store.HasFolder(PathOf("a")));
        Assert.False(store.HasFolder(PathOf("a/b")));
        Put(store, Item("a/b/tea.txt", 3), "tea"u8, out _);
        Assert.True(store.HasFolder(PathOf("a")));
        Assert.True(store.HasFolder(PathOf("a/b")));
        Assert.False(store.HasFolder(PathOf("a/c")));
        Directory.CreateSymbolicLink(Path.Combine(Root, "link"), _temp.PathOf(Outside));
        Assert.Throws<TransferException>(() => store.HasFolder(PathOf("link")));
        Assert.Throws<TransferException>(() => store.HasFolder(PathOf("a/b/tea.txt")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void No_link_is_followed_neither_as_a_folder_nor_as_a_part(bool isLinux)
    {
        using var store = Open(isLinux);
        Directory.CreateSymbolicLink(Path.Combine(Root, "link"), _temp.PathOf(Outside));
        var refused = Assert.Throws<TransferException>(() =>
            store.Begin(PathOf("link/x"), Item("link/x", 1))
        );
        Assert.Equal(EndKind.NoAccess, refused.Kind);
        Assert.Throws<TransferException>(() => store.MakeFolder(PathOf("link/deeper")));
        File.CreateSymbolicLink(Path.Combine(Root, "y.hubbub.part"), _temp.PathOf("outside/part"));
        Put(store, Item("y", 3), "tea"u8, out var name);
        Assert.Equal("tea", File.ReadAllText(Path.Combine(Root, name)));
        Assert.Empty(Directory.GetFileSystemEntries(_temp.PathOf(Outside)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_part_is_kept_and_believed_for_the_same_file_only(bool isLinux)
    {
        using var store = Open(isLinux);
        var item = Item("film", (2 * Chunk.Size) + 5);
        using (var part = store.Begin(PathOf("film"), item))
        {
            part.Write(0, new byte[Chunk.Size]);
            part.Verified(new byte[Chunk.Digest]);
        }

        using (var found = Assert.IsType<Found.Part>(store.Look(PathOf("film"), item)).File)
        {
            Assert.Equal(Chunk.Size, found.Length);
            Assert.True(found.Matches(0, new byte[Chunk.Digest]));
            Assert.False(found.Matches(1, new byte[Chunk.Digest]));
            // Two cannot write it at once.
            using var second = Open(isLinux);
            Assert.IsType<Found.Nothing>(second.Look(PathOf("film"), item));
        }

        var other = item with { Modified = item.Modified + 1 };
        Assert.IsType<Found.Nothing>(store.Look(PathOf("film"), other));
        using (store.Begin(PathOf("film"), other)) { }
        // What another file's part holds is still there.
        Assert.Equal(Chunk.Size, new FileInfo(Path.Combine(Root, "film.hubbub.part")).Length);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_journal_that_is_cut_off_or_torn_counts_as_far_as_it_goes(bool isLinux)
    {
        using var store = Open(isLinux);
        var item = Item("film", 3 * Chunk.Size);
        using (var part = store.Begin(PathOf("film"), item))
        {
            part.Write(0, new byte[2 * Chunk.Size]);
            part.Verified(new byte[Chunk.Digest]);
            part.Verified(new byte[Chunk.Digest]);
        }

        var journal = Path.Combine(Root, "film.hubbub.journal");
        Cut(journal, new FileInfo(journal).Length - 1);
        using (var found = Assert.IsType<Found.Part>(store.Look(PathOf("film"), item)).File)
        {
            Assert.True(found.Matches(0, new byte[Chunk.Digest]));
            Assert.False(found.Matches(1, new byte[Chunk.Digest]));
        }

        Cut(journal, 10);
        Assert.IsType<Found.Nothing>(store.Look(PathOf("film"), item));
        Put(store, item, new byte[3 * Chunk.Size], out var name);
        Assert.Equal("film", name);
        Assert.Single(Directory.GetFileSystemEntries(Root));
    }

    private static ReceivedPath PathOf(string text) =>
        ReceivedPath.TryParse(text, out var path, out var why)
            ? path
            : throw new ArgumentException(why, nameof(text));

    private static OfferedItem Item(string path, long size, int mode = 0) =>
        new(ItemKind.File, path, size, mode, new DateTime(2020, 1, 2, 3, 4, 5).Ticks + 6_789);

    private static void Put(
        DiskStore store,
        OfferedItem item,
        ReadOnlySpan<byte> bytes,
        out string name
    )
    {
        using var part = store.Begin(PathOf(item.Path), item);
        part.Write(0, bytes);
        name = part.Finish();
    }

    private static void Cut(string path, long length)
    {
        using var file = File.OpenHandle(path, access: FileAccess.ReadWrite);
        RandomAccess.SetLength(file, length);
    }

    private DiskStore Open(bool isLinux)
    {
        Assert.SkipWhen(isLinux && !LinuxFolder.IsSupported, "not on this system");
        return DiskStore.On(isLinux ? new LinuxFolder(Root) : new ManagedFolder(Root));
    }
}
