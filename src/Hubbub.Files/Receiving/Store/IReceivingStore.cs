namespace Hubbub.Files;

/// <summary>Where received files are kept: a folder on a disk, or a disk of a simulation that is slow or full.</summary>
public interface IReceivingStore : IDisposable
{
    /// <summary>Bytes that can still be written.</summary>
    long Free { get; }

    /// <summary>False: there is no such folder, and so nothing in it.</summary>
    bool HasFolder(ReceivedPath path);

    /// <summary>What is there of a file already.</summary>
    Found Look(ReceivedPath path, OfferedItem item);

    /// <summary>A part that holds nothing yet.</summary>
    IPartFile Begin(ReceivedPath path, OfferedItem item);

    void MakeFolder(ReceivedPath path);

    void FinishFolder(ReceivedPath path, OfferedItem item);
}

public abstract record Found
{
    private Found() { }

    public sealed record Nothing : Found;

    /// <summary>A file of the same name, size and time: perhaps the same.</summary>
    public sealed record Whole(IReadFile File, string Name) : Found;

    /// <summary>A part of it, kept from before.</summary>
    public sealed record Part(IPartFile File) : Found;
}

public interface IReadFile : IDisposable
{
    long Length { get; }

    /// <returns>Bytes read; fewer: the file ends.</returns>
    int Read(long offset, Span<byte> into);
}

/// <summary>A file on its way, not under its own name yet. Disposing keeps it for another time.</summary>
public interface IPartFile : IReadFile
{
    /// <summary>
    /// This was the digest up to the end of a chunk when it was verified and written. The disk may have
    /// lost since what it is of: whoever asks has hashed what is there now.
    /// </summary>
    bool Matches(long chunk, ReadOnlySpan<byte> digest);

    /// <summary>Forgets what comes after so many bytes.</summary>
    void Cut(long length);

    void Write(long offset, ReadOnlySpan<byte> bytes);

    /// <summary>All up to the next boundary is right.</summary>
    void Verified(ReadOnlySpan<byte> digest);

    /// <summary>It is complete: it gets its permissions, its time and its name, or the next that is free.</summary>
    /// <returns>The path that it got, relative.</returns>
    string Finish();
}
