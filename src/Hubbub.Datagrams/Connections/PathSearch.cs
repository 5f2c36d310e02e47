namespace Hubbub.Datagrams;

/// <summary>
/// A client's search for a better way than the one it has: each address that the other side may have is asked again
/// and again, as both sides open their NATs at times of their own. The first that answers is the way from then on.
/// </summary>
internal sealed class PathSearch
{
    /// <summary>As hole punching goes: an answer can come once both sides have sent.</summary>
    private const long Apart = 200 * Moment.Millisecond;

    private const int MostAddresses = 16;

    private readonly PeerAddress[] _addresses;
    private readonly ulong[] _challenges;
    private readonly long _patience;
    private long _end;
    private int _next;

    /// <param name="patience">From the first question on.</param>
    public PathSearch(IEnumerable<PeerAddress> addresses, long patience, FillRandom random)
    {
        _addresses = [.. addresses.Distinct().Take(MostAddresses)];
        _challenges = new ulong[_addresses.Length];
        random(System.Runtime.InteropServices.MemoryMarshal.AsBytes(_challenges.AsSpan()));
        _patience = patience;
        At = _addresses.Length == 0 ? Moment.Never : 0;
    }

    /// <summary>When the next question goes; <see cref="Moment.Never"/>: the search is over.</summary>
    public long At { get; private set; }

    public PeerAddress Next(long now, out ulong challenge)
    {
        if (_end == 0)
            _end = now + _patience;
        var at = _next++;
        challenge = _challenges[at];
        if (_next == _addresses.Length)
        {
            _next = 0;
            At = now + Apart > _end ? Moment.Never : now + Apart;
        }

        return _addresses[at];
    }

    /// <returns>The address whose question has come back; null: none of them.</returns>
    public PeerAddress? Find(ulong challenge)
    {
        var at = Array.IndexOf(_challenges, challenge);
        return at < 0 ? null : _addresses[at];
    }
}
