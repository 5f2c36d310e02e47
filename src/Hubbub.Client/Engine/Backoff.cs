namespace Hubbub.Client.Engine;

/// <summary>How long to wait before the next try: twice as long each time, up to a minute, a quarter more or less by chance.</summary>
public sealed class Backoff(Func<double> chance)
{
    private static readonly TimeSpan s_first = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_most = TimeSpan.FromSeconds(60);

    private int _tries;

    public TimeSpan Next()
    {
        var wait = Math.Min(
            s_most.TotalMilliseconds,
            s_first.TotalMilliseconds * Math.Pow(2, _tries)
        );
        _tries = Math.Min(_tries + 1, 20);
        // So that all who were cut off do not come back at the same moment.
        return TimeSpan.FromMilliseconds(wait * (0.75 + (chance() / 2)));
    }

    public void Reset() => _tries = 0;
}
