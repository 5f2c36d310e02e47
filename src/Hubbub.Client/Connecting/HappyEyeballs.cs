using System.Net;
using System.Net.Sockets;

namespace Hubbub.Client.Connecting;

/// <summary>A host that cannot be reached. The message is the cause, for people.</summary>
public sealed class ConnectException(string message, Exception? inner = null)
    : Exception(message, inner);

/// <summary>
/// Connects to whichever of a host's addresses answers first: IPv6 and IPv4 in turns, the next
/// one a quarter of a second after the last (RFC 8305).
/// </summary>
internal static class HappyEyeballs
{
    private static readonly TimeSpan s_between = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(15);

    /// <exception cref="ConnectException">None answers.</exception>
    public static async Task<Socket> ConnectAsync(string host, int port, CancellationToken ct)
    {
        var addresses = Interleave(await HostNames.ResolveAsync(host, ct));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(s_longest);
        var tries = new List<Task<Socket>>();
        Exception? last = null;
        var next = 0;
        try
        {
            while (true)
            {
                if (next < addresses.Count)
                    tries.Add(OpenAsync(addresses[next++], port, limit.Token));
                var delay = next < addresses.Count ? Task.Delay(s_between, limit.Token) : null;
                // The next try starts when the last has failed or is slow.
                var done = await Task.WhenAny(delay is null ? tries : [.. tries, delay]);
                if (done is not Task<Socket> opened)
                    continue;
                tries.Remove(opened);
                if (opened.IsCompletedSuccessfully)
                    return await opened;
                last = opened.Exception?.InnerException ?? last;
                if (tries.Count == 0 && next == addresses.Count)
                    throw new ConnectException(Cause(last, ct), last);
            }
        }
        finally
        {
            await limit.CancelAsync();
            foreach (var rest in tries)
                _ = DropAsync(rest);
        }
    }

    private static List<IPAddress> Interleave(IPAddress[] addresses)
    {
        var first = addresses[0].AddressFamily;
        var same = addresses.Where(a => a.AddressFamily == first).ToList();
        var other = addresses.Where(a => a.AddressFamily != first).ToList();
        var turns = new List<IPAddress>();
        for (var i = 0; i < Math.Max(same.Count, other.Count); i++)
        {
            if (i < same.Count)
                turns.Add(same[i]);
            if (i < other.Count)
                turns.Add(other[i]);
        }

        return turns;
    }

    private static async Task<Socket> OpenAsync(IPAddress address, int port, CancellationToken ct)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
        };
        try
        {
            await socket.ConnectAsync(new IPEndPoint(address, port), ct);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task DropAsync(Task<Socket> late)
    {
        try
        {
            (await late).Dispose();
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            // Another one was first.
        }
    }

    private static string Cause(Exception? e, CancellationToken ct) =>
        e switch
        {
            SocketException { SocketErrorCode: SocketError.ConnectionRefused } =>
                "connection refused: nothing listens there",
            SocketException { SocketErrorCode: SocketError.HostUnreachable } =>
                "the host cannot be reached",
            SocketException { SocketErrorCode: SocketError.NetworkUnreachable } =>
                "the network cannot be reached",
            SocketException s => s.Message,
            _ when ct.IsCancellationRequested => "broken off",
            _ => $"no answer within {s_longest.TotalSeconds} seconds",
        };
}
