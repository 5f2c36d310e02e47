using System.Text;
using Hubbub.Core;

namespace Hubbub.Protocols.Boards;

/// <summary>Posts in words, for those whose program knows no boards.</summary>
internal static class PostWords
{
    private const int LongestHeadline = 200;

    /// <summary>What stands before a post's first line: <c>[post 12] </c>.</summary>
    public static byte[] Mark(PostInfo post)
    {
        var words = new StringBuilder("[post ").Append(post.Number);
        if (post.Edited)
            words.Append(", edited");
        if (post.Pinned)
            words.Append(", pinned");
        if (post.Answers != 0)
            words.Append(", answers ").Append(post.Answers);
        return Encoding.UTF8.GetBytes(words.Append("] ").ToString());
    }

    /// <summary>One line of a list: <c>12 ada 10:15 (pinned, seen by 3): Tea at four</c>.</summary>
    /// <param name="now">Microseconds since 1970 UTC.</param>
    public static string Line(PostInfo post, ReadOnlySpan<byte> text, long now, TimeZoneInfo zone)
    {
        var marks = new List<string>();
        if (post.Pinned)
            marks.Add("pinned");
        if (post.Edited)
            marks.Add("edited");
        if (post.Answers != 0)
            marks.Add($"answers {post.Answers}");
        if (post.Expires != 0)
            marks.Add($"until {TimeWords.Of(post.Expires, now, zone)}");
        if (post.Seen > 0)
            marks.Add($"seen by {post.Seen}");
        var about = marks.Count == 0 ? "" : $" ({string.Join(", ", marks)})";
        return $"{post.Number} {post.Author} {TimeWords.Of(post.At, now, zone)}{about}: {Headline(text)}";
    }

    /// <summary>The title, or how the text begins.</summary>
    private static string Headline(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)'\n');
        var line = end < 0 ? text : text[..end];
        var cut = Measure.Cut(line, LongestHeadline);
        var words = Encoding.UTF8.GetString(line[..cut]);
        return cut < text.Length ? words + " …" : words;
    }
}
