namespace Hubbub.Core;

/// <summary>One post on a board. The hub holds no texts: <see cref="Index"/> says where it stands.</summary>
/// <param name="author">Whose it is, as long as their session lasts.</param>
/// <param name="nick">Under which it was posted.</param>
internal sealed class Post(int number, SessionId author, string nick, FoldedNick folded, long at)
{
    private ulong[] _seenBy = [];

    public int Number { get; } = number;

    public SessionId Author { get; } = author;

    public string Nick { get; } = nick;

    public FoldedNick Folded { get; } = folded;

    public long At { get; } = at;

    /// <summary>The entry that has its text: the last edit's.</summary>
    public ulong Index { get; set; }

    public bool Titled { get; set; }

    /// <summary>0: never.</summary>
    public long Expires { get; set; }

    public bool Pinned { get; set; }

    /// <summary>0: none.</summary>
    public int Answers { get; init; }

    public bool Edited { get; set; }

    /// <summary>When its time had come, by the log; 0: it is shown.</summary>
    public long HiddenAt { get; set; }

    public bool IsShown => HiddenAt == 0;

    public int Seen { get; set; }

    /// <summary>A reader's place in <see cref="Readers"/>. Again changes nothing.</summary>
    public void SeeFrom(int place)
    {
        var word = place / 64;
        if (word >= _seenBy.Length)
            Array.Resize(ref _seenBy, word + 1);
        var bit = 1UL << (place % 64);
        if ((_seenBy[word] & bit) != 0)
            return;
        _seenBy[word] |= bit;
        Seen++;
    }

    /// <summary>The place is another's now; who had it has seen the post all the same.</summary>
    public void ForgetPlace(int place)
    {
        if (place / 64 < _seenBy.Length)
            _seenBy[place / 64] &= ~(1UL << (place % 64));
    }

    public static Post Of(PostInfo info, Identity author)
    {
        var post = new Post(info.Number, author.Session, author.Nick, author.Folded, info.At)
        {
            Pinned = info.Pinned,
            Answers = info.Answers,
        };
        post.Say(info);
        return post;
    }

    /// <summary>What it says now; it is shown, if it was not.</summary>
    public void Say(PostInfo info)
    {
        (Index, Titled, Expires, Edited) = (info.Index, info.Titled, info.Expires, info.Edited);
        HiddenAt = 0;
    }

    public PostInfo ToInfo() =>
        new(Number, Index, Nick, At, Titled, Expires, Pinned, Answers, Edited, Seen);

    public void Write(ByteWriter writer)
    {
        writer.WriteCount(Number);
        writer.WriteFixed64(Author.Incarnation);
        writer.WriteVarint(Author.Number);
        writer.WriteString(Nick);
        writer.WriteString(Folded.Value);
        writer.WriteVarint((ulong)At);
        writer.WriteVarint(Index);
        writer.WriteByte((byte)((Titled ? 1 : 0) | (Pinned ? 2 : 0) | (Edited ? 4 : 0)));
        writer.WriteVarint((ulong)Expires);
        writer.WriteCount(Answers);
        writer.WriteVarint((ulong)HiddenAt);
        writer.WriteCount(Seen);
        // Canonical: what readers came and went leaves no trace in the length.
        var words = _seenBy.AsSpan().TrimEnd(0UL);
        writer.WriteCount(words.Length);
        foreach (var word in words)
            writer.WriteFixed64(word);
    }

    public static Post Read(ref ByteReader reader)
    {
        var number = reader.ReadNumber();
        var author = new SessionId(reader.ReadFixed64(), reader.ReadNumber32());
        var nick = reader.ReadString();
        var folded = new FoldedNick(reader.ReadString());
        var at = (long)reader.ReadVarint();
        var index = reader.ReadVarint();
        var marks = reader.ReadByte(most: 7);
        var expires = (long)reader.ReadVarint();
        var post = new Post(number, author, nick, folded, at)
        {
            Index = index,
            Titled = (marks & 1) != 0,
            Pinned = (marks & 2) != 0,
            Edited = (marks & 4) != 0,
            Expires = expires,
            Answers = reader.ReadNumber(),
            HiddenAt = (long)reader.ReadVarint(),
            Seen = reader.ReadNumber(),
        };
        post._seenBy = new ulong[reader.ReadCount(atLeast: 8)];
        for (var i = 0; i < post._seenBy.Length; i++)
            post._seenBy[i] = reader.ReadFixed64();
        return post;
    }
}
