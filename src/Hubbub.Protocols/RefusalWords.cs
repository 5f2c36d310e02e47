using System.Globalization;
using Hubbub.Core;

namespace Hubbub.Protocols;

/// <summary>What all tables of reasons have in common.</summary>
internal static class RefusalWords
{
    /// <summary>
    /// A protocol's words, with <c>{0}</c> the subject, <c>{1}</c> the room where the subject is not
    /// the room itself, <c>{2}</c> how long it was and <c>{3}</c> how long it may
    /// be, <c>{4}</c> the number of a post or file, <c>{5}</c> a size.
    /// </summary>
    public static string Fill(this Refused refused, string words) =>
        words.Contains('{', StringComparison.Ordinal)
            ? words
                .Replace("{5}", SizeWords.Of(refused.Bytes), StringComparison.Ordinal)
                .Replace("{4}", Number(refused.Post), StringComparison.Ordinal)
                .Replace("{3}", Number(refused.Most), StringComparison.Ordinal)
                .Replace("{2}", Number(refused.Length), StringComparison.Ordinal)
                .Replace("{1}", refused.Room, StringComparison.Ordinal)
                .Replace("{0}", refused.Subject, StringComparison.Ordinal)
            : words;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
