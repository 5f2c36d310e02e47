using System.Buffers;
using System.Text;
using Hubbub.Core;
using Hubbub.Net;
using Hubbub.Net.History;
using Hubbub.Node;
using Hubbub.Protocols;
using Hubbub.Storage.Sqlite.History;
using Hubbub.Storage.Sqlite.Search;

namespace Hubbub.Tests.Irc;

/// <summary>A server without a port, on a log in memory, and IRC clients on pipes in memory.</summary>
internal sealed class IrcStory : IAsyncDisposable
{
    private readonly HubbubServer _server;

    private readonly MemoryLog _log;
    private readonly SqliteHistory _history;
    private readonly SqliteSearch _search;

    private IrcStory(HubbubServer server, MemoryLog log, SqliteHistory history, SqliteSearch search)
    {
        _server = server;
        _log = log;
        _history = history;
        _search = search;
    }

    /// <summary>The last entry that was logged.</summary>
    public ulong Index => _log.Head.Index;

    /// <summary>Everything that somebody said and that stands in the log.</summary>
    public IReadOnlyList<string> TextsInLog()
    {
        var entries = new List<Entry>();
        var texts = new List<string>();
        foreach (var stored in _log.Read(1))
        {
            Assert.True(BlockReader.TryRead(stored.Block, stored.First, entries, out _));
            texts.AddRange(entries.Select(entry => Encoding.UTF8.GetString(entry.Text.Span)));
        }

        return texts;
    }

    /// <summary>How many messages stand in the index under a word.</summary>
    public int Found(string word) => _search.CountOf(word);

    public static Task<IrcStory> StartAsync(Func<ServerFace, ServerFace> change) =>
        StartAsync(motd: null, change: change);

    public static async Task<IrcStory> StartAsync(
        IReadOnlyList<string>? motd = null,
        bool asksPassword = false,
        bool floodLimit = false,
        int replay = 0,
        int historyLimit = 1000,
        Func<ServerFace, ServerFace>? change = null
    )
    {
        var log = new MemoryLog();
        var face = new ServerFace
        {
            Name = "test.server",
            Version = "0",
            StartedAt = DateTimeOffset.UnixEpoch,
            Settings = Settings.Default,
            Motd = motd ?? [],
            AsksPassword = asksPassword,
            Passwords = new Passwords(),
            Texts = new LogTexts(log),
            Zone = TimeZoneInfo.Utc,
            Replay = replay,
            HistoryLimit = historyLimit,
        };
        var history = SqliteHistory.InMemory();
        var search = SqliteSearch.InMemory(history);
        var parts = new ServerParts(
            log,
            new MemorySnapshots(),
            new NoReserve(),
            change?.Invoke(face) ?? face,
            new byte[32],
            MostConnections: 1000,
            floodLimit,
            new HistoryParts(history, search)
        );
        return new IrcStory(
            await HubbubServer.StartAsync(parts, new NoNotices()),
            log,
            history,
            search
        );
    }

    /// <summary>A connection that has said nothing.</summary>
    /// <param name="remote">Not from this machine.</param>
    public IrcClient Connect(bool secure = false, bool remote = false)
    {
        var client = new IrcClient { IsSecure = secure, IsLoopback = !remote };
        client.Inlet = _server.Open(client, WireKind.Irc, greeted: false)!;
        return client;
    }

    /// <summary>Somebody with <c>nc -u</c>, who has just been greeted.</summary>
    public IrcClient ConnectRaw(TimeSpan longestSilence)
    {
        var client = new IrcClient { LongestSilence = longestSilence };
        client.Inlet = _server.Open(client, WireKind.Raw, greeted: true)!;
        return client;
    }

    /// <summary>Somebody registered; the welcome is read away.</summary>
    public IrcClient Join(string nick, string rooms = "", string caps = "")
    {
        var client = Connect();
        if (caps.Length > 0)
            client.Send($"CAP REQ :{caps}");
        client.Send($"NICK {nick}", $"USER {nick} 0 * :{nick} the tester");
        if (caps.Length > 0)
            client.Send("CAP END");
        client.Sync();
        if (rooms.Length > 0)
        {
            client.Send($"JOIN {rooms}");
            client.Sync();
        }

        return client;
    }

