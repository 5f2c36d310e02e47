using System.Buffers.Binary;
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

    private Candidate? _candidate;
    private PathSearch? _search;
    private Answer? _answer;

    public PeerAddress Current { get; private set; } = address;

    public long ChallengeAt =>
        Math.Min(_candidate?.ChallengeAt ?? Moment.Never, _search?.At ?? Moment.Never);

    /// <summary>Looks for a better path than the current one.</summary>
    public void Search(IEnumerable<PeerAddress> addresses, long patience) =>
        _search = new PathSearch(addresses, patience, random);

    /// <summary>An opened packet, newer than all before, came from here.</summary>
    public void OnPacket(PeerAddress from, int size, long now)
    {
        // What was still under way by the relay is no reason to go back to it.
        if (from == Current || (from.IsRelay && !Current.IsRelay))
            return;
        if (_candidate is null || _candidate.Address != from)
        {
            _candidate = new Candidate { Address = from, ChallengeAt = now };
            random(_candidate.Challenge);
        }

        _candidate.Received += size;
    }

    public void OnChallenge(ulong data, PeerAddress from) => _answer = new Answer(data, from);

    /// <returns>Packets go to the candidate from now on; <paramref name="isOtherHost"/>: not only to another port.</returns>
    public bool OnResponse(ReadOnlySpan<byte> data, out bool isOtherHost)
    {
        isOtherHost = false;
        if (Proven(data) is not { } proven)
            return false;
        isOtherHost = proven.Host != Current.Host;
        Current = proven;
        _candidate = null;
        _search = null;
        return true;
    }

    public bool IsDue(long now) => _answer is not null || ChallengeAt <= now;

    /// <summary>Writes a challenge or a response: nothing else goes to an address that is not proven.</summary>
    /// <param name="size">Bytes of the whole packet.</param>
    /// <returns>False: nothing is due, or it would be more than three times what came from there.</returns>
    public bool TryWrite(ref WireWriter to, int size, long apart, long now, out PeerAddress address)
    {
        if (_answer is { } answer)
        {
            _answer = null;
            address = answer.To;
            to.Byte((int)FrameKind.PathResponse);
            to.UInt64(answer.Data);
            return true;
        }

        address = default;
        if (_search?.At <= now)
        {
            address = _search.Next(now, out var challenge);
            to.Byte((int)FrameKind.PathChallenge);
            to.UInt64(challenge);
            return true;
        }

        if (_candidate is not { } candidate || candidate.ChallengeAt > now)
            return false;
        if (candidate.Tries == MostTries || candidate.Sent + size > 3 * candidate.Received)
        {
            _candidate = null;
            return false;
        }

        address = candidate.Address;
        candidate.Tries++;
        candidate.Sent += size;
        candidate.ChallengeAt = now + Math.Max(LeastApart, apart);
        to.Byte((int)FrameKind.PathChallenge);
        to.Bytes(candidate.Challenge);
        return true;
    }

    private PeerAddress? Proven(ReadOnlySpan<byte> data) =>
        _candidate is { } candidate
        && CryptographicOperations.FixedTimeEquals(data, candidate.Challenge)
            ? candidate.Address
            : _search?.Find(BinaryPrimitives.ReadUInt64BigEndian(data));

    /// <summary>What the other side wants to see come back, and where.</summary>
    private sealed record Answer(ulong Data, PeerAddress To);

    private sealed class Candidate
    {
        public byte[] Challenge { get; } = new byte[8];

        public required PeerAddress Address { get; init; }

        public required long ChallengeAt { get; set; }

        /// <summary>Bytes from and to there.</summary>
        public long Received { get; set; }

        public long Sent { get; set; }

        public int Tries { get; set; }
    }
}
