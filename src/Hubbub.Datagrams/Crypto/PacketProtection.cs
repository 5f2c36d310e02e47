namespace Hubbub.Datagrams;

/// <summary>
/// The keys of a connection, both directions. A phase ends after 2^30 packets: the sender turns the
/// key phase bit, the receiver follows, and turns its own.
/// </summary>
internal sealed class PacketProtection : IDisposable
{
    /// <summary>Far below AES-GCM's bound for packets of this size (RFC 9001, appendix B).</summary>
    public const long PacketsPerPhase = 1L << 30;

    /// <summary>Forgeries after which the connection ends: RFC 9001, section 6.6, has 2^36 for ChaCha20.</summary>
    public const long MostForged = 1L << 36;

    private DirectionKey _send;
    private DirectionKey _receive;
    private DirectionKey? _receivePrevious;
    private DirectionKey? _receiveNext;
    private bool _sendPhase;
    private bool _receivePhase;
    private long _sendPhaseFirst;
    private long _receivePhaseFirst;

    public PacketProtection(CipherKind kind, byte[] master, bool isClient)
    {
        var client = KeySchedule.Derive(master, "client", [], KeySchedule.HashSize);
        var server = KeySchedule.Derive(master, "server", [], KeySchedule.HashSize);
        _send = new DirectionKey(kind, isClient ? client : server);
        _receive = new DirectionKey(kind, isClient ? server : client);
    }

    /// <summary>Packets that did not open.</summary>
    public long Forged { get; private set; }

    /// <summary>Turned down by tests, to see phases turn.</summary>
    internal long PhaseLength { get; init; } = PacketsPerPhase;

    /// <summary>The key phase bit of the packet that is sent next.</summary>
    public bool PhaseFor(long number)
    {
        if (number - _sendPhaseFirst >= PhaseLength)
            TurnSend(number);
        return _sendPhase;
    }

    public void Seal(long number, Span<byte> packet, int header) =>
        _send.Seal(number, packet, header);

    /// <param name="number">The whole packet number.</param>
    /// <param name="packet">Opened in place.</param>
    public bool TryOpen(long number, bool phase, Span<byte> packet, int header)
    {
        var key = _receive;
        var isNext = false;
        if (phase != _receivePhase)
        {
            // Older than the phase we are in, or the first of the next: the number tells.
            isNext = number > _receivePhaseFirst;
            key = isNext ? _receiveNext ??= _receive.Next() : _receivePrevious;
        }

        if (key is null || !key.TryOpen(number, packet, header))
        {
            Forged++;
            return false;
        }

        if (isNext)
            TurnReceive(number);
        return true;
    }

    /// <summary>Gives back what is costly to keep while nothing is said.</summary>
    public void Rest()
    {
        _send.Rest();
        _receive.Rest();
        _receivePrevious?.Rest();
        _receiveNext?.Rest();
    }

    public void Dispose() => Rest();

    private void TurnSend(long number)
    {
        var next = _send.Next();
        _send.Dispose();
        _send = next;
        _sendPhase = !_sendPhase;
        _sendPhaseFirst = number;
    }

    /// <summary>The other side has turned: the key before stays for packets that were under way.</summary>
    private void TurnReceive(long number)
    {
        _receivePrevious?.Dispose();
        _receivePrevious = _receive;
        _receive = _receiveNext!;
        _receiveNext = null;
        _receivePhase = !_receivePhase;
        _receivePhaseFirst = number;
    }
}
