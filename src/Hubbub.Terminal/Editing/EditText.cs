using System.Text;

namespace Hubbub.Terminal.Editing;

/// <summary>A text being edited. Invariant: the cursor stands between two characters, never in one.</summary>
/// <param name="Cursor">UTF-16 units before it.</param>
public readonly record struct EditText(string Text, int Cursor)
{
    public static readonly EditText Empty = new("", 0);

    internal static EditText AtEnd(string text) => new(text, text.Length);

    internal int LineStart => Text.LastIndexOf('\n', Math.Max(0, Cursor - 1), Cursor) + 1;

    internal int LineEnd => Text.IndexOf('\n', Cursor) is >= 0 and var at ? at : Text.Length;

    internal int Left => Graphemes.Previous(Text, Cursor);

    internal int Right => Graphemes.Next(Text, Cursor);

    /// <summary>After the word that ends at or after the cursor.</summary>
    internal int WordRight
    {
        get
        {
            var at = Cursor;
            while (at < Text.Length && !IsWord(at))
                at = Graphemes.Next(Text, at);
            while (at < Text.Length && IsWord(at))
                at = Graphemes.Next(Text, at);
            return at;
        }
    }

    /// <summary>Before the word that begins before the cursor.</summary>
    internal int WordLeft => Backward(IsWord);

    /// <summary>Before the run without white space.</summary>
    internal int BlankLeft
    {
        get
        {
            var text = Text;
            return Backward(at => !char.IsWhiteSpace(text[at]));
        }
    }

    internal EditText MoveTo(int cursor) => this with { Cursor = cursor };

    internal EditText Insert(string added)
    {
        var text = Text.Insert(Cursor, added);
        // What was added may have joined with what stands there: an accent, a flag's second half.
        var at = Cursor + added.Length;
        var start = Graphemes.Previous(text, at);
        var end = Graphemes.Next(text, start);
        return new(text, end > at ? end : at);
    }

    /// <summary>Without what is between the cursor and <paramref name="other"/>.</summary>
    internal EditText Cut(int other)
    {
        var (from, to) = other < Cursor ? (other, Cursor) : (Cursor, other);
        var text = Text.Remove(from, to - from);
        var start = from == 0 ? 0 : Graphemes.Previous(text, from);
        return new(text, Graphemes.Next(text, start) == from || from == 0 ? from : start);
    }

    internal string Between(int other) =>
        other < Cursor ? Text[other..Cursor] : Text[Cursor..other];

    /// <summary>The two characters around the cursor (at the end: before it) change places.</summary>
    internal EditText Transpose()
    {
        var second = Cursor == LineEnd ? Left : Cursor;
        if (second <= LineStart)
            return this;
        var first = Graphemes.Previous(Text, second);
        var end = Graphemes.Next(Text, second);
        var text = string.Concat(
            Text.AsSpan(0, first),
            Text.AsSpan(second, end - second),
            Text.AsSpan(first, second - first),
            Text.AsSpan(end)
        );
        return Snap(text, end);
    }

    /// <summary>From the cursor to the word's end, changed.</summary>
    internal EditText ChangeWord(Func<string, string> change)
    {
        var end = WordRight;
        var changed = change(Text[Cursor..end]);
        return Snap(
            string.Concat(Text.AsSpan(0, Cursor), changed, Text.AsSpan(end)),
            Cursor + changed.Length
        );
    }

    /// <summary>A line up or down, in the same column if there is one; null: there is no such line.</summary>
    internal EditText? Vertical(int lines)
    {
        var start = LineStart;
        if (lines < 0 ? start == 0 : LineEnd == Text.Length)
            return null;
        var column = Cursor - start;
        var target = lines < 0 ? MoveTo(start - 1).LineStart : LineEnd + 1;
        var end = MoveTo(target).LineEnd;
        return Snap(Text, Math.Min(target + column, end));
    }

    private static EditText Snap(string text, int at)
    {
        if (at <= 0 || at >= text.Length)
            return new(text, Math.Clamp(at, 0, text.Length));
        var start = Graphemes.Previous(text, at);
        return new(text, Graphemes.Next(text, start) <= at ? at : start);
    }

    private int Backward(Func<int, bool> isIn)
    {
        var at = Cursor;
        while (at > 0 && !isIn(Graphemes.Previous(Text, at)))
            at = Graphemes.Previous(Text, at);
        while (at > 0 && isIn(Graphemes.Previous(Text, at)))
            at = Graphemes.Previous(Text, at);
        return at;
    }

    private bool IsWord(int at) =>
        Rune.TryGetRuneAt(Text, at, out var rune) && Rune.IsLetterOrDigit(rune);
}
