using System.Security.Cryptography;
using System.Text;
using Hubbub.Core;
using Hubbub.Files;
using Hubbub.Protocols.Drop;
using Hubbub.Protocols.Http;

namespace Hubbub.Net.Dropping;

/// <summary>
/// Where files that come by UDP go: a part on disk that the same upload goes on with, then into the drop and, before
/// its sender is told that it is there, into the log. Of a transfer's thread, which may wait.
/// </summary>
internal sealed class DropStore : IReceivingStore
{
    /// <summary>Its owner's alone, whatever it was where it came from.</summary>
    private const int Mode = 0x180;

    private readonly ServerDrop _drop;
    private readonly SessionId _who;
    private readonly FileTarget _target;
    private readonly string _path;
    private readonly DiskStore _parts;

    /// <exception cref="IOException">The folder cannot be used.</exception>
    public DropStore(ServerDrop drop, SessionId who, FileTarget target)
    {
        (_drop, _who, _target) = (drop, who, target);
        // Apart by whom they are for: two files of one name are two files.
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(target.Place));
        _path = Path.Combine(drop.Folder.Coming, Convert.ToHexStringLower(hash.AsSpan(0, 8)));
        _parts = DiskStore.Open(_path);
    }

    public long Free => _drop.DiskRoom;

    /// <summary>It has no folders; what is there of a file is asked of each.</summary>
    public bool HasFolder(ReceivedPath path) => true;

    /// <summary>A file of that name and size that is in the drop already is perhaps the same: the sender compares.</summary>
    public Found Look(ReceivedPath path, OfferedItem item)
    {
        if (
            _target.Named(path.Name) is { } named
            && Wait(_drop.ReadAsync(_who, named)) is FileAnswer { File: var file }
            && file.Size == item.Size
            && _drop.Folder.OpenRead(file.Digest) is { } kept
        )
            return new Found.Whole(kept, path.Name);
        switch (_parts.Look(path, item with { Mode = Mode }))
        {
            case Found.Part part:
                return new Found.Part(new Part(this, part.File, path.Name, item.Size));
            case Found.Whole whole:
                // Complete, but the server ended before it was offered: it comes again.
                whole.File.Dispose();
                File.Delete(Path.Combine(_path, whole.Name));
                return new Found.Nothing();
            default:
                return new Found.Nothing();
        }
    }

    public IPartFile Begin(ReceivedPath path, OfferedItem item) =>
        new Part(this, _parts.Begin(path, item with { Mode = Mode }), path.Name, item.Size);

    public void MakeFolder(ReceivedPath path) { }

    public void FinishFolder(ReceivedPath path, OfferedItem item) { }

    public void Dispose() => _parts.Dispose();

    /// <summary>It is whole: kept, and offered.</summary>
    private void Offer(string kept, string name, long size, string? digest)
    {
        var path = Path.Combine(_path, kept);
        digest ??= HashOf(path);
        BotReply reply;
        using (_drop.Folder.Take(path, digest))
            reply = Wait(
                _drop.AskAsync(new OfferCall(_target, name, size, digest, _drop.Links), _who)
            );
        if (reply.Status == 201)
            return;
        // Now that nothing holds it.
        _drop.Sweep();
        throw new TransferException(
            reply.Status == 507 ? EndKind.NoRoom : EndKind.Refused,
            reply.Sentence.TrimEnd('.')
        );
    }

    private static string HashOf(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private static T Wait<T>(Task<T> task)
    {
        try
        {
#pragma warning disable VSTHRD002 // The thread is the transfer's own, and there is nothing else for it to do.
            return task.GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
        }
        catch (TimeoutException e)
        {
            throw new TransferException(EndKind.Disk, "the server does not answer", e);
        }
    }

    private sealed class Part(DropStore store, IPartFile inner, string name, long size) : IPartFile
    {
        private string? _digest = size == 0 ? Convert.ToHexStringLower(SHA256.HashData([])) : null;

        public long Length => inner.Length;

        public int Read(long offset, Span<byte> into) => inner.Read(offset, into);

        public bool Matches(long chunk, ReadOnlySpan<byte> digest) => inner.Matches(chunk, digest);

        public void Cut(long length) => inner.Cut(length);

        public void Write(long offset, ReadOnlySpan<byte> bytes) => inner.Write(offset, bytes);

        /// <summary>The last one is that of the whole file.</summary>
        public void Verified(ReadOnlySpan<byte> digest)
        {
            inner.Verified(digest);
            _digest = Convert.ToHexStringLower(digest);
        }

        public string Finish()
        {
            var kept = inner.Finish();
            // It locks what it writes.
            inner.Dispose();
            store.Offer(kept, name, size, _digest);
            return name;
        }

        public void Dispose() => inner.Dispose();
    }
}
