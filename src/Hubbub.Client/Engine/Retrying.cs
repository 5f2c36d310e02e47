namespace Hubbub.Client.Engine;

/// <summary>The wait before the next try to connect.</summary>
internal sealed class Retrying(Func<double> chance, TimeProvider time)
{
    private readonly Backoff _backoff = new(chance);
    private (long From, TimeSpan Wait)? _wait;

    public bool IsWaiting => _wait is not null;

    /// <summary>Zero: now, or it does not wait.</summary>
    public TimeSpan Left
    {
        get
        {
            if (_wait is not { } wait)
                return TimeSpan.Zero;
            var left = wait.Wait - time.GetElapsedTime(wait.From);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    public void Start() => _wait = (time.GetTimestamp(), _backoff.Next());

    public void Stop() => _wait = null;

    /// <summary>The server is there: the next wait is a short one.</summary>
    public void Reset() => _backoff.Reset();
}
