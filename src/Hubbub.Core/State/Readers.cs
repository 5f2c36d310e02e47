namespace Hubbub.Core;

/// <summary>
/// Those who were shown posts of a board, by name: each has a place, which is a bit in every post.
/// The last <see cref="Most"/> of them; who comes again after that counts again.
/// </summary>
internal sealed class Readers
{
    public const int Most = 1024;

    private readonly List<FoldedNick> _places = new(0);
    private readonly Dictionary<FoldedNick, int> _byName = new(0);
    private int _oldest;

    /// <param name="isNew">The place was given now: what it stood for before is to be forgotten.</param>
    public int PlaceOf(FoldedNick reader, out bool isNew)
    {
        isNew = !_byName.TryGetValue(reader, out var place);
        if (!isNew)
            return place;
        if (_places.Count < Most)
        {
            _places.Add(reader);
            return _byName[reader] = _places.Count - 1;
        }

        place = _oldest;
        _oldest = (_oldest + 1) % Most;
        _byName.Remove(_places[place]);
        _places[place] = reader;
        return _byName[reader] = place;
    }

    public void Write(ByteWriter writer)
    {
        writer.WriteCount(_oldest);
        writer.WriteCount(_places.Count);
        foreach (var reader in _places)
            writer.WriteString(reader.Value);
    }

    public void Read(ref ByteReader reader)
    {
        _oldest = reader.ReadNumber();
        var count = reader.ReadCount();
        for (var i = 0; i < count; i++)
        {
            var name = new FoldedNick(reader.ReadString());
            if (!_byName.TryAdd(name, i))
                reader.Fail();
            _places.Add(name);
        }

        if (_places.Count > Most || _oldest >= Most)
            reader.Fail();
    }
}
