namespace Hubbub.Datagrams;

/// <summary>What follows from nothing being said: rest, a PING to keep alive, the end.</summary>
internal struct Quiet
{
    /// <summary>Thousands say PING all the time: who rests at once keeps no cipher meanwhile.</summary>
    private const long RestAfter = 200 * Moment.Millisecond;

    private readonly int _idleMicros;
    private readonly int _pingMicros;
    private long _lastReceived;

    /// <param name="isClient">Clients keep a connection alive, by a PING after a third of the shorter time-out.</param>
    public Quiet(ConnectionOptions own, Parameters other, bool isClient, long now)
    {
        // Ten minutes at most: it fits.
        _idleMicros = (int)Micros(own.Parameters.IdleTimeout);
        var shorter = Math.Min(_idleMicros, Micros(other.IdleTimeout));
        _pingMicros = isClient && own.IsKeptAlive ? (int)(shorter / 3) : 0;
        OnReceived(now);
    }

    /// <summary>When what is costly to keep is given back.</summary>
    public long RestAt { get; private set; }

    /// <summary>When nothing has come for so long that nobody is there.</summary>
    public readonly long IdleAt => _lastReceived + _idleMicros;

    public readonly long KeepAliveAt =>
        _pingMicros == 0 ? Moment.Never : _lastReceived + _pingMicros;

    public readonly long Timer(bool mayPing) =>
        Math.Min(Math.Min(RestAt, IdleAt), mayPing ? KeepAliveAt : Moment.Never);

    public void OnReceived(long now)
    {
        _lastReceived = now;
        RestAt = now + RestAfter;
    }

    public void OnSent(long now) => RestAt = now + RestAfter;

    /// <param name="isAgain">It could not rest yet.</param>
    public void OnRest(bool isAgain, long now) => RestAt = isAgain ? now + RestAfter : Moment.Never;

    public static long Micros(TimeSpan span) => span.Ticks / TimeSpan.TicksPerMicrosecond;
}
