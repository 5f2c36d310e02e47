namespace Hubbub.Core;

/// <summary>Somebody as they were when they left, or before they took another nick.</summary>
/// <param name="At">When, in microseconds since 1970 UTC.</param>
public sealed record Past(Identity Who, long At);

/// <summary>The last who left or took another nick, the oldest first; the oldest falls out.</summary>
internal sealed class PastPeople
{
    public const int Most = 200;

    private readonly Queue<Past> _past = new();

    public int Count => _past.Count;

    public IEnumerable<Past> OldestFirst => _past;

    public void Add(Identity who, long at)
    {
        if (_past.Count == Most)
            _past.Dequeue();
        _past.Enqueue(new Past(who with { IsBot = false }, at));
    }
}
