namespace Hubbub.Datagrams;

/// <summary>
/// An endpoint's ends of relays, and the way out that knows them: who is behind a relay has an address like anybody
/// else (<see cref="PeerAddress.OfRelay"/>), so that connections know nothing of it, and move from a relay to a direct path as
/// from any address to another.
/// </summary>
internal sealed class OwnRelays(IDatagramOut output) : IDatagramOut
{
    /// <summary>Relays that an endpoint has an end of.</summary>
    public const int Most = 32;

    private const long AskEvery = 250 * Moment.Millisecond;

    /// <summary>So long NATs keep a way open that nobody uses.</summary>
    private const long KeepEvery = 15 * Moment.Second;

    private readonly List<OwnEnd> _ends = [];
    private byte[] _wrapped = [];

    public int MostSegments => output.MostSegments;

    public long Timer
    {
        get
        {
            var timer = Moment.Never;
            foreach (var end in _ends)
                timer = Math.Min(timer, end.AskAt);
            return timer;
        }
    }

    /// <param name="relays">Addresses of the same server: the first that answers is used.</param>
    public void Open(ulong end, IReadOnlyList<PeerAddress> relays, long now)
    {
        if (_ends.Count == Most)
            _ends.RemoveAt(0);
        _ends.Add(new OwnEnd(end, relays) { AskAt = now });
    }

    public void OnTimer(long now)
    {
        foreach (var end in _ends)
        {
            if (end.AskAt > now)
                continue;
            end.AskAt = now + (end.Relay is null ? AskEvery : KeepEvery);
            foreach (var relay in end.Relays)
            {
                if ((end.Relay ?? relay) == relay)
                    Ask(end, relay, cookie: 0);
            }
        }
    }

    /// <summary>A word of a relay about one of the ends.</summary>
    public void OnBinding(ReadOnlySpan<byte> datagram, PeerAddress from)
    {
        if (
            Find(datagram, from) is not { } end
            || RelayPacket.BindingOf(datagram) is not { } binding
        )
            return;
        if (binding.IsBound)
        {
            end.Relay ??= from;
            return;
        }

        if (end.Relay is { } relay && relay != from)
            return;
        Ask(end, from, binding.Cookie);
    }

    /// <summary>What has come through a relay.</summary>
    /// <returns>Empty: it is none of ours.</returns>
    public Span<byte> Unwrap(Span<byte> datagram, ref PeerAddress from)
    {
        if (Find(datagram, from) is not { } end)
            return default;
        from = PeerAddress.OfRelay(end.Name);
        return datagram[RelayPacket.Header..];
    }

    public void Send(PeerAddress to, ReadOnlySpan<byte> datagrams, int segment)
    {
        if (!to.IsRelay)
            output.Send(to, datagrams, segment);
        else if (_ends.Find(end => end.Name == to.RelayEnd) is { Relay: { } relay } end)
            Wrap(end, relay, datagrams, segment);
    }

    private void Wrap(OwnEnd end, PeerAddress relay, ReadOnlySpan<byte> datagrams, int segment)
    {
        if (_wrapped.Length == 0)
            _wrapped = GC.AllocateUninitializedArray<byte>(Batch.MostBytes + Packet.Largest);
        var size = segment + RelayPacket.Header;
        var used = 0;
        for (var rest = datagrams; !rest.IsEmpty; rest = rest[Math.Min(segment, rest.Length)..])
        {
            var one = rest[..Math.Min(segment, rest.Length)];
            RelayPacket.WriteHeader(_wrapped.AsSpan(used), end.Name);
            one.CopyTo(_wrapped.AsSpan(used + RelayPacket.Header));
            used += RelayPacket.Header + one.Length;
            if (used + size <= Batch.MostBytes)
                continue;
            output.Send(relay, _wrapped.AsSpan(0, used), size);
            used = 0;
        }

        if (used > 0)
            output.Send(relay, _wrapped.AsSpan(0, used), size);
    }

    private void Ask(OwnEnd end, PeerAddress relay, ulong cookie)
    {
        Span<byte> question = stackalloc byte[RelayPacket.BindingSize];
        RelayPacket.WriteBinding(question, end.Name, new(cookie, IsBound: false));
        output.Send(relay, question, question.Length);
    }

    /// <summary>Only a server that we have turned to is believed.</summary>
    private OwnEnd? Find(ReadOnlySpan<byte> datagram, PeerAddress from) =>
        RelayPacket.EndOf(datagram) is { } name
            ? _ends.Find(end => end.Name == name && end.Relays.Contains(from))
            : null;

    private sealed class OwnEnd(ulong name, IReadOnlyList<PeerAddress> relays)
    {
        public ulong Name => name;

        public IReadOnlyList<PeerAddress> Relays => relays;

        /// <summary>The one that has let us in; null: none yet.</summary>
        public PeerAddress? Relay { get; set; }

        public long AskAt { get; set; }
    }
}
