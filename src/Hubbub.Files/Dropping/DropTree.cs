namespace Hubbub.Files;

/// <summary>A kept file, as it is sent.</summary>
/// <param name="Digest">SHA-256, 64 lower-case hexadecimal digits.</param>
/// <param name="Modified">Ticks of UTC.</param>
public sealed record KeptFile(string Name, long Size, string Digest, long Modified);

/// <summary>Files of a drop, on their way to somebody.</summary>
public sealed class DropTree(DropFolder folder, string from, IReadOnlyList<KeptFile> files)
    : ISourceTree
{
    public Offer Offer { get; } =
        new(
            from,
            [
                .. files.Select(file => new OfferedItem(
                    ItemKind.File,
                    file.Name,
                    file.Size,
                    Mode: 0,
                    file.Modified
                )),
            ]
        );

    public ISourceFile Open(int item) =>
        new Source(
            folder.OpenRead(files[item].Digest)
                ?? throw new TransferException(
                    EndKind.Changed,
                    $"{files[item].Name} is not kept any more"
                ),
            files[item]
        );

    /// <summary>Kept bytes never change: they lie by their digest.</summary>
    private sealed class Source(IReadFile bytes, KeptFile file) : ISourceFile
    {
        public void Read(long offset, Span<byte> into)
        {
            if (bytes.Read(offset, into) < into.Length)
                throw new TransferException(
                    EndKind.Disk,
                    $"{file.Name} is broken where it is kept"
                );
        }

        public bool IsAsOffered() => bytes.Length == file.Size;

        public void Dispose() => bytes.Dispose();
    }
}
