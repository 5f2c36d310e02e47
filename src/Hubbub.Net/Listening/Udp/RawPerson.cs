using System.Buffers;
using System.Net;
using Hubbub.Datagrams;

namespace Hubbub.Net.Listening.Udp;

/// <summary>
/// Somebody with <c>nc -u</c>: an address from which lines come, and to which each line goes as a datagram of its own.
/// What the network loses is lost, and nothing is sent twice.
/// </summary>
internal sealed class RawPerson(
    PeerAddress address,
    TimeSpan longestSilence,
    SendDatagram send,
    Action<RawPerson> forget
) : ITransport
{
    /// <summary>Longer lines go in pieces: every path carries it, and the system does not cut datagrams of this socket up.</summary>
    private const int Largest = 1_200;

    private readonly IPAddress _from = address.ToEndPoint().Address;
    private IInlet? _inlet;
    private Task _fed = Task.CompletedTask;

    public PeerAddress Peer { get; } = address;

    public string Address => _from.ToString();

    public bool IsLoopback => IPAddress.IsLoopback(_from);

    public bool IsSecure => false;

    /// <summary>There is nothing else by which one who has gone is noticed.</summary>
    public TimeSpan? LongestSilence => longestSilence;

    public void Begin(IInlet inlet) => _inlet = inlet;

    /// <summary>A line, or several, whose last end may be missing. Under the gate.</summary>
    /// <returns>False: more came than is worked off; it is lost, as on the way.</returns>
    public bool Hear(ReadOnlySpan<byte> datagram)
    {
        if (!_fed.IsCompleted)
            return false;
        var isWhole = datagram.EndsWith("\n"u8);
        var bytes = ArrayPool<byte>.Shared.Rent(datagram.Length + 1);
        datagram.CopyTo(bytes);
        bytes[datagram.Length] = (byte)'\n';
        var length = isWhole ? datagram.Length : datagram.Length + 1;
        _fed = _inlet!.FeedAsync(new ReadOnlySequence<byte>(bytes, 0, length)).AsTask();
        ArrayPool<byte>.Shared.Return(bytes);
        return true;
    }

    public int TrySend(ReadOnlySpan<byte> bytes)
    {
        for (var rest = bytes; !rest.IsEmpty; )
        {
            var end = rest.IndexOf((byte)'\n') + 1;
            var line = end == 0 ? rest : rest[..end];
            rest = rest[line.Length..];
            while (!line.IsEmpty)
            {
                var piece = line[..PieceOf(line)];
                send(Peer, piece);
                line = line[piece.Length..];
            }
        }

        return bytes.Length;
    }

    public void Close() => forget(this);

    /// <summary>Whole characters.</summary>
    private static int PieceOf(ReadOnlySpan<byte> line)
    {
        if (line.Length <= Largest)
            return line.Length;
        var end = Largest;
        while (end > Largest - 4 && (line[end] & 0xC0) == 0x80)
            end--;
        return end;
    }
}

/// <summary>Sends one datagram.</summary>
internal delegate void SendDatagram(PeerAddress to, ReadOnlySpan<byte> datagram);
