namespace Hubbub.Terminal.Editing;

/// <summary>Texts to go back to. Characters typed in a row are one step.</summary>
internal sealed class UndoList
{
    private const int Most = 200;

    private readonly LinkedList<EditText> _steps = new();
    private bool _isTyping;

    /// <summary>Before a change.</summary>
    public void Before(EditText text, bool isTyping)
    {
        if (isTyping && _isTyping)
            return;
        _isTyping = isTyping;
        if (_steps.Count == Most)
            _steps.RemoveFirst();
        _steps.AddLast(text);
    }

    /// <summary>The cursor was moved: what is typed now is another step.</summary>
    public void Break() => _isTyping = false;

    public bool TryUndo(out EditText text)
    {
        _isTyping = false;
        text = _steps.Last?.Value ?? default;
        if (_steps.Count == 0)
            return false;
        _steps.RemoveLast();
        return true;
    }

    public void Clear()
    {
        _steps.Clear();
        _isTyping = false;
    }
}
