namespace Hubbub.SystemTests.Simulated;

/// <summary>
/// How far a write-ahead log is written and synced, in bytes of its file
/// (<see href="https://www.sqlite.org/fileformat2.html#the_write_ahead_log"/>).
/// </summary>
internal sealed class SimulatedWal(string path)
{
    private const int HeaderBytes = 32;
    private const int FrameHeaderBytes = 24;
    private const int PageBytes = 4096;
    private const int SectorBytes = 512;
    private const int SaltBytes = 8;

    private byte[] _salts = [];
    private long _written = HeaderBytes;
    private long _synced = HeaderBytes;

    /// <summary>Up to where it is written. It may begin anew at any commit, with other salts.</summary>
    public long Written()
    {
        using var file = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
        var header = new byte[HeaderBytes];
        _ = RandomAccess.Read(file, header, 0);
        var salts = header.AsSpan(16, SaltBytes);
        if (!salts.SequenceEqual(_salts))
            (_salts, _written, _synced) = (salts.ToArray(), HeaderBytes, HeaderBytes);
        var frame = new byte[FrameHeaderBytes];
        while (
            RandomAccess.Read(file, frame, _written) == FrameHeaderBytes
            && frame.AsSpan(8, SaltBytes).SequenceEqual(_salts)
        )
            _written += FrameHeaderBytes + PageBytes;
        return _written;
    }

    public void Synced(long upTo) => _synced = Math.Max(_synced, upTo);

    /// <summary>Of what is written and not synced, any sectors have reached the disk.</summary>
    /// <param name="copy">Where the power fails.</param>
    /// <returns>Bytes that have not.</returns>
    public long CutPower(string copy, Random dice)
    {
        var lost = 0L;
        var written = Written();
        using var file = File.OpenHandle(copy, FileMode.Open, FileAccess.Write);
        for (var from = _synced; from < written; )
        {
            var to = Math.Min(written, (from / SectorBytes + 1) * SectorBytes);
            if (dice.Next(2) == 0)
            {
                RandomAccess.Write(file, new byte[to - from], from);
                lost += to - from;
            }

            from = to;
        }

        return lost;
    }
}
