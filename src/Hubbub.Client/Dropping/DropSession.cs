using System.Net;
using System.Text;
using Hubbub.Client.Connecting;
using Hubbub.Datagrams;
using Hubbub.Protocols.Irc.Client;

namespace Hubbub.Client.Dropping;

/// <summary>How a line stands to what was asked.</summary>
public enum Verdict
{
    /// <summary>It is about something else.</summary>
    Other,

    /// <summary>A part of the answer.</summary>
    Part,

    /// <summary>The last part.</summary>
    Last,
}

/// <summary>
/// Somebody who is logged on for files only: over UDP, in one room or in none, with a stream beside the lines for the transfer.
/// Lines are heard under the endpoint's gate.
/// </summary>
public sealed class DropSession : IConnectionHandler, IAsyncDisposable
{
    /// <summary>A server's line with its tags.</summary>
    private const int LongestLine = 16 * 1024;

    private const int MostNames = 10;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(15);

    private readonly Lines _lines = new(LongestLine);
    private readonly List<ServerLine> _answer = [];
    private DatagramStream _stream = null!;
    private Func<ServerLine, Verdict>? _judge;
    private TaskCompletionSource<IReadOnlyList<ServerLine>>? _asked;
    private string? _end;

    private DropSession(UdpEndpoint endpoint, Connection connection) =>
        (Endpoint, Connection) = (endpoint, connection);

    public UdpEndpoint Endpoint { get; }

    public Connection Connection { get; }

    public IPEndPoint Address => Connection.Address.ToEndPoint();

    /// <summary>As it is called there.</summary>
    public string Nick { get; private set; } = "";

    /// <summary>Hears what concerns other streams; to be set before there can be any.</summary>
    public IConnectionHandler? Files { get; set; }

    /// <summary>Told every line that was not asked for.</summary>
    public Action<ServerLine>? Heard { get; set; }

    /// <param name="refuse">Told the identity's fingerprint: why it is not to be trusted; null: it is.</param>
    /// <param name="password">Null: none.</param>
    /// <param name="room">To come into; null: none.</param>
    /// <exception cref="ConnectException">It cannot be reached, or does not let us in: why.</exception>
    public static async Task<DropSession> OpenAsync(
        Destination destination,
        Func<string, string?> refuse,
        string nick,
        string? password,
        string? room,
        CancellationToken ct
    )
    {
        var (endpoint, connection) = await UdpDialer.ConnectAsync(destination, refuse, ct);
        var session = new DropSession(endpoint, connection);
        try
        {
            using (endpoint.Enter())
            {
                connection.Handler = session;
                session._stream =
                    connection.TryOpenStream()
                    ?? throw new ConnectException("the server allows no stream");
            }

            await session.LogOnAsync(nick, password, ct);
            if (room is not null)
                await session.ComeInAsync(room, ct);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends a line, and waits for the lines that answer it.</summary>
    /// <exception cref="ConnectException">The connection has ended, or nothing came: why.</exception>
    public async Task<IReadOnlyList<ServerLine>> AskAsync(
        string line,
        Func<ServerLine, Verdict> judge,
        CancellationToken ct
    )
    {
        var asked = new TaskCompletionSource<IReadOnlyList<ServerLine>>(
            TaskCreationOptions.RunContinuationsAsynchronously
        );
        using (Endpoint.Enter())
        {
            if (_end is { } end)
                throw new ConnectException(end);
            _answer.Clear();
            (_judge, _asked) = (judge, asked);
            Send(line);
        }

        try
        {
            return await asked.Task.WaitAsync(s_patience, ct);
        }
        catch (TimeoutException e)
        {
            throw new ConnectException("the server does not answer", e);
        }
    }

    /// <summary>What a refusal says to people; null: it is none.</summary>
    public static string? RefusalOf(ServerLine line) =>
        line.Verb == "FAIL" || line.Verb is ['4' or '5', _, _] ? line.Last : null;

    public async ValueTask DisposeAsync()
    {
        using (Endpoint.Enter())
        {
            if (!Connection.IsEnded)
                Connection.CloseWhenSent(0, "", TimeSpan.FromSeconds(1));
        }

        await Endpoint.CloseAsync(0, "", TimeSpan.FromSeconds(2));
    }

    void IConnectionHandler.Opened(Connection connection, DatagramStream stream) =>
        Files?.Opened(connection, stream);

    void IConnectionHandler.Readable(Connection connection, DatagramStream stream)
    {
        if (stream != _stream)
        {
            Files?.Readable(connection, stream);
            return;
        }

        while (_lines.TryRead(stream, out var line))
            Hear(line);
    }

    void IConnectionHandler.Writable(Connection connection, DatagramStream stream)
    {
        if (stream != _stream)
            Files?.Writable(connection, stream);
    }

    void IConnectionHandler.BlocksSent(Connection connection, BlockSender sender) =>
        Files?.BlocksSent(connection, sender);

    void IConnectionHandler.Closed(Connection connection, CloseReason reason)
    {
        End(reason.Text.Length > 0 ? reason.Text : "the connection has ended");
        Files?.Closed(connection, reason);
    }

    private async Task LogOnAsync(string nick, string? password, CancellationToken ct)
    {
        var first = "CAP REQ :message-tags\r\nCAP END";
        if (password is not null)
            first += $"\r\n{ClientLine.Of("PASS", password)}";
        for (var tries = 1; ; tries++)
        {
            Nick = tries == 1 ? nick : $"{nick}-{tries}";
            var user = tries == 1 ? $"{first}\r\nUSER files 0 * :hubbub files\r\n" : "";
            var answer = await AskAsync(
                $"{user}{ClientLine.Of("NICK", Nick)}",
                // The greeting ends with the message of the day, or with there being none, which looks like a refusal.
                line =>
                    line.Verb switch
                    {
                        "001" => Verdict.Part,
                        "376" or "422" or "433" or "432" or "464" or "465" or "ERROR" =>
                            Verdict.Last,
                        _ => Verdict.Other,
                    },
                ct
            );
            if (answer[0].Verb == "001")
                return;
            if (answer[0].Verb != "433" || tries == MostNames)
                throw new ConnectException($"the server does not let us in: {answer[0].Last}");
        }
    }

    private async Task ComeInAsync(string room, CancellationToken ct)
    {
        var answer = await AskAsync(
            ClientLine.Of("JOIN", room),
            line =>
                line.Verb == "366" || RefusalOf(line) is not null ? Verdict.Last : Verdict.Other,
            ct
        );
        if (RefusalOf(answer[0]) is { } why)
            throw new ConnectException($"{room} cannot be entered: {why}");
    }

    private void Hear(string text)
    {
        if (!ServerLine.TryParse(Encoding.UTF8.GetBytes(text), out var line))
            return;
        if (line.Verb == "PING")
            Send(ClientLine.Of("PONG", line.Last));
        var verdict = _judge?.Invoke(line) ?? Verdict.Other;
        if (verdict == Verdict.Other)
        {
            Heard?.Invoke(line);
            if (line.Verb == "ERROR")
                End(line.Last);
            return;
        }

        _answer.Add(line);
        if (verdict == Verdict.Part)
            return;
        _judge = null;
        _asked?.TrySetResult([.. _answer]);
    }

    private void End(string why)
    {
        _end ??= why;
        _asked?.TrySetException(new ConnectException(why));
    }

    /// <summary>Lines of ours are few and short: they always fit.</summary>
    private void Send(string line) => _stream.Write(Encoding.UTF8.GetBytes(line + "\r\n"));
}
