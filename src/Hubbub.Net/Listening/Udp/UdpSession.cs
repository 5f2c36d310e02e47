using System.Buffers;
using System.Net;
using Hubbub.Core;
using Hubbub.Datagrams;
using Hubbub.Net.Dropping;
using Hubbub.Protocols.Drop;

namespace Hubbub.Net.Listening.Udp;

/// <summary>
/// A connection over UDP as the server's loop knows connections. The endpoint's thread feeds it, under the endpoint's
/// gate; the loop sends, and takes the gate for it.
/// </summary>
/// <param name="scratch">To read into, under the gate; its content is no one's between two calls.</param>
/// <param name="files">Null: this server keeps none.</param>
internal sealed class UdpSession(
    UdpEndpoint endpoint,
    Connection connection,
    byte[] scratch,
    UdpFiles? files
) : ITransport, IFileWay, IConnectionHandler
{
    /// <summary>How long the last bytes may take.</summary>
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(3);

    private IInlet? _inlet;
    private DatagramStream? _stream;
    private volatile IPAddress _from = connection.Address.ToEndPoint().Address;
    private (DetachCause Cause, string Reason)? _end;
    private bool _isPaused;
    private bool _isClosing;
    private bool _isEndTold;

    public string Address => _from.ToString();

    public bool IsLoopback => IPAddress.IsLoopback(_from);

    public bool IsSecure => true;

    /// <summary>Under the gate, before anything has come.</summary>
    public void Begin(IInlet inlet)
    {
        _inlet = inlet;
        connection.Handler = this;
    }

    public int TrySend(ReadOnlySpan<byte> bytes)
    {
        using var turn = endpoint.Enter();
        // Nobody hears it any more; the way in tells why.
        if (_isClosing || connection.IsEnded)
            return bytes.Length;
        return _stream?.Write(bytes) ?? 0;
    }

    public void Close() => Close("");

    public void Close(string reason)
    {
        using var turn = endpoint.Enter();
        _isClosing = true;
        _stream?.Finish();
        connection.CloseWhenSent(0, reason, s_farewell);
        TellEnd(DetachCause.Left, "Connection closed");
    }

    public bool TryTake(SessionId who, FileTarget target) => files?.TryTake(who, target) == true;

    public bool TrySend(DroppedFile file) => files?.TrySend(file) == true;

    void IConnectionHandler.Opened(Connection _, DatagramStream stream)
    {
        if (_stream is not null)
        {
            OpenedBeside(stream);
            return;
        }

        _stream = stream;
        // Something may have wanted to go out before there was a way.
        _inlet!.Writable();
    }

    void IConnectionHandler.Readable(Connection _, DatagramStream stream)
    {
        if (stream == _stream)
            Feed(stream);
        else
            files?.Side?.Readable(connection, stream);
    }

    void IConnectionHandler.Writable(Connection _, DatagramStream stream)
    {
        if (stream == _stream)
            _inlet!.Writable();
        else
            files?.Side?.Writable(connection, stream);
    }

    void IConnectionHandler.BlocksSent(Connection _, BlockSender sender) =>
        files?.Side?.BlocksSent(connection, sender);

    void IConnectionHandler.Moved(Connection _) => _from = connection.Address.ToEndPoint().Address;

    void IConnectionHandler.Closed(Connection _, CloseReason reason)
    {
        // What the other side gives as its reason is a stranger's text: not told.
        _end = reason.Kind switch
        {
            CloseKind.Silence => (DetachCause.ConnectionLost, "Nothing was heard for 15 seconds"),
            CloseKind.Forgotten or CloseKind.Violation => (
                DetachCause.ConnectionLost,
                "Connection reset"
            ),
            CloseKind.Here or CloseKind.There => (DetachCause.Left, "Connection closed"),
        };
        if (!_isPaused)
            TellEnd(_end.Value.Cause, _end.Value.Reason);
        files?.Side?.Closed(connection, reason);
    }

    private void OpenedBeside(DatagramStream stream)
    {
        if (files is null)
            connection.Close(0, "This server keeps no files.");
        else
            files.Opened(stream);
    }

    private void Feed(DatagramStream stream)
    {
        while (!_isPaused && stream.Read(scratch) is > 0 and var count)
        {
            if (_isClosing)
                continue;
            var fed = _inlet!.FeedAsync(new ReadOnlySequence<byte>(scratch, 0, count));
            if (fed.IsCompletedSuccessfully)
                continue;
            _isPaused = true;
            _ = ResumeAsync(fed, stream);
        }

        if (!_isPaused && stream.IsReadToEnd)
            TellEnd(DetachCause.Left, "Connection closed");
    }

    /// <summary>Back-pressure: what is not read gives the other end no more credit.</summary>
    private async Task ResumeAsync(ValueTask fed, DatagramStream stream)
    {
        await fed.ConfigureAwait(false);
        using var turn = endpoint.Enter();
        _isPaused = false;
        Feed(stream);
        if (!_isPaused && _end is { } end)
            TellEnd(end.Cause, end.Reason);
    }

    /// <summary>Once; from then on it is not fed.</summary>
    private void TellEnd(DetachCause cause, string reason)
    {
        if (_isEndTold)
            return;
        _isEndTold = true;
        _inlet?.End(cause, reason);
    }
}
