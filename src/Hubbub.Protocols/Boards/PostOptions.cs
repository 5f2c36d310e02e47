using System.Globalization;
using System.Text;
using Hubbub.Core;

namespace Hubbub.Protocols.Boards;

/// <summary>What somebody says about a post besides its text.</summary>
public sealed record PostOptions
{
    /// <summary>In UTF-16 units.</summary>
    private const int LongestTitle = 200;

    public static readonly PostOptions None = new();

    /// <summary>Empty: none of its own.</summary>
    public string Title { get; init; } = "";

    /// <summary>The text's first line is the title.</summary>
    public bool Titled { get; init; }

    /// <summary>Null: until it is taken down, or (an edit) as long as before. Zero: until it is taken down.</summary>
    public TimeSpan? Lasts { get; init; }

    public bool Pinned { get; init; }

    /// <summary>The number of the post that it answers; 0: none.</summary>
    public int Answers { get; init; }

    /// <summary>The number of the post that it changes; 0: it is a new one.</summary>
    public int Edits { get; init; }

    /// <summary>With one option more; null: not an option, or not a value of it.</summary>
    public PostOptions? With(string name, string value) =>
        name switch
        {
            "title" when value.Length is > 0 and <= LongestTitle => this with
            {
                Title = value.ReplaceLineEndings(" ").Replace('\n', ' ').Replace('\0', ' '),
            },
            "titled" => this with { Titled = true },
            "expires" when Lasting.TryParse(value, out var lasts) => this with { Lasts = lasts },
            "pin" => this with { Pinned = true },
            "answers" when TryNumber(value, out var answers) => this with { Answers = answers },
            "edits" when TryNumber(value, out var edits) => this with { Edits = edits },
            _ => null,
        };

    /// <summary>With more of them, as <c>name</c> or <c>name=value</c>; null: one is none.</summary>
    public PostOptions? With(IEnumerable<string> options)
    {
        var all = this;
        foreach (var option in options.Where(option => option.Length > 0))
        {
            var parts = option.Split('=', 2);
            if (all.With(parts[0], parts.Length == 2 ? parts[1] : "") is not { } next)
                return null;
            all = next;
        }

        return all;
    }

    public static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number)
        && number > 0;

    /// <summary>As the tag <c>+hubbub/post</c> of a new message has them; the title stands in its text (<see cref="TextOf"/>).</summary>
    public string ToTag()
    {
        var words = new List<string>();
        if (Titled || Title.Length > 0)
            words.Add("titled");
        if (Lasts is { } lasts)
            words.Add("expires=" + Lasting.Of(lasts));
        if (Pinned)
            words.Add("pin");
        if (Answers > 0)
            words.Add(string.Create(CultureInfo.InvariantCulture, $"answers={Answers}"));
        if (Edits > 0)
            words.Add(string.Create(CultureInfo.InvariantCulture, $"edits={Edits}"));
        return string.Join(',', words);
    }

    /// <summary>The title as the first line, where there is one.</summary>
    public string TextOf(string text) =>
        Title.Length == 0 ? text
        : text.Length == 0 ? Title
        : Title + "\n" + text;

    /// <summary>What is logged: a title stands as the text's first line.</summary>
    /// <param name="text">Valid UTF-8.</param>
    public Proposal ToProposal(string room, ReadOnlySpan<byte> text, byte[]? tags = null)
    {
        byte[] payload =
            Title.Length == 0 ? text.ToArray()
            : text.IsEmpty ? Encoding.UTF8.GetBytes(Title)
            : [.. Encoding.UTF8.GetBytes(Title), (byte)'\n', .. text];
        var (folded, length) = (NameRules.FoldRoom(room), Measure.Characters(payload));
        var titled = Titled || Title.Length > 0;
        var lasts = Lasts?.Ticks / TimeSpan.TicksPerMicrosecond;
        Command command =
            Edits > 0
                ? new EditPost(room, folded, Edits, length, titled, lasts)
                : new PostToBoard(room, folded, length, titled, lasts ?? 0, Pinned, Answers);
        return new Proposal(command, payload, tags);
    }
}
