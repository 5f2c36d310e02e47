using Hubbub.Terminal.Keys;
using Run = System.Func<Hubbub.Terminal.Editing.LineEditor, Hubbub.Terminal.Editing.Edited>;

namespace Hubbub.Terminal.Editing;

/// <summary>Which key does what: readline's defaults, once.</summary>
internal static class Bindings
{
    private static readonly Run s_start = e => e.Move(e.Current.MoveTo(e.Current.LineStart));
    private static readonly Run s_end = e => e.Move(e.Current.MoveTo(e.Current.LineEnd));
    private static readonly Run s_left = e => e.Move(e.Current.MoveTo(e.Current.Left));
    private static readonly Run s_right = e => e.Move(e.Current.MoveTo(e.Current.Right));
    private static readonly Run s_wordLeft = e => e.Move(e.Current.MoveTo(e.Current.WordLeft));
    private static readonly Run s_wordRight = e => e.Move(e.Current.MoveTo(e.Current.WordRight));
    private static readonly Run s_erase = e => e.Change(e.Current.Cut(e.Current.Left));
    private static readonly Run s_delete = e => e.Change(e.Current.Cut(e.Current.Right));
    private static readonly Run s_killWord = e => e.Kill(e.Current.WordLeft);
    private static readonly Run s_newLine = e => e.Change(e.Current.Insert("\n"));
    private static readonly Run s_undo = e => e.Undo();

    private static readonly Dictionary<Key, Run> s_table = new()
    {
        [new(KeyKind.Enter)] = e => e.Submit(),
        [new(KeyKind.Enter, KeyModifiers.Alt)] = s_newLine,
        [new(KeyKind.Enter, KeyModifiers.Shift)] = s_newLine,
        [new(KeyKind.Tab)] = e => e.Complete(1),
        [new(KeyKind.Tab, KeyModifiers.Shift)] = e => e.Complete(-1),

        [new(KeyKind.Home)] = s_start,
        [Key.Control('a')] = s_start,
        [new(KeyKind.End)] = s_end,
        [Key.Control('e')] = s_end,
        [new(KeyKind.Left)] = s_left,
        [Key.Control('b')] = s_left,
        [new(KeyKind.Right)] = s_right,
        [Key.Control('f')] = s_right,
        [new(KeyKind.Left, KeyModifiers.Control)] = s_wordLeft,
        [new(KeyKind.Left, KeyModifiers.Alt)] = s_wordLeft,
        [Key.Alt('b')] = s_wordLeft,
        [new(KeyKind.Right, KeyModifiers.Control)] = s_wordRight,
        [new(KeyKind.Right, KeyModifiers.Alt)] = s_wordRight,
        [Key.Alt('f')] = s_wordRight,
        [new(KeyKind.Up)] = e => e.Vertical(-1),
        [new(KeyKind.Down)] = e => e.Vertical(1),
        [Key.Alt('<')] = e => e.HistoryEnd(oldest: true),
        [Key.Alt('>')] = e => e.HistoryEnd(oldest: false),

        [new(KeyKind.Backspace)] = s_erase,
        [new(KeyKind.Backspace, KeyModifiers.Shift)] = s_erase,
        [new(KeyKind.Delete)] = s_delete,
        [Key.Control('d')] = e => e.Text.Length == 0 ? Edited.Ended : s_delete(e),
        [Key.Control('k')] = e =>
            e.Kill(e.Current.Cursor == e.Current.LineEnd ? e.Current.Right : e.Current.LineEnd),
        [Key.Control('u')] = e => e.Kill(e.Current.LineStart),
        [Key.Control('w')] = e => e.Kill(e.Current.BlankLeft),
        [new(KeyKind.Backspace, KeyModifiers.Alt)] = s_killWord,
        [new(KeyKind.Backspace, KeyModifiers.Control)] = s_killWord,
        [Key.Alt('d')] = e => e.Kill(e.Current.WordRight),
        [new(KeyKind.Delete, KeyModifiers.Control)] = e => e.Kill(e.Current.WordRight),
        [Key.Control('y')] = Yank,
        [Key.Alt('y')] = YankOlder,

        [Key.Control('t')] = e => e.Change(e.Current.Transpose()),
        [Key.Alt('u')] = e => e.Change(e.Current.ChangeWord(w => w.ToUpperInvariant())),
        [Key.Alt('l')] = e => e.Change(e.Current.ChangeWord(w => w.ToLowerInvariant())),
        [Key.Alt('c')] = e => e.Change(e.Current.ChangeWord(Capitalised)),
        [Key.Control('_')] = s_undo,
        [Key.Control('r')] = e => e.Search(),
        [Key.Control('c')] = _ => Edited.Interrupted,
    };

    public static Edited Run(LineEditor editor, Key key)
    {
        if (key.Kind == KeyKind.Paste)
            return editor.Paste(key.Text);
        if (key is { Kind: KeyKind.Character, Modifiers: KeyModifiers.None })
            return editor.Change(editor.Current.Insert(key.Text), isTyping: true);
        return s_table.TryGetValue(key, out var run) ? run(editor) : Edited.Ignored;
    }

    private static Edited Yank(LineEditor editor)
    {
        if (editor.Kills.Newest() is not { } piece)
            return Edited.Done;
        return YankAt(editor, editor.Current, piece);
    }

    private static Edited YankOlder(LineEditor editor)
    {
        if (editor.JustYanked is not { } yanked)
            return Edited.Done;
        var cut = editor.Current.MoveTo(yanked.End).Cut(yanked.Start);
        return YankAt(editor, cut, editor.Kills.Older());
    }

    private static Edited YankAt(LineEditor editor, EditText text, string piece)
    {
        var yanked = text.Insert(piece);
        var edited = editor.Change(yanked);
        if (edited == Edited.Done)
            editor.Yanked = (text.Cursor, yanked.Cursor);
        return edited;
    }

    private static string Capitalised(string word)
    {
        var first = 0;
        while (first < word.Length && !char.IsLetter(word[first]))
            first++;
        return first == word.Length
            ? word
            : word[..first]
                + char.ToUpperInvariant(word[first])
                + word[(first + 1)..].ToLowerInvariant();
    }
}
