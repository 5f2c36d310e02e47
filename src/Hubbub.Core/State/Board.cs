using System.Runtime.InteropServices;

namespace Hubbub.Core;

/// <summary>The posts of a room, in the order of posting.</summary>
internal sealed class Board
{
    /// <summary>Posts on one board.</summary>
    public const int Most = 5_000;

    /// <summary>Posts of one name: beyond, its own oldest makes room, so that nobody can push others' off.</summary>
    public const int MostOfOne = 200;

    public const int MostPinned = 50;

    private readonly List<Post> _posts = new(0);
    private readonly Dictionary<FoldedNick, int> _counts = new(0);
    private readonly Readers _readers = new();

    /// <summary>The number of the last post there was.</summary>
    public int Last { get; private set; }

    public IReadOnlyList<Post> Posts => _posts;

    public bool IsEmpty => _posts.Count == 0;

    public int Pinned => _posts.Count(post => post.Pinned);

    public Post? Find(int number) => PlaceOf(number) is var at and >= 0 ? _posts[at] : null;

    /// <summary>The post whose text stands there.</summary>
    public Post? FindAt(ulong index) => _posts.Find(post => post.Index == index);

    /// <summary>Posts under a name.</summary>
    public int CountOf(FoldedNick nick) => _counts.GetValueOrDefault(nick);

    /// <summary>The one that makes room for another of the same name; null: all that there are of it are pinned.</summary>
    public Post? OldestOf(FoldedNick nick) =>
        _posts.Find(post => post.Folded == nick && !post.Pinned);

    public void Add(Post post)
    {
        Last = post.Number;
        _posts.Add(post);
        CollectionsMarshal.GetValueRefOrAddDefault(_counts, post.Folded, out _)++;
    }

    public void Remove(Post post)
    {
        _posts.RemoveAt(PlaceOf(post.Number));
        var left = _counts[post.Folded] - 1;
        if (left == 0)
            _counts.Remove(post.Folded);
        else
            _counts[post.Folded] = left;
    }

    /// <summary>Nobody counts as a reader of their own.</summary>
    public void See(FoldedNick reader, in PostsShown shown)
    {
        var place = _readers.PlaceOf(reader, out var isNew);
        if (isNew)
        {
            foreach (var post in _posts)
                post.ForgetPlace(place);
        }

        var at = PlaceOf(shown.From);
        for (at = at < 0 ? ~at : at; at < _posts.Count && _posts[at].Number <= shown.To; at++)
        {
            if (_posts[at].IsShown && _posts[at].Folded != reader)
                _posts[at].SeeFrom(place);
        }
    }

    public void Write(ByteWriter writer)
    {
        writer.WriteCount(Last);
        writer.WriteCount(_posts.Count);
        foreach (var post in _posts)
            post.Write(writer);
        _readers.Write(writer);
    }

    public void Read(ref ByteReader reader)
    {
        var last = reader.ReadNumber();
        var count = reader.ReadCount(atLeast: 20);
        for (var i = 0; i < count; i++)
        {
            var post = Post.Read(ref reader);
            // Numbers ascend: they are looked for by halves.
            if (post.Number <= Last || post.Number > last)
                reader.Fail();
            Add(post);
        }

        Last = last;
        _readers.Read(ref reader);
    }

    /// <summary>Negative: the complement of where it would stand.</summary>
    private int PlaceOf(int number)
    {
        var (low, high) = (0, _posts.Count - 1);
        while (low <= high)
        {
            var middle = low + ((high - low) / 2);
            var found = _posts[middle].Number;
            if (found == number)
                return middle;
            if (found < number)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return ~low;
    }
}
