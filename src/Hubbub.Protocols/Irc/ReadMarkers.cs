namespace Hubbub.Protocols.Irc;

/// <summary>How far a session has read, by target. Bounded; none is made until it is needed.</summary>
internal sealed class ReadMarkers
{
    private Dictionary<string, long>? _times;
    private Queue<string>? _oldest;

    /// <summary>Milliseconds since 1970; null: not known.</summary>
    public long? Of(string target) =>
        _times is { } times && times.TryGetValue(target, out var at) ? at : null;

    /// <summary>"The last read timestamp of a target SHOULD only ever increase."</summary>
    /// <param name="at">Negative: nothing is set.</param>
    public void Raise(string target, long at, int most)
    {
        if (at < 0)
            return;
        _times ??= new Dictionary<string, long>(StringComparer.Ordinal);
        _oldest ??= new Queue<string>();
        if (_times.TryGetValue(target, out var before))
        {
            _times[target] = Math.Max(before, at);
            return;
        }

        if (_times.Count == most)
            _times.Remove(_oldest.Dequeue());
        _times.Add(target, at);
        _oldest.Enqueue(target);
    }
}
