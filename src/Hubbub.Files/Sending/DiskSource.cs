using Microsoft.Win32.SafeHandles;

namespace Hubbub.Files;

internal sealed class DiskSource : ISourceFile
{
    private readonly SafeFileHandle _handle;
    private readonly OfferedItem _offered;

    public DiskSource(string path, OfferedItem offered)
    {
        _offered = offered;
        try
        {
            _handle = File.OpenHandle(path, options: FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new TransferException(
                EndKind.Changed,
                $"{offered.Path} is not there any more",
                e
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw TransferException.Of(e, "the sender", offered.Path);
        }
    }

    public void Read(long offset, Span<byte> into)
    {
        try
        {
            while (!into.IsEmpty)
            {
                var count = RandomAccess.Read(_handle, into, offset);
                if (count == 0)
                {
                    throw new TransferException(
                        EndKind.Changed,
                        $"{_offered.Path} became shorter while it was sent"
                    );
                }

                offset += count;
                into = into[count..];
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw TransferException.Of(e, "the sender", _offered.Path);
        }
    }

    public bool IsAsOffered() =>
        RandomAccess.GetLength(_handle) == _offered.Size
        && File.GetLastWriteTimeUtc(_handle).Ticks == _offered.Modified;

    public void Dispose() => _handle.Dispose();
}
