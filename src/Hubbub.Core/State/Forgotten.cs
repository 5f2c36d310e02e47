namespace Hubbub.Core;

/// <summary>
/// How far a history is forgotten: out of sight first, which can be taken back; erased only when it
/// has been out of sight for a while.
/// </summary>
/// <param name="UpTo">Nothing up to this entry is read anywhere. Never less than <paramref name="Erased"/>.</param>
/// <param name="Erased">Texts up to this entry are gone for ever, or just going.</param>
/// <param name="Next">What is erased next; 0: nothing is to be.</param>
/// <param name="Since">Since when that is out of sight, microseconds since 1970 UTC.</param>
public readonly record struct Forgotten(ulong UpTo, ulong Erased, ulong Next, long Since)
{
    /// <summary>
    /// One mark runs at a time, however often more is hidden: what is hidden meanwhile is erased with
    /// the next, after the grace once or nearly twice.
    /// </summary>
    public Forgotten Mark(ulong upTo, long grace, long at)
    {
        upTo = Math.Max(upTo, Erased);
        var next = Math.Min(Next, upTo);
        var erased = next > Erased && at - Since >= grace ? next : Erased;
        if (next > erased)
            return new Forgotten(upTo, erased, next, Since);
        return upTo > erased
            ? new Forgotten(upTo, erased, upTo, at)
            : new Forgotten(upTo, erased, 0, 0);
    }

    internal void Write(ByteWriter writer)
    {
        writer.WriteVarint(UpTo);
        writer.WriteVarint(Erased);
        writer.WriteVarint(Next);
        writer.WriteVarint((ulong)Since);
    }

    internal static Forgotten Read(ref ByteReader reader) =>
        new(
            reader.ReadVarint(),
            reader.ReadVarint(),
            reader.ReadVarint(),
            (long)reader.ReadVarint()
        );
}