    public Task StopAsync(string reason) => _server.StopAsync(reason);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _search.Dispose();
        _history.Dispose();
    }

    private sealed class Passwords : IPasswords
    {
        public Task<bool> CheckServerAsync(string password) =>
            Task.FromResult(password == "sesame");

        public Task<bool> CheckOperatorAsync(string name, string password) =>
            Task.FromResult(name == "root" && password == "oper-sesame");

        public Task<bool> CheckGatewayAsync(string password, string address) =>
            Task.FromResult(password == "gate-sesame" && address == "127.0.0.1");
    }

    private sealed class NoReserve : IReserve
    {
        public void Free() { }

        public bool TryRestore() => true;
    }

    private sealed class NoNotices : IServerNotices
    {
        public void Came(string name, string address) { }

        public void Went(string name, string reason) { }

        public void Warn(string sentence) { }
    }
}

/// <summary>One client's end: what it sends, and what it has read.</summary>
internal sealed class IrcClient : ITransport
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly Lock _lock = new();
    private readonly MemoryStream _read = new();
    private readonly ManualResetEventSlim _news = new();
    private int _consumed;
    private int _barriers;

    public IInlet Inlet { get; set; } = null!;

    public bool IsClosed { get; private set; }

    public string Address => "127.0.0.1";

    public bool IsLoopback { get; init; } = true;

    public bool IsSecure { get; init; }

    public TimeSpan? LongestSilence { get; init; }

    public int TrySend(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
            _read.Write(bytes);
        _news.Set();
        return bytes.Length;
    }

    public void Close()
    {
        IsClosed = true;
        _news.Set();
    }

    public void Send(params ReadOnlySpan<string> lines)
    {
        foreach (var line in lines)
            SendBytes(Encoding.UTF8.GetBytes(line + "\r\n"));
    }

    public void SendBytes(byte[] bytes)
    {
        var fed = Inlet.FeedAsync(new ReadOnlySequence<byte>(bytes));
        Assert.True(fed.IsCompleted, "more was sent than the server takes at once");
    }

    /// <summary>What came until everything sent before is answered: PING is the barrier.</summary>
    public IReadOnlyList<string> Sync()
    {
        var token = $"barrier-{++_barriers}";
        Send($"PING {token}");
        return ReadUntil(line => line.EndsWith(token, StringComparison.Ordinal))
            .SkipLast(1)
            .ToList();
    }

    /// <summary>What came up to and with the line that is looked for.</summary>
    public IReadOnlyList<string> ReadUntil(Func<string, bool> isLast)
    {
        var lines = new List<string>();
        while (true)
        {
            while (TryReadLine() is { } line)
            {
                lines.Add(line);
                if (isLast(line))
                    return lines;
            }

            Assert.False(IsClosed && !HasLine(), "closed. Read: " + string.Join('\n', lines));
            _news.Reset();
            if (!HasLine() && !IsClosed)
            {
                Assert.True(
                    _news.Wait(s_patience),
                    "nothing more came. Read: " + string.Join('\n', lines)
                );
            }
        }
    }

    /// <summary>Everything up to the closing.</summary>
    public IReadOnlyList<string> ReadToEnd()
    {
        Assert.True(SpinWait.SpinUntil(() => IsClosed, s_patience), "it was not closed");
        var lines = new List<string>();
        while (TryReadLine() is { } line)
            lines.Add(line);
        return lines;
    }

    private bool HasLine()
    {
        lock (_lock)
            return _read.Length > _consumed;
    }

    private string? TryReadLine()
    {
        lock (_lock)
        {
            var rest = _read.GetBuffer().AsSpan(_consumed, (int)_read.Length - _consumed);
            var end = rest.IndexOf("\r\n"u8);
            if (end < 0)
                return null;
            _consumed += end + 2;
            return Encoding.UTF8.GetString(rest[..end]);
        }
    }
}
