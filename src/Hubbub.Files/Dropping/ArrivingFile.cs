using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Hubbub.Files;

/// <summary>
/// A file on its way into the drop, in order, hashed as it comes. Disposed before it is complete, nothing is left of
/// it; afterwards its hold ends. One writer.
/// </summary>
public sealed class ArrivingFile : IDisposable
{
    internal const string Ending = ".arriving";

    private readonly DropFolder _folder;
    private readonly string _path;
    private readonly SafeFileHandle _handle;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private IDisposable? _hold;
    private bool _isOver;

    internal ArrivingFile(DropFolder folder, string path)
    {
        _folder = folder;
        _path = path;
        _handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite);
    }

    /// <summary>Bytes so far.</summary>
    public long Length { get; private set; }

    /// <summary>SHA-256, 64 lower-case hexadecimal digits; empty: not complete.</summary>
    public string Digest { get; private set; } = "";

    /// <exception cref="IOException">The disk is full, or broken.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        RandomAccess.Write(_handle, bytes, Length);
        _hash.AppendData(bytes);
        Length += bytes.Length;
        _folder.Count(bytes.Length);
    }

    /// <summary>That was all. It is durable at the return, and not swept away before this is disposed.</summary>
    public void Complete()
    {
        _handle.Dispose();
        Digest = Convert.ToHexStringLower(_hash.GetHashAndReset());
        _hold = _folder.Take(_path, Digest);
    }

    public void Dispose()
    {
        if (_isOver)
            return;
        _isOver = true;
        _folder.Count(-Length);
        _handle.Dispose();
        _hash.Dispose();
        if (_hold is null)
            File.Delete(_path);
        _hold?.Dispose();
    }
}
