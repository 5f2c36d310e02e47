using System.Globalization;

namespace Hubbub.Client.State;

/// <summary>What makes a message a post: the value of the tag <c>+hubbub/post</c> (docs/irc.md).</summary>
/// <param name="Author">Who posted it; whoever edits it says it again.</param>
/// <param name="IsTitled">The first line of the text is its title.</param>
/// <param name="Answers">The number of another post; 0: none.</param>
/// <param name="Seen">By how many others; 0 where it is only just said.</param>
public sealed record PostView(
    int Number,
    string Author = "",
    bool IsTitled = false,
    bool IsPinned = false,
    bool IsEdited = false,
    int Answers = 0,
    DateTimeOffset? Expires = null,
    int Seen = 0
)
{
    public const string Tag = "+hubbub/post";

    /// <summary>Null: the message is no post. What is not known is passed over.</summary>
    public static PostView? Of(IReadOnlyDictionary<string, string> tags)
    {
        if (!tags.TryGetValue(Tag, out var value))
            return null;
        var words = value.Split(',', 20);
        var number = Read(words[0]);
        return number == 0
            ? null
            : words.Skip(1).Aggregate(new PostView(number), (post, word) => post.With(word));
    }

    /// <summary>In a few words: <c>12, pinned, seen by 3</c>.</summary>
    public string Words(TimeZoneInfo zone)
    {
        var words = new List<string> { string.Create(CultureInfo.InvariantCulture, $"{Number}") };
        if (IsPinned)
            words.Add("pinned");
        if (IsEdited)
            words.Add("edited");
        if (Answers > 0)
            words.Add($"answers {Answers}");
        if (Expires is { } expires)
            words.Add(
                "until "
                    + TimeZoneInfo
                        .ConvertTime(expires, zone)
                        .ToString("d MMM HH:mm", CultureInfo.InvariantCulture)
            );
        if (Seen > 0)
            words.Add($"seen by {Seen}");
        return string.Join(", ", words);
    }

    private PostView With(string word)
    {
        var parts = word.Split('=', 2);
        var value = parts.Length == 2 ? parts[1] : "";
        return parts[0] switch
        {
            "by" => this with { Author = value },
            "titled" => this with { IsTitled = true },
            "pinned" => this with { IsPinned = true },
            "edited" => this with { IsEdited = true },
            "answers" => this with { Answers = Read(value) },
            "seen" => this with { Seen = Read(value) },
            "expires" => this with { Expires = Time(value) },
            _ => this,
        };
    }

    private static int Read(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;

    private static DateTimeOffset? Time(string text) =>
        DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var time
        )
            ? time
            : null;
}
