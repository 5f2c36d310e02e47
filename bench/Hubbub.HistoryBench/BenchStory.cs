using System.Text;
using Hubbub.Core;
using Hubbub.Node;

namespace Hubbub.HistoryBench;

/// <summary>
/// 200 people in 100 rooms, half of what is said in one of them; words as often as in a language
/// (Zipf), blocks of 50.
/// </summary>
internal sealed class BenchStory(ILog log)
{
    private const int People = 200;
    private const int Vocabulary = 50_000;
    private const int BlockEntries = 50;

    private readonly Random _dice = new(1);
    private readonly BlockWriter _writer = new(1, salt => new Random(2).NextBytes(salt));
    private readonly List<string> _rooms = Enumerable
        .Range(0, 100)
        .Select(i => $"#room{i}")
        .ToList();
    private readonly Dictionary<string, ulong> _ids = [];
    private readonly byte[][] _words = Enumerable
        .Range(0, Vocabulary)
        .Select(i => Encoding.ASCII.GetBytes(WordOf(i)))
        .ToArray();

    private long _at = 1_700_000_000_000_000;
    private ulong _index;

    public RoomId Busy => new(_ids[_rooms[0]]);

    public IEnumerable<RoomPassage> Passages =>
        _rooms.Select(room => new RoomPassage(new RoomId(_ids[room]), room, 0));

    /// <summary>The i-th most frequent word.</summary>
    public static string WordOf(int i)
    {
        var word = new StringBuilder();
        for (i += 26; i > 0; i /= 26)
            word.Append((char)('a' + (i % 26)));
        return word.Append('x').ToString();
    }

    public void Write(int messages)
    {
        Add(0, new Started(1), default);
        for (var i = 1; i <= People; i++)
            Add(
                (uint)i,
                new Attach($"p{i}", new FoldedNick($"p{i}"), "u", "host", "somebody"),
                default
            );
        foreach (var room in _rooms)
        {
            _ids[room] = _index + 1;
            for (var i = 1; i <= 20; i++)
                Add((uint)i, new Join(room, new FoldedRoom(room)), default);
        }

        var text = new ArrayText();
        for (var i = 0; i < messages; i++)
        {
            var room = _dice.Next(2) == 0 ? _rooms[0] : _rooms[_dice.Next(_rooms.Count)];
            text.Fill(_dice, _words);
            var say = new SayToRoom(room, new FoldedRoom(room), MessageKind.Said, 60);
            Add((uint)_dice.Next(1, 21), say, text.Bytes);
        }

        Append();
    }

    private void Add(uint session, Command command, ReadOnlySpan<byte> text)
    {
        _at += 1_000;
        _index++;
        _writer.Add(_at, new SessionId(1, session), command, text);
        if (_writer.Count == BlockEntries)
            Append();
    }

    private void Append()
    {
        if (_writer.Count == 0)
            return;
        using var appended = new ManualResetEventSlim();
        if (!log.BeginAppend(_writer.Take(), appended.Set))
            appended.Wait();
        if (!log.TryTakeResult(out var result) || result.Outcome != AppendOutcome.Durable)
            throw new InvalidOperationException(result.Error);
    }
}

/// <summary>Ten words, the first of which are the most frequent.</summary>
internal sealed class ArrayText
{
    private readonly byte[] _bytes = new byte[200];
    private int _length;

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    public void Fill(Random dice, byte[][] words)
    {
        _length = 0;
        for (var i = 0; i < 10; i++)
        {
            var rank = (int)Math.Pow(words.Length, dice.NextDouble()) - 1;
            words[rank].CopyTo(_bytes, _length);
            _length += words[rank].Length;
            _bytes[_length++] = (byte)' ';
        }

        _length--;
    }
}
