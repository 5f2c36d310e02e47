using Hubbub.Terminal.Editing;
using Hubbub.Terminal.Keys;

namespace Hubbub.Tests.Terminal;

/// <summary>Somebody typing: keys by readline's names, and the line with <c>|</c> where the cursor is.</summary>
internal sealed class Typing
{
    private static readonly Dictionary<string, Key> s_names = new()
    {
        ["Enter"] = new(KeyKind.Enter),
        ["M-Enter"] = new(KeyKind.Enter, KeyModifiers.Alt),
        ["Tab"] = new(KeyKind.Tab),
        ["S-Tab"] = new(KeyKind.Tab, KeyModifiers.Shift),
        ["Backspace"] = new(KeyKind.Backspace),
        ["M-Backspace"] = new(KeyKind.Backspace, KeyModifiers.Alt),
        ["Delete"] = new(KeyKind.Delete),
        ["Left"] = new(KeyKind.Left),
        ["Right"] = new(KeyKind.Right),
        ["Up"] = new(KeyKind.Up),
        ["Down"] = new(KeyKind.Down),
        ["Home"] = new(KeyKind.Home),
        ["End"] = new(KeyKind.End),
        ["C-Left"] = new(KeyKind.Left, KeyModifiers.Control),
        ["Escape"] = new(KeyKind.Escape),
        ["PageUp"] = new(KeyKind.PageUp),
    };

    public Typing(Completer? completer = null, params string[] history) =>
        Editor = new LineEditor(new InputHistory(history), completer ?? ((_, _) => null));

    public LineEditor Editor { get; }

    public Edited Last { get; private set; }

    public string Shown =>
        Editor.Text[..Editor.Current.Cursor] + "|" + Editor.Text[Editor.Current.Cursor..];

    public Typing Type(string text)
    {
        foreach (var rune in text.EnumerateRunes())
            Last = Editor.Handle(new Key(KeyKind.Character, Text: rune.ToString()));
        return this;
    }

    public Typing Paste(string text)
    {
        Last = Editor.Handle(Key.Paste(text));
        return this;
    }

    /// <param name="keys"><c>C-a</c>, <c>M-f</c>, <c>Left</c>.</param>
    public Typing Press(params string[] keys)
    {
        foreach (var key in keys)
            Last = Editor.Handle(KeyOf(key));
        return this;
    }

    private static Key KeyOf(string name) =>
        s_names.TryGetValue(name, out var key) ? key
        : name.StartsWith("C-", StringComparison.Ordinal) ? Key.Control(name[2])
        : Key.Alt(name[2]);
}
