namespace Hubbub.Datagrams;

/// <summary>Sent packets by their numbers, in a ring without gaps: numbers are given one after the other.</summary>
internal sealed class SentPackets
{
    private SentPacket[] _ring = [];

    /// <summary>The oldest number that is remembered.</summary>
    public long Base { get; private set; }

    /// <summary>The number of the next packet.</summary>
    public long Next { get; private set; }

    public ref SentPacket this[long number] => ref _ring[number & (_ring.Length - 1)];

    /// <summary>The slot of <see cref="Next"/>, whose number is taken by it.</summary>
    public ref SentPacket Add()
    {
        if (Next - Base == _ring.Length)
            Grow();
        ref var slot = ref _ring[Next & (_ring.Length - 1)];
        Next++;
        slot = default;
        return ref slot;
    }

    /// <summary>
    /// Takes the next number without remembering it: for a packet that calls for no answer, while none before it
    /// awaits one. So whoever only acknowledges keeps nothing.
    /// </summary>
    /// <returns>False: it has to be added.</returns>
    public bool TryPass()
    {
        if (Base < Next)
            return false;
        Base = ++Next;
        return true;
    }

    /// <summary>Forgets what is settled at the old end; what was lost, once it was sent before <paramref name="lostBefore"/>.</summary>
    public void Trim(long lostBefore)
    {
        while (Base < Next)
        {
            ref var oldest = ref this[Base];
            if (
                oldest.State == SentState.InFlight
                || (oldest.State == SentState.Lost && oldest.Time >= lostBefore)
            )
                return;
            oldest.Rest = null;
            Base++;
        }
    }

    /// <summary>Gives the memory back if nothing is remembered.</summary>
    public void Rest()
    {
        if (Base == Next)
            _ring = [];
    }

    private void Grow()
    {
        var grown = new SentPacket[Math.Max(4, 2 * _ring.Length)];
        for (var number = Base; number < Next; number++)
            grown[number & (grown.Length - 1)] = this[number];
        _ring = grown;
    }
}
