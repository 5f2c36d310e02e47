using System.Globalization;

namespace Hubbub.Terminal.Keys;

/// <summary>
/// What terminals send for the keys that have no character: ECMA-48 control sequences, with
/// xterm's modifiers (<see href="https://invisible-island.net/xterm/ctlseqs/ctlseqs.html"/>), and
/// the forms of rxvt, the Linux console and kitty.
/// </summary>
internal static class EscapeTable
{
    private static readonly Dictionary<char, KeyKind> s_byLetter = new()
    {
        ['A'] = KeyKind.Up,
        ['B'] = KeyKind.Down,
        ['C'] = KeyKind.Right,
        ['D'] = KeyKind.Left,
        ['F'] = KeyKind.End,
        ['H'] = KeyKind.Home,
        ['M'] = KeyKind.Enter,
    };

    private static readonly Dictionary<int, KeyKind> s_byNumber = new()
    {
        [1] = KeyKind.Home,
        [2] = KeyKind.Insert,
        [3] = KeyKind.Delete,
        [4] = KeyKind.End,
        [5] = KeyKind.PageUp,
        [6] = KeyKind.PageDown,
        [7] = KeyKind.Home,
        [8] = KeyKind.End,
    };

    /// <summary>F5…F12 and on, by the number before the tilde.</summary>
    private static readonly int[] s_functions = [15, 17, 18, 19, 20, 21, 23, 24, 25, 26, 28, 29];

    /// <summary>After ESC O.</summary>
    public static Key? OfSs3(char final) =>
        final is >= 'P' and <= 'S' ? Function(final - 'P' + 1, KeyModifiers.None)
        : s_byLetter.TryGetValue(final, out var kind) ? new Key(kind)
        : null;

    /// <summary>After ESC [: the parameters and the last byte. Null: a sequence that is no key.</summary>
    public static Key? OfCsi(ReadOnlySpan<char> parameters, char final)
    {
        Span<int> numbers = stackalloc int[3];
        if (!TryRead(parameters, numbers))
            return null;
        var modifiers = Modifiers(numbers[1]);
        return final switch
        {
            'Z' => new Key(KeyKind.Tab, KeyModifiers.Shift),
            '~' when numbers[0] == 27 => OfCode(numbers[2], modifiers),
            '~' => OfNumber(numbers[0], modifiers),
            'u' => OfCode(numbers[0], modifiers),
            >= 'P' and <= 'S' => Function(final - 'P' + 1, modifiers),
            'M' => null,
            _ => s_byLetter.TryGetValue(final, out var kind) ? new Key(kind, modifiers) : null,
        };
    }

    /// <summary>A character's code with modifiers (kitty's and xterm's "modifyOtherKeys").</summary>
    private static Key? OfCode(int code, KeyModifiers modifiers) =>
        code switch
        {
            8 or 127 => new Key(KeyKind.Backspace, modifiers),
            9 => new Key(KeyKind.Tab, modifiers),
            10 or 13 => new Key(KeyKind.Enter, modifiers),
            27 => new Key(KeyKind.Escape, modifiers),
            < 32 => null,
            _ => System.Text.Rune.IsValid(code)
                ? new Key(
                    KeyKind.Character,
                    modifiers & ~KeyModifiers.Shift,
                    new System.Text.Rune(code).ToString()
                )
                : null,
        };

    private static Key? OfNumber(int number, KeyModifiers modifiers)
    {
        if (s_byNumber.TryGetValue(number, out var kind))
            return new Key(kind, modifiers);
        if (number is >= 11 and <= 14)
            return Function(number - 10, modifiers);
        var index = Array.IndexOf(s_functions, number);
        return index < 0 ? null : Function(index + 5, modifiers);
    }

    private static Key Function(int number, KeyModifiers modifiers) =>
        new(KeyKind.Function, modifiers, number.ToString(CultureInfo.InvariantCulture));

    /// <summary>xterm counts from 1: 2 is Shift, 3 Alt, 5 Control, and their sums.</summary>
    private static KeyModifiers Modifiers(int parameter) =>
        parameter is > 1 and <= 16 ? (KeyModifiers)((parameter - 1) & 7) : KeyModifiers.None;

    private static bool TryRead(ReadOnlySpan<char> parameters, Span<int> numbers)
    {
        var count = 0;
        foreach (var range in parameters.Split(';'))
        {
            // kitty writes further facts of a key after colons.
            var word = parameters[range];
            var colon = word.IndexOf(':');
            if (colon >= 0)
                word = word[..colon];
            if (count == numbers.Length)
                break;
            if (word.IsEmpty)
                numbers[count++] = 0;
            else if (
                !int.TryParse(
                    word,
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out numbers[count++]
                )
            )
                return false;
        }

        return true;
    }
}
