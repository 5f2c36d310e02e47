namespace Hubbub.Terminal.Editing;

/// <summary>What was cut, newest last. Cuts in a row make one piece, as in readline.</summary>
internal sealed class KillRing
{
    private const int Most = 20;

    private readonly List<string> _pieces = [];
    private bool _isJoining;
    private int _yanked;

    /// <param name="backward">It stood before the cursor.</param>
    public void Add(string piece, bool backward)
    {
        if (piece.Length == 0)
            return;
        if (_isJoining && _pieces.Count > 0)
        {
            _pieces[^1] = backward ? piece + _pieces[^1] : _pieces[^1] + piece;
        }
        else
        {
            if (_pieces.Count == Most)
                _pieces.RemoveAt(0);
            _pieces.Add(piece);
        }

        _isJoining = true;
    }

    /// <summary>Something else was done: the next cut is a piece of its own.</summary>
    public void Break() => _isJoining = false;

    public string? Newest()
    {
        _yanked = _pieces.Count - 1;
        return _pieces.Count == 0 ? null : _pieces[_yanked];
    }

    /// <summary>The one before that which was taken last; after the oldest the newest.</summary>
    public string Older()
    {
        _yanked = (_yanked + _pieces.Count - 1) % _pieces.Count;
        return _pieces[_yanked];
    }
}
