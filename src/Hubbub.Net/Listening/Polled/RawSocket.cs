using System.Buffers.Binary;
using System.Net;
using System.Runtime.InteropServices;
using Hubbub.Net.Loop.Polling;

namespace Hubbub.Net.Listening.Polled;

/// <summary>
/// A connected socket without .NET's own around it: that would cost 2 KiB and, for each message, a
/// thread of its own to be woken. Nothing here waits.
/// </summary>
internal readonly record struct RawSocket(int Fd)
{
    // struct sockaddr_in, sockaddr_in6
    private const int LongestAddress = 28;
    private const ushort InterNetwork = 2;
    private const ushort InterNetworkV6 = 10;

    private const int ConnectionAborted = 103;

    /// <param name="from">Who came.</param>
    public static Accepted TryAccept(int door, out RawSocket socket, out IPAddress from)
    {
        Span<byte> address = stackalloc byte[LongestAddress];
        var length = LongestAddress;
        var fd = Libc.Accept(door, ref address[0], ref length, Libc.CloseOnExec | Libc.NonBlocking);
        socket = new(fd);
        from = IPAddress.None;
        if (fd < 0)
        {
            return Libc.Error switch
            {
                Libc.WouldBlock => Accepted.Nobody,
                ConnectionAborted => Accepted.Gone,
                _ => Accepted.NotNow,
            };
        }

        from = ReadAddress(address);
        // Lines are written whole, so nothing is won by waiting for more.
        Libc.SetNoDelay(fd);
        return Accepted.Somebody;
    }

    /// <summary>Bytes; 0: its end; negative: see <see cref="IsNothingNow"/>.</summary>
    public int Receive(Span<byte> buffer, bool peek = false) =>
        (int)
            Libc.Receive(Fd, ref buffer[0], buffer.Length, Libc.DoNotWait | (peek ? Libc.Peek : 0));

    /// <summary>How many bytes fitted; negative: see <see cref="IsNothingNow"/>.</summary>
    public int Send(ReadOnlySpan<byte> bytes) =>
        (int)
            Libc.Send(
                Fd,
                ref MemoryMarshal.GetReference(bytes),
                bytes.Length,
                Libc.DoNotWait | Libc.NoSignal
            );

    /// <summary>After a negative answer: it would have had to wait. False: the connection is broken.</summary>
    public static bool IsNothingNow => Libc.Error is Libc.WouldBlock or Libc.Interrupted;

    /// <summary>The other end reads its end of file; what it sends is still heard.</summary>
    public void EndOutput() => _ = Libc.Shutdown(Fd, Libc.ShutWrite);

    public void Close() => _ = Libc.Close(Fd);

    /// <summary>Nothing that is still to be sent is sent.</summary>
    public void Reset()
    {
        Libc.SetReset(Fd);
        Close();
    }

    private static IPAddress ReadAddress(ReadOnlySpan<byte> address)
    {
        switch (BinaryPrimitives.ReadUInt16LittleEndian(address))
        {
            case InterNetwork:
                var four = new IPAddress(address.Slice(4, 4));
                return four.Equals(IPAddress.Loopback) ? IPAddress.Loopback : four;
            case InterNetworkV6:
                var scope = BinaryPrimitives.ReadUInt32LittleEndian(address[24..]);
                var six = new IPAddress(address.Slice(8, 16), scope);
                if (six.IsIPv4MappedToIPv6)
                    return six.MapToIPv4();
                return six.Equals(IPAddress.IPv6Loopback) ? IPAddress.IPv6Loopback : six;
            default:
                return IPAddress.None;
        }
    }
}

internal enum Accepted
{
    Somebody,

    /// <summary>No more wait at the door.</summary>
    Nobody,

    /// <summary>Who waited has left; others may wait.</summary>
    Gone,

    /// <summary>The system has no file or memory to spare.</summary>
    NotNow,
}
