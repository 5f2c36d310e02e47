namespace Hubbub.Datagrams;

/// <summary>
/// Eight random bytes that the receiver of a packet has chosen: they, not the address, decide which
/// connection a packet belongs to.
/// </summary>
public readonly record struct ConnectionId(ulong Value)
{
    public const int Size = 8;

    public override string ToString() => Value.ToString("x16");
}
