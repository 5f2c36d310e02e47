namespace Hubbub.Datagrams;

/// <summary>
/// What happens on a connection. Called on the endpoint's thread, under its gate: take a note and
/// return. Calls into the connection are allowed.
/// </summary>
public interface IConnectionHandler
{
    /// <summary>The other side has opened a stream.</summary>
    void Opened(Connection connection, DatagramStream stream) { }

    /// <summary>There is more to read, or the end has come.</summary>
    void Readable(Connection connection, DatagramStream stream) { }

    /// <summary>Half of a stream's buffer is free again, after less was.</summary>
    void Writable(Connection connection, DatagramStream stream) { }

    /// <summary>All of a channel has arrived; or its source has failed: <see cref="BlockSender.Trouble"/>.</summary>
    void BlocksSent(Connection connection, BlockSender sender) { }

    /// <summary>Packets come from another address, and go there from now on.</summary>
    void Moved(Connection connection) { }

    /// <summary>The last that is told.</summary>
    void Closed(Connection connection, CloseReason reason) { }
}
