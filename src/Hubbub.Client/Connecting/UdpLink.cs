using Hubbub.Datagrams;

namespace Hubbub.Client.Connecting;

/// <summary>
/// A connection over UDP as a stream of bytes: stream 0 of a connection on a socket of its own. It outlives a change
/// of this machine's address; a server that vanishes is noticed within 15 seconds.
/// </summary>
internal sealed class UdpLink : AwaitedStream
{
    /// <summary>How long the last bytes, and then the farewell, may take.</summary>
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(1);

    private readonly UdpEndpoint _endpoint;
    private readonly UdpConversation _conversation;
    private readonly UdpStream _stream;
    private int _isClosed;

    public UdpLink(UdpEndpoint endpoint, Connection connection)
    {
        _endpoint = endpoint;
        using var turn = endpoint.Enter();
        _conversation = new UdpConversation(endpoint, connection);
        _stream = _conversation.OpenStream();
    }

    /// <exception cref="IOException">The connection is gone; the inner one says why, for people.</exception>
    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer,
        CancellationToken cancellationToken = default
    )
    {
        try
        {
            return await _stream.ReadAsync(buffer, cancellationToken);
        }
        catch (IOException)
        {
            throw await WhyAsync();
        }
    }

    /// <exception cref="IOException">The connection is gone; the inner one says why, for people.</exception>
    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer,
        CancellationToken cancellationToken = default
    )
    {
        try
        {
            await _stream.WriteAsync(buffer, cancellationToken);
        }
        catch (IOException)
        {
            throw await WhyAsync();
        }
    }

    /// <summary>Says farewell, when what was written has arrived.</summary>
    public override async ValueTask DisposeAsync()
    {
        await EndAsync();
        await base.DisposeAsync();
    }

    /// <summary>The same without waiting for it.</summary>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _ = EndAsync();
        base.Dispose(disposing);
    }

    private async Task EndAsync()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) != 0)
            return;
        using (_endpoint.Enter())
            _conversation.Connection.CloseWhenSent(0, "", s_farewell);
        await _conversation.Closed;
        await _endpoint.CloseAsync(0, "", s_farewell);
    }

    private async Task<IOException> WhyAsync()
    {
        var reason = await _conversation.Closed;
        var words = reason.Kind switch
        {
            CloseKind.There when reason.Text.Length > 0 =>
                $"the server closed the connection: {OneLine(reason.Text)}",
            CloseKind.Here or CloseKind.There => "the server closed the connection",
            CloseKind.Silence =>
                $"nothing was heard of the server for {UdpDialer.Silence.TotalSeconds} seconds",
            CloseKind.Forgotten => "the server has started anew",
            CloseKind.Violation => "the server broke the protocol",
        };
        return new IOException(words, new ConnectException(words));
    }

    private static string OneLine(string text) =>
        string.Concat(text.Where(c => !char.IsControl(c))).TrimEnd('.');
}
