using System.Globalization;
using System.Text;
using Hubbub.Core;

namespace Hubbub.Protocols;

/// <summary>
/// Which names are allowed, and when two are the same. Judged here, outside the hub, because it
/// needs Unicode data; the result travels as a fact (<see cref="FoldedNick"/>).
/// </summary>
/// <param name="NickLength">Longest nick, in characters as people count them.</param>
public sealed record NameRules(int NickLength = 30, int RoomLength = 64)
{
    /// <summary>What no nick may hold: they have a meaning in masks, prefixes, lists or targets.</summary>
    private const string Reserved = " ,*?!@.:#&+~%$\"'/<>;";

    /// <summary>Why the nick is not allowed, as a sentence for people; null: it is allowed.</summary>
    public string? Refuse(string nick)
    {
        if (nick.Length == 0)
            return "A name cannot be empty.";
        if (new StringInfo(nick).LengthInTextElements > NickLength || nick.Length > NickLength * 4)
            return $"That name is too long: at most {NickLength} characters.";
        foreach (var rune in nick.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
                return "A name cannot have white space in it.";
            if (!IsVisible(rune))
                return "A name cannot have control or invisible characters in it.";
            if (rune.IsAscii && Reserved.Contains((char)rune.Value, StringComparison.Ordinal))
                return $"A name cannot have {(char)rune.Value} in it.";
        }

        return nick[0] is (>= '0' and <= '9') or '-'
            ? "A name cannot begin with a digit or a dash."
            : null;
    }

    /// <summary>Why the room's name is not allowed; null: it is allowed. Rooms begin with #.</summary>
    public string? RefuseRoom(string room)
    {
        if (room.Length < 2 || room[0] != '#')
            return "A room's name begins with # and has at least one more character.";
        if (new StringInfo(room).LengthInTextElements > RoomLength || room.Length > RoomLength * 4)
            return $"That name is too long: at most {RoomLength} characters.";
        foreach (var rune in room.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || !IsVisible(rune) || rune.Value is ',' or '*' or '?')
                return "A room's name cannot have white space, invisible characters, commas, * or ? in it.";
        }

        return null;
    }

    public static FoldedNick Fold(string nick) => new(FoldText(nick));

    public static FoldedRoom FoldRoom(string room) => new(FoldText(room));

    /// <summary>
    /// ASCII in lower case as IRC's <c>CASEMAPPING=ascii</c> has it; other scripts in compatibility
    /// form and lower case, so that what looks alike by normalisation is alike.
    /// </summary>
    private static string FoldText(string text)
    {
        if (Ascii.IsValid(text))
            return text.ToLowerInvariant();
        return text.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
    }

    private static bool IsVisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.Surrogate
                or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
            );
}
