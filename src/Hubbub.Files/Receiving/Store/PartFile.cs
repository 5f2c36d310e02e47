using Microsoft.Win32.SafeHandles;

namespace Hubbub.Files;

internal sealed class ReadFile(SafeFileHandle handle) : IReadFile
{
    public long Length => RandomAccess.GetLength(handle);

    public int Read(long offset, Span<byte> into) => Whole.Read(handle, offset, into);

    public void Dispose() => handle.Dispose();
}

/// <summary>A part on disk, and its journal if the file is long enough to have one.</summary>
internal sealed class PartFile(
    IReceivedFolder folder,
    ReceivedPath path,
    OfferedItem item,
    string candidate,
    SafeFileHandle handle,
    Journal? journal
) : IPartFile
{
    public long Length => RandomAccess.GetLength(handle);

    public bool Matches(long chunk, ReadOnlySpan<byte> digest) =>
        journal?.Matches(chunk, digest) ?? false;

    public int Read(long offset, Span<byte> into) => Whole.Read(handle, offset, into);

    public void Cut(long length)
    {
        RandomAccess.SetLength(handle, length);
        journal?.Cut((length + Chunk.Size - 1) / Chunk.Size);
    }

    public void Write(long offset, ReadOnlySpan<byte> bytes) =>
        RandomAccess.Write(handle, bytes, offset);

    public void Verified(ReadOnlySpan<byte> digest) => journal?.Add(digest);

    public string Finish()
    {
        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode Usual =
                UnixFileMode.UserRead
                | UnixFileMode.UserWrite
                | UnixFileMode.GroupRead
                | UnixFileMode.OtherRead;
            File.SetUnixFileMode(handle, item.Mode == 0 ? Usual : (UnixFileMode)item.Mode);
        }

        File.SetLastWriteTimeUtc(handle, new DateTime(item.Modified, DateTimeKind.Utc));
        foreach (var name in DiskStore.Candidates(path))
        {
            if (!folder.TryRename(path, PartNames.Part(candidate), name))
                continue;
            if (journal is not null)
            {
                journal.Dispose();
                folder.Remove(path, PartNames.Journal(candidate));
            }

            return DiskStore.Beside(path, name);
        }

        throw new TransferException(EndKind.NoAccess, $"no name is free for {path}");
    }

    public void Dispose()
    {
        handle.Dispose();
        journal?.Dispose();
    }
}

internal static class Whole
{
    /// <returns>Fewer than asked for only at the file's end.</returns>
    public static int Read(SafeFileHandle handle, long offset, Span<byte> into)
    {
        var filled = 0;
        while (filled < into.Length)
        {
            var count = RandomAccess.Read(handle, into[filled..], offset + filled);
            if (count == 0)
                break;
            filled += count;
        }

        return filled;
    }
}
