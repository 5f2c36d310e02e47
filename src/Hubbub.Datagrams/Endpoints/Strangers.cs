namespace Hubbub.Datagrams;

/// <summary>What an endpoint says to those whom it does not know: less than they said, and from no memory.</summary>
internal sealed class Strangers(
    EndpointOptions options,
    Identity identity,
    IDatagramOut output,
    FillRandom random,
    EndpointCounters counters
) : IDisposable
{
    private const int ResetsPerSecond = 100;
    private const int MostReset = 41;

    private readonly Responder _responder = new(
        identity,
        options.Connection.Parameters,
        random,
        options.Introductions
    );
    private readonly SpentTickets _spent = new();
    private readonly Allowance _resets = new(ResetsPerSecond);
    private readonly byte[] _reply = new byte[Packet.Base];

    public void OnHello(ReadOnlySpan<byte> hello, PeerAddress from, int connections, long now)
    {
        counters.StrangersBytes += hello.Length;
        _responder.IsFull = connections >= options.MostConnections;
        var size = _responder.Answer(hello, from, now, _reply);
        counters.AnswerBytes += size;
        if (size == 0)
            counters.Unanswered++;
        else
            output.Send(from, _reply.AsSpan(0, size), size);
    }

    public Admission? Admit(ReadOnlySpan<byte> finish, long now) => _responder.Admit(finish, now);

    public bool TrySpend(ConnectionId id, long now) => _spent.TrySpend(id, now);

    /// <summary>
    /// A packet for a connection of which nothing is known, perhaps from before a restart: one byte less
    /// than it brought, and not often, so that two who both know nothing soon fall silent.
    /// </summary>
    public void OnUnknown(ConnectionId id, int size, PeerAddress from, long now)
    {
        counters.StrangersBytes += size;
        var length = Math.Min(MostReset, size - 1);
        if (length < Packet.ShortHeader + Packet.Tag || !_resets.TryTake(now))
            return;
        var reset = _reply.AsSpan(0, length);
        random(reset);
        reset[0] = (byte)(0x80 | (reset[0] & 0x1F));
        identity.ResetToken(id, reset[^WelcomeBody.ResetTokenSize..]);
        counters.AnswerBytes += length;
        output.Send(from, reset, length);
    }

    public void Dispose() => _responder.Dispose();
}
