namespace Hubbub.Core;

/// <summary>The files that were imported into a room, and how many lines of each; the last one is under way.</summary>
internal sealed class ImportedFiles
{
    private readonly List<ImportedFile> _files = new(0);

    public IReadOnlyList<ImportedFile> All => _files;

    public void Begin(ulong file)
    {
        var at = _files.FindIndex(one => one.File == file);
        var before = at < 0 ? new ImportedFile(file, 0) : _files[at];
        if (at >= 0)
            _files.RemoveAt(at);
        _files.Add(before);
    }

    public void Count()
    {
        if (_files.Count > 0)
            _files[^1] = _files[^1] with { Lines = _files[^1].Lines + 1 };
    }

    public void Write(ByteWriter writer)
    {
        writer.WriteCount(_files.Count);
        foreach (var file in _files)
        {
            writer.WriteFixed64(file.File);
            writer.WriteVarint(file.Lines);
        }
    }

    public void Read(ref ByteReader reader)
    {
        var count = reader.ReadCount(atLeast: 9);
        for (var i = 0; i < count; i++)
            _files.Add(new ImportedFile(reader.ReadFixed64(), reader.ReadVarint()));
    }
}

/// <param name="File">What its bytes hash to.</param>
/// <param name="Lines">How many things said were taken from it.</param>
public readonly record struct ImportedFile(ulong File, ulong Lines);
