namespace Hubbub.Terminal.Keys;

public enum KeyKind
{
    /// <summary>A character; with Control or Alt: the letter, in lower case.</summary>
    Character,
    Enter,
    Tab,
    Backspace,
    Delete,
    Insert,
    Escape,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    Function,

    /// <summary>Bracketed paste: all of it, in <see cref="Key.Text"/>; lines end with LF.</summary>
    Paste,
}

[Flags]
public enum KeyModifiers
{
    None = 0,
    Shift = 1,
    Alt = 2,
    Control = 4,
}

/// <summary>One key as a person pressed it.</summary>
/// <param name="Text">Of a character: one Unicode scalar; of a paste: its text; of F1…F24: the number.</param>
public readonly record struct Key(
    KeyKind Kind,
    KeyModifiers Modifiers = KeyModifiers.None,
    string Text = ""
)
{
    public static Key Of(char character) => new(KeyKind.Character, Text: character.ToString());

    public static Key Control(char letter) =>
        new(KeyKind.Character, KeyModifiers.Control, letter.ToString());

    public static Key Alt(char character) =>
        new(KeyKind.Character, KeyModifiers.Alt, character.ToString());

    public static Key Paste(string text) => new(KeyKind.Paste, Text: text);
}
