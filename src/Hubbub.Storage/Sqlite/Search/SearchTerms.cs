using System.Text;

namespace Hubbub.Storage.Sqlite.Search;

/// <summary>
/// What somebody typed to what FTS5 is asked
/// (<see href="https://www.sqlite.org/fts5.html#full_text_query_syntax"/>). Nothing that is typed is
/// taken for its syntax: words and phrases are quoted, <c>*</c> counts at a word's end only.
/// </summary>
internal static class SearchTerms
{
    private const int MostTerms = 16;
    private const int MostCharacters = 500;

    /// <summary>Shorter beginnings would be of half of all words.</summary>
    private const int LeastPrefix = 2;

    /// <summary>Quoted terms, all of which have to be there; null: no words, or too many.</summary>
    public static string? Read(string typed)
    {
        if (typed.Length > MostCharacters)
            return null;
        var terms = new List<string>();
        for (var rest = typed.AsSpan().TrimStart(); !rest.IsEmpty; rest = rest.TrimStart())
        {
            var isPhrase = rest[0] == '"';
            if (isPhrase)
                rest = rest[1..];
            var end = isPhrase ? rest.IndexOf('"') : rest.IndexOfAny(' ', '\t', '"');
            var word = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(isPhrase ? end + 1 : end)..];
            if (!TryQuote(word, isPhrase, out var term))
                return null;
            if (term.Length > 0)
                terms.Add(term);
        }

        return terms.Count is > 0 and <= MostTerms ? string.Join(" AND ", terms) : null;
    }

    /// <summary>False: the beginning of a word that is too short to look for.</summary>
    private static bool TryQuote(ReadOnlySpan<char> word, bool isPhrase, out string term)
    {
        var isPrefix = !isPhrase && word is [.., '*'];
        var text = Words.Apart(word.TrimEnd('*').ToString());
        term = "";
        var letters = text.EnumerateRunes().Count(Words.IsWordCharacter);
        // Punctuation alone is not in the index.
        if (letters == 0)
            return !isPrefix;
        if (isPrefix && letters < LeastPrefix)
            return false;
        term = new StringBuilder("\"")
            .Append(text.Replace("\"", "\"\"", StringComparison.Ordinal))
            .Append(isPrefix ? "\" *" : "\"")
            .ToString();
        return true;
    }
}
