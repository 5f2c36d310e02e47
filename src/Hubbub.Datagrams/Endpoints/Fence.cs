namespace Hubbub.Datagrams;

/// <summary>
/// Around everything that may throw by a bug, in a handler or here: it ends the connection that it was about,
/// is counted and told, and hurts nobody else.
/// </summary>
internal sealed class Fence(IEndpointHandler handler, EndpointCounters counters)
{
    public void Try(Connection connection, Action<Connection> what)
    {
        try
        {
            what(connection);
        }
#pragma warning disable CA1031 // See above.
        catch (Exception bug)
#pragma warning restore CA1031
        {
            Break(connection, bug);
        }
    }

    /// <returns>Null: it threw.</returns>
    public Fate? Receive(Connection connection, Span<byte> datagram, PeerAddress from, long now)
    {
        try
        {
            return connection.Receive(datagram, from, now);
        }
#pragma warning disable CA1031 // See above.
        catch (Exception bug)
#pragma warning restore CA1031
        {
            Break(connection, bug);
            return null;
        }
    }

    /// <returns>False: it threw, and nothing was written.</returns>
    public bool TryWrite(
        Connection connection,
        Span<byte> into,
        long now,
        out int length,
        out PeerAddress to
    )
    {
        try
        {
            length = connection.Write(into, now, out to);
            return true;
        }
#pragma warning disable CA1031 // See above.
        catch (Exception bug)
#pragma warning restore CA1031
        {
            Break(connection, bug);
            (length, to) = (0, default);
            return false;
        }
    }

    public void OnTimer(Connection connection, long now)
    {
        try
        {
            connection.OnTimer(now);
        }
#pragma warning disable CA1031 // See above.
        catch (Exception bug)
#pragma warning restore CA1031
        {
            Break(connection, bug);
        }
    }

    public void Break(Connection? connection, Exception bug)
    {
        counters.Broken++;
        connection?.Fail();
        handler.Broke(connection, bug);
    }
}
