namespace Hubbub.Datagrams;

/// <summary>
/// A client's handshake under way: the hello goes to all addresses that the server may have, again
/// and again; the first good answer wins.
/// </summary>
internal sealed class Dial : IDisposable
{
    private const long FirstPause = 250 * Moment.Millisecond;
    private const long LongestPause = 2 * Moment.Second;

    private readonly PeerAddress[] _addresses;
    private readonly long _deadline;
    private long _pause = FirstPause;

    public Dial(
        IReadOnlyList<PeerAddress> addresses,
        DialOptions options,
        IDialHandler handler,
        FillRandom random,
        long now
    )
    {
        _addresses = [.. addresses];
        _deadline = now + (options.Patience.Ticks / TimeSpan.TicksPerMicrosecond);
        NextSend = now;
        Options = options;
        Handler = handler;
        Handshake = new Initiator(
            random,
            options.Connection.Parameters,
            options.Introduction,
            options.Secret.Span
        );
    }

    public DialOptions Options { get; }

    public IDialHandler Handler { get; }

    public Initiator Handshake { get; }

    /// <summary>Set by its owner when it is over.</summary>
    public bool IsOver { get; set; }

    public long Timer => Math.Min(NextSend, _deadline);

    private long NextSend { get; set; }

    /// <returns>False: the patience is at its end.</returns>
    public bool OnTimer(long now, IDatagramOut output)
    {
        if (now >= _deadline)
            return false;
        if (now < NextSend)
            return true;
        foreach (var address in _addresses)
            output.Send(address, Handshake.Hello, Handshake.Hello.Length);
        NextSend = now + _pause;
        _pause = Math.Min(LongestPause, 2 * _pause);
        return true;
    }

    /// <summary>The hello has changed: it goes at once.</summary>
    public void Hurry(long now) => NextSend = now;

    public void Dispose() => Handshake.Dispose();
}
