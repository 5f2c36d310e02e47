namespace Hubbub.Datagrams;

/// <summary>Where datagrams go: a socket, or a simulated network.</summary>
internal interface IDatagramOut
{
    /// <summary>Segments that one <see cref="Send"/> may carry.</summary>
    int MostSegments { get; }

    /// <summary>Any thread.</summary>
    /// <param name="datagrams">One after the other, all of the segment's size but the last, which may be shorter.</param>
    void Send(PeerAddress to, ReadOnlySpan<byte> datagrams, int segment);
}

/// <summary>What happens at an endpoint. Called on its thread, under its gate: take a note and return.</summary>
public interface IEndpointHandler
{
    /// <summary>A client has proven its address and has a connection.</summary>
    void Accepted(Connection connection) { }

    /// <summary>A datagram that is none of the transport's: a line of <c>nc -u</c>. Anybody can forge its address.</summary>
    void Raw(PeerAddress from, ReadOnlySpan<byte> datagram) { }

    /// <summary>A handler, or the transport itself, threw: a bug. It has ended that connection, and nothing else.</summary>
    /// <param name="connection">Null: it was about none (<see cref="Raw"/>, an identity).</param>
    void Broke(Connection? connection, Exception bug) { }
}

public enum DialFailure
{
    /// <summary>Nobody answered in time.</summary>
    Silence,

    /// <summary>The server speaks another version.</summary>
    OtherVersion,

    /// <summary>The server has as many connections as it takes.</summary>
    Full,

    /// <summary>The server is not the one that was expected: its identity differs.</summary>
    OtherIdentity,

    /// <summary>The caller has given up, or the endpoint has closed.</summary>
    Cancelled,
}

/// <summary>How a dial ends. Called on the endpoint's thread, under its gate.</summary>
internal interface IDialHandler
{
    /// <param name="dial">Its connection is there.</param>
    void Connected(Dial dial, Connection connection);

    void Failed(Dial dial, DialFailure failure);
}
