namespace Hubbub.Datagrams;

/// <summary>An endpoint's handshakes as a client.</summary>
internal sealed class Dialing(IDatagramOut output) : IDisposable
{
    private readonly Dictionary<ConnectionId, Dial> _dials = [];

    public long Timer
    {
        get
        {
            var timer = Moment.Never;
            foreach (var dial in _dials.Values)
                timer = Math.Min(timer, dial.Timer);
            return timer;
        }
    }

    public Dial Begin(Dial dial, long now)
    {
        _dials.Add(dial.Handshake.Own, dial);
        dial.OnTimer(now, output);
        return dial;
    }

    public void OnTimer(long now)
    {
        if (_dials.Count == 0)
            return;
        foreach (var dial in _dials.Values.ToArray())
        {
            if (!dial.OnTimer(now, output))
                End(dial, DialFailure.Silence);
        }
    }

    /// <param name="dial">Null: nobody here has asked.</param>
    public HandshakeStep Take(
        ConnectionId id,
        Span<byte> datagram,
        PeerAddress from,
        long now,
        out Dial? dial
    )
    {
        if (!_dials.TryGetValue(id, out dial))
            return HandshakeStep.Ignored;
        var step = dial.Handshake.Take(datagram, from);
        switch (step)
        {
            case HandshakeStep.Again:
                dial.Hurry(now);
                dial.OnTimer(now, output);
                break;
            case HandshakeStep.Refused:
                End(
                    dial,
                    dial.Handshake.Refusal == RefusalReason.Full
                        ? DialFailure.Full
                        : DialFailure.OtherVersion
                );
                break;
            case HandshakeStep.Admitted:
                var expected = dial.Options.Expected;
                if (expected is null || expected == dial.Handshake.Admission!.Fingerprint)
                {
                    Drop(dial);
                    break;
                }

                End(dial, DialFailure.OtherIdentity);
                return HandshakeStep.Refused;
        }

        return step;
    }

    public void End(Dial dial, DialFailure failure)
    {
        if (dial.IsOver)
            return;
        Drop(dial);
        dial.Handler.Failed(dial, failure);
    }

    public void Dispose()
    {
        foreach (var dial in _dials.Values.ToArray())
            End(dial, DialFailure.Cancelled);
    }

    private void Drop(Dial dial)
    {
        dial.IsOver = true;
        _dials.Remove(dial.Handshake.Own);
        dial.Dispose();
    }
}
