using System.Globalization;
using System.Text;
using Hubbub.Client.Connecting;
using Hubbub.Protocols.Irc.Client;

namespace Hubbub.Client.Whispering;

/// <summary>
/// A session that is in no room and only passes notes to others of the same server, by name: told and forgotten
/// (TAGMSG), never logged.
/// </summary>
public sealed class Whispers : IAsyncDisposable
{
    private const string RelayTag = "+hubbub/relay";
    private const int MostNames = 50;
    private const int MostKept = 64;

    private readonly Stream _stream;
    private readonly string _tag;
    private readonly LineReader _reader;

    /// <summary>What came while we waited for something else.</summary>
    private readonly Queue<ServerLine> _kept = [];

    private Whispers(Stream stream, string tag)
    {
        _stream = stream;
        _tag = tag;
        _reader = new LineReader(stream);
    }

    /// <summary>As it is called there.</summary>
    public string Nick { get; private set; } = "";

    /// <param name="stream">A fresh connection; owned from here on.</param>
    /// <param name="tag">Of <see cref="NoteTags"/>: what the notes are about.</param>
    /// <param name="name">The name to try first, second …</param>
    /// <returns>Let in, under the last name that was tried.</returns>
    /// <exception cref="ConnectException">The server does not let us in, or passes no notes on.</exception>
    /// <exception cref="IOException">The connection is gone.</exception>
    public static async Task<Whispers> ComeAsync(
        Stream stream,
        string tag,
        Func<int, string> name,
        string? password,
        CancellationToken ct
    )
    {
        var whispers = new Whispers(stream, tag);
        try
        {
            await whispers.RegisterAsync(name, password, ct);
            return whispers;
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    /// <exception cref="IOException">The connection is gone.</exception>
    public Task SayAsync(string to, ReadOnlyMemory<byte> words, CancellationToken ct) =>
        SendAsync(NoteTags.Write(_tag, to, words.Span), ct);

    /// <summary>From here on it is heard whether they are there, come and go; and now whether they are away.</summary>
    /// <exception cref="IOException">The connection is gone.</exception>
    public async Task WatchAsync(string name, CancellationToken ct)
    {
        await SendAsync(ClientLine.Of("MONITOR", "+", name), ct);
        await SendAsync(ClientLine.Of("WHOIS", name), ct);
    }

    /// <summary>The next note. Whatever else comes is passed over.</summary>
    /// <exception cref="ConnectException">The server has closed, or nobody has the name that was spoken to.</exception>
    /// <exception cref="IOException">The connection is gone.</exception>
    public async Task<(string From, byte[] Words)> HearAsync(CancellationToken ct)
    {
        while (true)
        {
            switch (await NextAsync(ct))
            {
                case Whisper.Note note:
                    return (note.From, note.Words);
                case Whisper.Gone gone:
                    throw new ConnectException($"nobody there is called {gone.Who}");
            }
        }
    }

    /// <summary>The next note, or what is told of those whom we watch or speak to.</summary>
    /// <exception cref="ConnectException">The server has closed.</exception>
    /// <exception cref="IOException">The connection is gone.</exception>
    public async Task<Whisper> NextAsync(CancellationToken ct)
    {
        while (true)
        {
            var line = _kept.TryDequeue(out var kept) ? kept : await NextLineAsync(ct);
            switch (line.Verb)
            {
                case "TAGMSG" when NoteTags.Read(_tag, line.Tags) is { } words:
                    return new Whisper.Note(line.Source.Nick, words);
                // RPL_MONONLINE has masks, RPL_MONOFFLINE names: of one person here.
                case "730":
                    return new Whisper.Here(line.Last.Split('!')[0]);
                case "731":
                    return new Whisper.Gone(line.Last);
                case "401":
                    return new Whisper.Gone(line[1]);
                case "301":
                    return new Whisper.Away(line[1], line.Last);
            }
        }
    }

    /// <summary>Asks for a relay of the server.</summary>
    /// <returns>Its first end; null: the server has none for us.</returns>
    /// <exception cref="ConnectException">The server has closed.</exception>
    /// <exception cref="IOException">The connection is gone.</exception>
    public async Task<ulong?> AskRelayAsync(CancellationToken ct)
    {
        await SendAsync("RELAY", ct);
        while (true)
        {
            var line = await NextLineAsync(ct);
            var isOfServer = line.Source.User.Length == 0;
            if (isOfServer && line.Tags.TryGetValue(RelayTag, out var end))
                return ulong.TryParse(
                    end,
                    NumberStyles.AllowHexSpecifier,
                    CultureInfo.InvariantCulture,
                    out var value
                )
                    ? value
                    : null;
            if (line.Verb is "FAIL" or "421" && line.Params.Contains("RELAY"))
                return null;
            if (_kept.Count < MostKept)
                _kept.Enqueue(line);
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await SendAsync("QUIT", CancellationToken.None);
        }
        catch (IOException)
        {
            // It has gone before us.
        }

        await _stream.DisposeAsync();
    }

    private async Task RegisterAsync(Func<int, string> name, string? password, CancellationToken ct)
    {
        var tries = 0;
        await SendAsync("CAP REQ message-tags", ct);
        if (password is not null)
            await SendAsync(ClientLine.Of("PASS", password), ct);
        await SendAsync(ClientLine.Of("NICK", name(tries)), ct);
        await SendAsync("USER hubbub 0 * hubbub", ct);
        while (true)
        {
            var line = await NextLineAsync(ct);
            switch (line.Verb)
            {
                case "CAP" when line[1] == "ACK":
                    await SendAsync("CAP END", ct);
                    break;
                case "CAP" when line[1] == "NAK":
                    throw new ConnectException("that server passes no notes on (message-tags)");
                case "433" when ++tries < MostNames:
                    await SendAsync(ClientLine.Of("NICK", name(tries)), ct);
                    break;
                case "432" or "433" or "464" or "465":
                    throw new ConnectException(line.Last);
                case "001":
                    Nick = line[0];
                    return;
            }
        }
    }

    private async Task<ServerLine> NextLineAsync(CancellationToken ct)
    {
        while (true)
        {
            var bytes =
                await _reader.ReadAsync(ct)
                ?? throw new ConnectException("the server closed the connection");
            if (!ServerLine.TryParse(bytes, out var line))
                continue;
            if (line.Verb == "ERROR")
                throw new ConnectException(line.Last);
            if (line.Verb != "PING")
                return line;
            await SendAsync(ClientLine.Of("PONG", line.Last), ct);
        }
    }

    private async Task SendAsync(string line, CancellationToken ct) =>
        await _stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n"), ct);
}
