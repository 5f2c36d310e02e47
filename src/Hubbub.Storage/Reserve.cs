namespace Hubbub.Storage;

/// <summary>A file that only takes up room, to be given back when the disk is full.</summary>
internal sealed class Reserve(string path)
{
    internal const int Bytes = 8 << 20;

    private const int PieceBytes = 1 << 20;

    /// <summary>Whole: one cut short by a full disk does not count.</summary>
    public bool Exists => new FileInfo(path) is { Exists: true, Length: Bytes };

    public void Free() => File.Delete(path);

    /// <summary>False: there is no room.</summary>
    public bool TryMake()
    {
        if (Exists)
            return true;
        try
        {
            // Written, not set to a length: a file of holes takes up nothing. Under a name of its
            // own at first: half of it is not a reserve.
            var unfinished = path + ".new";
            try
            {
                Write(unfinished);
                File.Move(unfinished, path, overwrite: true);
            }
            finally
            {
                File.Delete(unfinished);
            }

            return true;
        }
        catch (IOException full) when (FolderTrouble.IsDiskFull(full))
        {
            return false;
        }
    }

    private static void Write(string path)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write);
        // Not zeros: some file systems keep those as holes too.
        var piece = new byte[PieceBytes];
        for (var i = 0; i < Bytes / PieceBytes; i++)
        {
            Random.Shared.NextBytes(piece);
            file.Write(piece);
        }

        file.Flush(flushToDisk: true);
    }
}
