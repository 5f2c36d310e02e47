using System.Net;

namespace Hubbub.Datagrams;

/// <summary>Takes datagrams from a socket. The span is the taker's to change until it returns.</summary>
internal interface IDatagramIn
{
    void Received(Span<byte> datagram, PeerAddress from);
}

/// <summary>
/// One UDP socket for one thread that waits and reads; <see cref="Wake"/> and the end are for whoever holds the
/// endpoint's gate, sending for everybody.
/// </summary>
internal interface IUdpSocket : IDatagramOut, IDisposable
{
    IPEndPoint Local { get; }

    /// <summary>Until something has come, somebody wakes it, or so many microseconds are over.</summary>
    void Wait(long microseconds);

    void Wake();

    /// <summary>Hands over what has come, up to a bound, without waiting.</summary>
    /// <returns>There may be more.</returns>
    bool Receive(IDatagramIn taker);
}
