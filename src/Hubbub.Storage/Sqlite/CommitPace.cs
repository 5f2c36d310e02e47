namespace Hubbub.Storage.Sqlite;

/// <summary>
/// How long the last commits took, each with its sync, and so whether the next is done where it was asked for. Handing
/// a block over and its result back takes two wake-ups, on a busy processor milliseconds; a sync
/// on a disk that answers at once takes a tenth of one. On a slow disk the caller goes on meanwhile. Any thread.
/// </summary>
internal sealed class CommitPace
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(0.5);
    private static readonly TimeSpan Long = TimeSpan.FromMilliseconds(1);

    private readonly Lock _lock = new();
    private readonly TimeSpan[] _last = new TimeSpan[8];
    private volatile bool _isShort;
    private int _count;

    /// <summary>The next commit will be short, as far as the last ones tell.</summary>
    public bool IsShort => _isShort;

    /// <summary>The shortest of the last ones: what the disk takes, without what a thread waited for its turn.</summary>
    public TimeSpan Shortest
    {
        get
        {
            lock (_lock)
                return _count == 0 ? TimeSpan.Zero : _last.Take(_count).Min();
        }
    }

    /// <summary>
    /// The shortest of eight decides for it, as a thread that had to wait for its turn measures
    /// that as well; the mean of eight decides against it.
    /// </summary>
    public void Took(TimeSpan commit)
    {
        lock (_lock)
        {
            _last[_count++ % _last.Length] = commit;
            if (_count < _last.Length)
                return;
            var changes = _isShort
                ? _last.Sum(taken => taken.Ticks) >= Long.Ticks * _last.Length
                : _last.Min() < Short;
            // What decided it once does not decide it again.
            if (changes)
                (_isShort, _count) = (!_isShort, 0);
        }
    }
}
