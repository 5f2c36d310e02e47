namespace Hubbub.Terminal.Editing;

/// <summary>Ctrl+R: what was typed before, found while one types what it holds.</summary>
internal sealed class HistorySearch(InputHistory history, EditText before)
{
    private int _found = history.Lines.Count;

    /// <summary>What the edit line showed before; cancelling brings it back.</summary>
    public EditText Before { get; } = before;

    public string Wanted { get; private set; } = "";

    public bool HasFailed { get; private set; }

    public EditText Found =>
        _found < history.Lines.Count ? EditText.AtEnd(history.Lines[_found]) : Before;

    public void Type(string text)
    {
        Wanted += text;
        // The line that is shown may hold it too.
        Look(Math.Min(_found + 1, history.Lines.Count), -1);
    }

    public void Erase()
    {
        if (Wanted.Length == 0)
            return;
        Wanted = Wanted[..Graphemes.Previous(Wanted, Wanted.Length)];
        _found = history.Lines.Count;
        HasFailed = false;
        if (Wanted.Length > 0)
            Look(history.Lines.Count, -1);
    }

    /// <param name="step">-1: further back.</param>
    public void Again(int step)
    {
        if (Wanted.Length > 0)
            Look(_found, step);
    }

    private void Look(int from, int step)
    {
        var found = history.Find(Wanted, from, step);
        HasFailed = found < 0;
        if (!HasFailed)
            _found = found;
    }
}
