using Hubbub.Terminal.Keys;

namespace Hubbub.Terminal.Editing;

/// <summary>What a key amounted to.</summary>
public enum Edited
{
    /// <summary>The key is not the editor's.</summary>
    Ignored,
    Done,

    /// <summary>Enter: <see cref="LineEditor.Text"/> is what was typed; <see cref="LineEditor.Take"/> takes it.</summary>
    Submitted,

    /// <summary>Ctrl+C.</summary>
    Interrupted,

    /// <summary>Ctrl+D on an empty line.</summary>
    Ended,

    /// <summary>The text would be longer than <see cref="LineEditor.Longest"/>: nothing was changed.</summary>
    Full,
}

/// <summary>
/// The line that a person types: readline's keys, and several lines with Alt+Enter or by a
/// paste. A state machine: keys in, text and cursor out; it draws and reads nothing.
/// </summary>
public sealed class LineEditor(InputHistory history, Completer complete)
{
    /// <summary>UTF-16 units.</summary>
    public const int Longest = 64 * 1024;

    private readonly UndoList _undo = new();
    private Completing? _completing;
    private HistorySearch? _search;
    private bool _isPasted;
    private EditText _current = EditText.Empty;

    public EditText Current => _search?.Found ?? _current;

    public string Text => Current.Text;

    /// <summary>Tab was pressed and there are several to choose from.</summary>
    public IReadOnlyList<string> Candidates => _completing?.Candidates ?? [];

    /// <summary>What is looked for in the lines typed before; null: nothing is.</summary>
    public string? Searching =>
        _search is null ? null : (_search.HasFailed ? "not found: " : "find: ") + _search.Wanted;

    /// <summary>A paste of several lines: Enter again sends them, any other key goes on editing.</summary>
    public bool IsAsking { get; private set; }

    /// <summary>Lines that Enter would send.</summary>
    public int LineCount => Text.Count(c => c == '\n') + 1;

    internal KillRing Kills { get; } = new();

    /// <summary>Where what this key yanked stands.</summary>
    internal (int Start, int End)? Yanked { get; set; }

    /// <summary>Where what the key before yanked stands; null: it did something else.</summary>
    internal (int Start, int End)? JustYanked { get; private set; }

    public Edited Handle(Key key)
    {
        if (_search is not null && SearchKey(key))
            return Edited.Done;
        if (IsAsking && key.Kind == KeyKind.Enter && key.Modifiers == KeyModifiers.None)
            return Edited.Submitted;
        IsAsking = false;
        if (key.Kind != KeyKind.Tab)
            _completing = null;
        JustYanked = Yanked;
        Yanked = null;
        return Bindings.Run(this, key);
    }

    /// <summary>What was typed is taken over: remembered, and the line is empty.</summary>
    /// <param name="remember">False: it holds something that is not to be kept (a password).</param>
    public string Take(bool remember = true)
    {
        var text = Text;
        Replace(EditText.Empty);
        if (remember)
            history.Add(text);
        return text;
    }

    /// <summary>Another text to edit.</summary>
    public void Replace(string text) => Replace(EditText.AtEnd(text));

    private void Replace(EditText text)
    {
        _current = text;
        _undo.Clear();
        _completing = null;
        _search = null;
        _isPasted = false;
        IsAsking = false;
    }

    internal Edited Submit()
    {
        if (_isPasted && Text.AsSpan().TrimEnd('\n').Contains('\n'))
        {
            IsAsking = true;
            return Edited.Done;
        }

        return Edited.Submitted;
    }

    internal Edited Move(EditText moved)
    {
        _undo.Break();
        Kills.Break();
        _current = moved;
        return Edited.Done;
    }

    internal Edited Change(EditText changed, bool isTyping = false)
    {
        if (changed.Text.Length > Longest)
            return Edited.Full;
        if (changed.Text != _current.Text)
            _undo.Before(_current, isTyping);
        Kills.Break();
        _current = changed;
        return Edited.Done;
    }

    internal Edited Kill(int other)
    {
        var piece = _current.Between(other);
        var backward = other < _current.Cursor;
        if (piece.Length > 0)
            _undo.Before(_current, isTyping: false);
        Kills.Add(piece, backward);
        _current = _current.Cut(other);
        return Edited.Done;
    }

    internal Edited Paste(string text)
    {
        var edited = Change(_current.Insert(text));
        _isPasted |= edited == Edited.Done && text.Contains('\n');
        return edited;
    }

    internal Edited Undo()
    {
        if (_undo.TryUndo(out var text))
            _current = text;
        return Edited.Done;
    }

    internal Edited Vertical(int lines) =>
        _current.Vertical(lines) is { } moved
            ? Move(moved)
            : Show(history.Move(lines, _current.Text));

    internal Edited HistoryEnd(bool oldest) => Show(history.MoveToEnd(oldest, _current.Text));

    internal Edited Search()
    {
        _search = new HistorySearch(history, _current);
        return Edited.Done;
    }

    internal Edited Complete(int step)
    {
        if (_completing is null)
        {
            if (complete(_current.Text, _current.Cursor) is not { Candidates.Count: > 0 } found)
                return Edited.Done;
            _completing = new Completing(_current, found);
        }

        var completing = _completing;
        var edited = Change(completing.Next(step));
        // With one candidate the next Tab begins anew, after it.
        _completing = completing.Candidates.Count > 1 ? completing : null;
        return edited;
    }

    private Edited Show(string? line)
    {
        if (line is not null)
        {
            Kills.Break();
            _undo.Clear();
            _current = EditText.AtEnd(line);
        }

        return Edited.Done;
    }

    /// <summary>False: the search is over, and the key is an ordinary one.</summary>
    private bool SearchKey(Key key)
    {
        var search = _search!;
        switch (key)
        {
            case { Kind: KeyKind.Character, Modifiers: KeyModifiers.None }:
                search.Type(key.Text);
                return true;
            case { Kind: KeyKind.Paste }:
                search.Type(key.Text.Split('\n')[0]);
                return true;
            case { Kind: KeyKind.Backspace }:
                search.Erase();
                return true;
            case { Kind: KeyKind.Character, Modifiers: KeyModifiers.Control, Text: "r" or "s" }:
                search.Again(key.Text == "r" ? -1 : 1);
                return true;
            case { Kind: KeyKind.Escape }
            or { Kind: KeyKind.Character, Modifiers: KeyModifiers.Control, Text: "g" or "c" }:
                _search = null;
                return true;
            default:
                _search = null;
                Change(search.Found);
                return false;
        }
    }
}
