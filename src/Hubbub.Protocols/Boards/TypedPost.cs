namespace Hubbub.Protocols.Boards;

/// <summary>A post as people type it: <c>--title "Tea at four" --expires 2d --pin the text</c>.</summary>
/// <param name="Wrong">The option that could not be read; empty: all could.</param>
public readonly record struct TypedPost(PostOptions Options, string Text, string Wrong)
{
    public const string Syntax =
        "[--title \"T\"] [--expires 2d] [--pin] [--answers N] [--edits N] TEXT";

    /// <summary>Options stand before the text; <c>--</c> ends them.</summary>
    public static TypedPost Parse(string typed)
    {
        var rest = typed.TrimStart();
        var options = PostOptions.None;
        while (rest.StartsWith("--", StringComparison.Ordinal))
        {
            var name = Word(ref rest)[2..];
            if (name.Length == 0)
                break;
            var value = name is "pin" ? "" : Word(ref rest);
            if (options.With(name, value) is not { } next)
                return new TypedPost(options, "", "--" + name);
            options = next;
        }

        return new TypedPost(options, rest, "");
    }

    /// <summary>Up to white space; in quotes with it.</summary>
    private static string Word(ref string rest)
    {
        var quoted = rest.StartsWith('"') && rest.IndexOf('"', 1) > 0;
        var end = quoted ? rest.IndexOf('"', 1) : rest.IndexOfAny([' ', '\t']);
        end = end < 0 ? rest.Length : end;
        var word = rest[(quoted ? 1 : 0)..end];
        rest = rest[Math.Min(rest.Length, quoted ? end + 1 : end)..].TrimStart();
        return word;
    }
}
