using Hubbub.Files;

namespace Hubbub.Tests.Files;

/// <summary>Files in memory, to be sent. Some are changed or vanish while they go.</summary>
internal sealed class MemoryTree(string from, IReadOnlyList<(OfferedItem Item, byte[] Bytes)> files)
    : ISourceTree
{
    public Offer Offer { get; } = new(from, [.. files.Select(file => file.Item)]);

    /// <summary>The item that is found changed when it has been read; -1: none.</summary>
    public int Changed { get; set; } = -1;

    /// <summary>The item that cannot be opened; -1: none.</summary>
    public int Gone { get; set; } = -1;

    public byte[] BytesOf(int item) => files[item].Bytes;

    public ISourceFile Open(int item) =>
        item == Gone
            ? throw new TransferException(EndKind.Changed, $"{Offer.Items[item].Path} is gone")
            : new File(files[item].Bytes, item != Changed);

    private sealed class File(byte[] bytes, bool isAsOffered) : ISourceFile
    {
        public void Read(long offset, Span<byte> into) =>
            bytes.AsSpan((int)offset, into.Length).CopyTo(into);

        public bool IsAsOffered() => isAsOffered;

        public void Dispose() { }
    }
}
