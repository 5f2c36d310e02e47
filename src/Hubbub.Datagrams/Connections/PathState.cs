using System.Security.Cryptography;

namespace Hubbub.Datagrams;

/// <summary>
/// Where packets go, and where they may go next: a new address is believed only when a number sent
/// there has come back (RFC 9000, section 8.2). Until then data stays on the old path.
/// </summary>
internal sealed class PathState(PeerAddress address, FillRandom random)
{
    private const int MostTries = 5;
    private const long LeastApart = 100 * Moment.Millisecond;

    private readonly byte[] _challenge = new byte[8];
    private PeerAddress _candidate;
    private bool _hasCandidate;
    private long _received;
    private long _sent;
    private int _tries;
    private ulong _response;
    private PeerAddress _responseTo;
    private bool _hasResponse;

    public PeerAddress Current { get; private set; } = address;

    public long ChallengeAt { get; private set; } = Moment.Never;

    /// <summary>An opened packet, newer than all before, came from here.</summary>
    public void OnPacket(PeerAddress from, int size, long now)
    {
        if (from == Current)
            return;
        if (!_hasCandidate || _candidate != from)
        {
            _candidate = from;
            _hasCandidate = true;
            _received = _sent = _tries = 0;
            random(_challenge);
            ChallengeAt = now;
        }

        _received += size;
    }

    public void OnChallenge(ulong data, PeerAddress from)
    {
        _response = data;
        _responseTo = from;
        _hasResponse = true;
    }

    /// <returns>Packets go to the candidate from now on; <paramref name="isOtherHost"/>: not only to another port.</returns>
    public bool OnResponse(ReadOnlySpan<byte> data, out bool isOtherHost)
    {
        isOtherHost = false;
        if (!_hasCandidate || !CryptographicOperations.FixedTimeEquals(data, _challenge))
            return false;
        isOtherHost = _candidate.Host != Current.Host;
        Current = _candidate;
        Drop();
        return true;
    }

    public bool IsDue(long now) => _hasResponse || ChallengeAt <= now;

    /// <summary>Writes a challenge or a response: nothing else goes to an address that is not proven.</summary>
    /// <param name="size">Bytes of the whole packet.</param>
    /// <returns>False: nothing is due, or it would be more than three times what came from there.</returns>
    public bool TryWrite(ref WireWriter to, int size, long apart, long now, out PeerAddress address)
    {
        if (_hasResponse)
        {
            _hasResponse = false;
            address = _responseTo;
            to.Byte((int)FrameKind.PathResponse);
            to.UInt64(_response);
            return true;
        }

        address = _candidate;
        if (ChallengeAt > now)
            return false;
        if (_tries == MostTries || _sent + size > 3 * _received)
        {
            Drop();
            return false;
        }

        _tries++;
        _sent += size;
        ChallengeAt = now + Math.Max(LeastApart, apart);
        to.Byte((int)FrameKind.PathChallenge);
        to.Bytes(_challenge);
        return true;
    }

    private void Drop()
    {
        _hasCandidate = false;
        ChallengeAt = Moment.Never;
    }
}
