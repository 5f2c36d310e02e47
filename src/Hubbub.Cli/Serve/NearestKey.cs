namespace Hubbub.Cli.Serve;

/// <summary>The known word that an unknown one was probably meant to be.</summary>
internal static class NearestKey
{
    public static string Of(string unknown, IReadOnlyCollection<string> known) =>
        known.MinBy(k => Distance(unknown, k))!;

    /// <summary>Levenshtein's: insertions, deletions and replacements, case aside.</summary>
    internal static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var isSame = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]);
                var replaced = diagonal + (isSame ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
