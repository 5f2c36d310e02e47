using System.Security.Cryptography;

namespace Hubbub.Datagrams;

/// <summary>
/// Passes packets between two who have found no way to each other. It learns who talks with whom and how much; the
/// packets are sealed by keys that only the two have. Nothing goes to an address that has not repeated a number
/// which was sent there, and never more than came. Any thread; one table serves all endpoints of a server.
/// </summary>
/// <param name="perSecond">Bytes that are passed on, all relays together. What comes beyond is lost, as on any full link.</param>
public sealed class RelayTable(long perSecond, TimeProvider time)
{
    /// <summary>Beyond, the one that was idle longest makes room.</summary>
    public const int Most = 1_000;

    /// <summary>So long after its last packet nobody has a relay any more, if others need the room.</summary>
    private static readonly TimeSpan s_idle = TimeSpan.FromMinutes(1);

    /// <summary>A burst: so much of a second's worth.</summary>
    private const double Burst = 0.25;

    private readonly Lock _turn = new();
    private readonly Dictionary<ulong, Relay> _relays = [];
    private readonly Dictionary<UInt128, ulong> _ofOwners = [];
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly long _born = time.GetTimestamp();
    private readonly Allowance _allowance = new(perSecond, Burst);

    /// <summary>Bytes that were passed on; lost, because it were too many at once.</summary>
    public (long Passed, long Lost) Bytes { get; private set; }

    private long Now => (long)time.GetElapsedTime(_born).TotalMicroseconds;

    /// <summary>A relay: two ends, of which each side has one. They are secrets of the two.</summary>
    /// <param name="owner">There is one for each, the same as long as it is there.</param>
    /// <returns>The first end; the second is the next number. Null: all are in use.</returns>
    public ulong? TryOpen(UInt128 owner)
    {
        lock (_turn)
        {
            var now = Now;
            if (_ofOwners.TryGetValue(owner, out var known))
                return known;
            if (_relays.Count >= Most && !TryMakeRoom(now))
                return null;
            var end = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)) & ~1UL;
            _relays.Add(end, new Relay { Owner = owner, UsedAt = now });
            return _ofOwners[owner] = end;
        }
    }

    /// <param name="datagram">Of kind Relayed or Binding; changed in place.</param>
    /// <param name="at">By which it came, and answers go.</param>
    internal void Take(PacketKind kind, Span<byte> datagram, PeerAddress from, IDatagramOut at)
    {
        if (RelayPacket.EndOf(datagram) is not { } name)
            return;
        var came = new Route(from, at);
        Route? to = came;
        var length = datagram.Length;
        lock (_turn)
        {
            if (!_relays.TryGetValue(name & ~1UL, out var relay))
                return;
            var end = relay.Ends[name & 1];
            if (kind == PacketKind.Relayed && end.Bound == came)
            {
                to = relay.Ends[~name & 1].Bound;
                if (to is null || !TryPass(relay, length))
                    return;
                RelayPacket.WriteHeader(datagram, name ^ 1);
            }
            else
            {
                // Whoever speaks from a new address shows first that they are there.
                length = Answer(end, name, kind, datagram, came);
            }
        }

        to.Via.Send(to.Address, datagram[..length], length);
    }

    /// <returns>Bytes of the answer, which stands where the question did.</returns>
    private int Answer(End end, ulong name, PacketKind kind, Span<byte> datagram, Route came)
    {
        if (datagram.Length < RelayPacket.BindingSize)
            return 0;
        var cookie = CookieFor(name, came.Address);
        if (kind == PacketKind.Binding && RelayPacket.BindingOf(datagram)?.Cookie == cookie)
            end.Bound = came;
        RelayPacket.WriteBinding(datagram, name, new(cookie, end.Bound == came));
        return RelayPacket.BindingSize;
    }

    /// <summary>Only who receives what is sent to the address knows it. Nothing is kept of those who ask.</summary>
    private ulong CookieFor(ulong name, PeerAddress address)
    {
        Span<byte> text = stackalloc byte[sizeof(ulong) + PeerAddress.Size];
        var writer = new WireWriter(text);
        writer.UInt64(name);
        address.Write(ref writer);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, text, hash);
        return BitConverter.ToUInt64(hash);
    }

    /// <summary>There is room for so many bytes in this second.</summary>
    private bool TryPass(Relay relay, int bytes)
    {
        relay.UsedAt = Now;
        if (!_allowance.TryTake(relay.UsedAt, bytes))
        {
            Bytes = Bytes with { Lost = Bytes.Lost + bytes };
            return false;
        }

        Bytes = Bytes with { Passed = Bytes.Passed + bytes };
        return true;
    }

    private bool TryMakeRoom(long now)
    {
        var (name, relay) = _relays.MinBy(one => one.Value.UsedAt);
        if (now - relay.UsedAt <= s_idle.TotalMicroseconds)
            return false;
        _ofOwners.Remove(relay.Owner);
        return _relays.Remove(name);
    }

    private sealed class Relay
    {
        public required UInt128 Owner { get; init; }

        public End[] Ends { get; } = [new(), new()];

        public long UsedAt { get; set; }
    }

    private sealed class End
    {
        /// <summary>Who is there, and has shown it; null: nobody has come.</summary>
        public Route? Bound { get; set; }
    }

    private sealed record Route(PeerAddress Address, IDatagramOut Via);
}
