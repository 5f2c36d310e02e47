namespace Hubbub.Core;

/// <summary>The files that wait for one person each, in the order of offering, which is that of their times.</summary>
internal sealed class HandedFiles
{
    private readonly SortedDictionary<int, DroppedFile> _files = [];

    public IEnumerable<DroppedFile> All => _files.Values;

    public int Count => _files.Count;

    /// <summary>The one that has waited longest.</summary>
    public DroppedFile? Oldest => _files.Count == 0 ? null : _files.Values.First();

    public DroppedFile? Find(int number) => _files.GetValueOrDefault(number);

    /// <summary>The one that was offered there.</summary>
    public DroppedFile? FindAt(ulong index) => All.FirstOrDefault(file => file.Index == index);

    public IEnumerable<DroppedFile> To(SessionId whom) => All.Where(file => file.To == whom);

    public IEnumerable<DroppedFile> From(SessionId whom) => All.Where(file => file.Owner == whom);

    public void Add(DroppedFile file) => _files.Add(file.Number, file);

    public bool Remove(int number) => _files.Remove(number);

    public void Write(ByteWriter writer)
    {
        writer.WriteCount(_files.Count);
        foreach (var file in All)
        {
            file.Write(writer);
            writer.WriteFixed64(file.To.Incarnation);
            writer.WriteVarint(file.To.Number);
            writer.WriteString(file.ToNick);
        }
    }

    public static List<DroppedFile> Read(ref ByteReader reader)
    {
        var files = new List<DroppedFile>();
        var count = reader.ReadCount(atLeast: 26);
        for (var i = 0; i < count; i++)
        {
            var file = DroppedFile.Read(ref reader);
            files.Add(
                file with
                {
                    To = new SessionId(reader.ReadFixed64(), reader.ReadNumber32()),
                    ToNick = reader.ReadString(),
                }
            );
        }

        return files;
    }
}
