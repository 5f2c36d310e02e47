namespace Hubbub.Terminal.Tty;

/// <summary>The terminal's modes as they were found, and the change to raw and back.</summary>
internal sealed class RawMode
{
    private readonly byte[]? _modes = Posix.ReadModes();
    private readonly string? _words;

    private RawMode()
    {
        if (_modes is null)
            _words = Stty.ReadModes();
    }

    /// <summary>Null: standard input is no terminal that can be set.</summary>
    public static RawMode? Find()
    {
        var mode = new RawMode();
        return mode._modes is null && mode._words is null ? null : mode;
    }

    public bool TryEnter() => _modes is { } modes ? Posix.TryMakeRaw(modes) : Stty.TryMakeRaw();

    public void Leave()
    {
        if (_modes is { } modes)
            Posix.TryRestore(modes);
        else if (_words is { } words)
            Stty.Restore(words);
    }
}
