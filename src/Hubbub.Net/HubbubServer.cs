using System.Security.Cryptography;
using Hubbub.Core;
using Hubbub.Files;
using Hubbub.Net.Dropping;
using Hubbub.Net.History;
using Hubbub.Net.Loop;
using Hubbub.Net.Loop.Polling;
using Hubbub.Net.Telling;
using Hubbub.Node;
using Hubbub.Node.History;
using Hubbub.Protocols;
using Hubbub.Protocols.Http;
using Hubbub.Protocols.Irc;
using Hubbub.Protocols.Text;

namespace Hubbub.Net;

/// <summary>What a server is made of.</summary>
/// <param name="CloakKey">Secret of this server, kept with its data: shown hosts are made with it.</param>
/// <param name="History">Null: nothing can be read back. Disposed by who made it.</param>
/// <param name="MostConnections">Newcomers beyond are refused with the reason.</param>
/// <param name="Drop">Where files are kept for rooms; null: none are.</param>
/// <param name="Polls">Plain connections are read by the loop itself, where the system can; else by Kestrel.</param>
public sealed record ServerParts(
    ILog Log,
    ISnapshots Snapshots,
    IReserve Reserve,
    ServerFace Face,
    byte[] CloakKey,
    int MostConnections,
    bool FloodLimit = true,
    HistoryParts? History = null,
    bool Polls = true,
    DropFolder? Drop = null
);

/// <summary>
/// The server without its port: a node, the loop that drives it, and the connections that a
/// listener brings.
/// </summary>
public sealed class HubbubServer : IPollingHost, IDropHost, IAsyncDisposable
{
    private readonly ServerParts _parts;
    private readonly ServerLoop _loop;
    private readonly IrcServer _irc;
    private readonly WatchBook _watches = new();
    private readonly Cloak _cloak;
    private readonly ulong _incarnation;
    private readonly HistoryDesk? _history;
    private readonly Keeper? _keeper;
    private readonly ServerDrop? _drop;
    private uint _connections;

    private HubbubServer(ServerParts parts, IServerNotices notices)
    {
        _parts = parts;
        _cloak = new Cloak(parts.CloakKey);
        _irc = new IrcServer(parts.Face, _watches) { ShownHostOf = _cloak.Of };
        Greeting = TextWire.GreetingOf(parts.Face);
        _incarnation = NewIncarnation();
        var recovery = new Recovery(parts.Log, parts.Snapshots);
        if (parts.History is { } history)
            _history = new HistoryDesk(
                history,
                new Projector(parts.Log, parts.Snapshots, history.Store),
                sentence => _loop?.Post(() => notices.Warn(sentence))
            );
        if (_history is not null)
            _keeper = new Keeper(
                parts.Log,
                parts.History!,
                _history,
                parts.Face.Keep,
                parts.Face.Clock
            );
        _loop = new ServerLoop(
            new LoopParts(
                _incarnation,
                notices,
                new SnapshotKeeper(new SnapshotMaker(parts.Log, parts.Snapshots)),
                parts.FloodLimit,
                parts.Polls,
                _watches,
                parts.Face.Seen,
                _history,
                _keeper
            ),
            (teller, wake) =>
                new NodeLoop(
                    new NodeParts(
                        parts.Log,
                        teller,
                        parts.Reserve,
                        notices,
                        TimeProvider.System,
                        RandomNumberGenerator.Fill,
                        _history
                    ),
                    recovery,
                    _incarnation,
                    wake
                )
        );
        _irc.Connections = _loop.Connections;
        if (parts is { Drop: { } folder, Face.Drop: { } links })
        {
            _drop = new ServerDrop(
                folder,
                links,
                parts.Face,
                _loop,
                sentence => _loop.Post(() => notices.Warn(sentence))
            );
            _loop.Fanout.FilesRemoved = _drop.Sweep;
        }
    }

    /// <summary>Ends with the loop; faults when the log could not be written or the loop broke.</summary>
    public Task Ended => _loop.Ended;

    public ServerFace Face => _parts.Face;

    /// <summary>Completes when the last who was logged on has left: <see cref="Presence"/>.</summary>
    public Task Emptied => _loop.Emptied;

    public ReadOnlyMemory<byte> Greeting { get; }

    Poller? IPollingHost.Poller => _loop.Poller;

    ServerDrop? IDropHost.Drop => _drop;

    public ServerHealth Health =>
        new(
            _parts.Face.Version,
            _loop.Index,
            _parts.Log.Head.Index - Math.Min(_loop.Index, _parts.Log.Head.Index),
            _loop.ConnectionCount,
            Behind(_history?.Position),
            Behind(_history?.SearchPosition)
        );

    private ulong Behind(ulong? position) =>
        position is { } at ? _loop.Index - Math.Min(at, _loop.Index) : 0;

    /// <summary>Recovers the state, logs the start, and returns when that is applied.</summary>
    /// <exception cref="LogDamagedException">A block that the start reads cannot be read.</exception>
    /// <exception cref="TooNewException">The data needs a newer program.</exception>
    public static async Task<HubbubServer> StartAsync(ServerParts parts, IServerNotices notices)
    {
        var server = new HubbubServer(parts, notices);
        server._loop.Node.Start(parts.Face.Settings, parts.Face.FileLimits);
        server._loop.Start();
        await await Task.WhenAny(server._loop.Serving, server.Ended);
        server._drop?.Sweep();
        return server;
    }

    public IInlet? Open(ITransport transport, WireKind kind, bool greeted) =>
        Open(transport, greeted, (session, host) => MakeWire(kind, session, host, transport));

    public IInlet? OpenBot(ITransport transport, BotCalls calls) =>
        Open(
            transport,
            greeted: false,
            (session, host) => new BotWire(_parts.Face, session, host, calls)
        );

    private Connection? Open(
        ITransport transport,
        bool greeted,
        Func<SessionId, string, Wire> makeWire
    )
    {
        if (_loop.ConnectionCount >= _parts.MostConnections)
            return null;
        var number = Interlocked.Increment(ref _connections);
        var host = transport.IsLoopback ? "localhost" : _cloak.Of(transport.Address);
        var connection = new Connection(_loop.Ready, transport, number)
        {
            Wire = makeWire(new SessionId(_incarnation, number), host),
            IsGreeted = greeted,
            LastHeard = Environment.TickCount64,
            LongestSilence = (long?)transport.LongestSilence?.TotalMilliseconds ?? long.MaxValue,
        };
        connection.Queue();
        return connection;
    }

    /// <summary>Tells everyone, logs the end, and returns when all is sent, or after two seconds.</summary>
    public async Task StopAsync(string reason)
    {
        _loop.Post(() => _loop.Node.Propose(new Stopped(), reason));
        _loop.Stop();
        await Task.WhenAny(_loop.Ended, Task.Delay(TimeSpan.FromSeconds(2)));
    }

    public async ValueTask DisposeAsync()
    {
        if (!_loop.Ended.IsCompleted)
            await StopAsync("The server ends.");
        _keeper?.Dispose();
        _history?.Dispose();
    }

    private Wire MakeWire(WireKind kind, SessionId session, string host, ITransport transport) =>
        kind switch
        {
            WireKind.Irc => new IrcWire(_irc, session, host, transport.Address),
            WireKind.Text => new TextWire(_parts.Face, session, host),
            // "What they type is a post there."
            WireKind.Raw => new TextWire(_parts.Face, session, host, postsWhatIsTyped: true),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    /// <summary>Random, so that no two starts of any node share one; never 0.</summary>
    private static ulong NewIncarnation()
    {
        Span<byte> bytes = stackalloc byte[8];
        RandomNumberGenerator.Fill(bytes);
        return Math.Max(1, BitConverter.ToUInt64(bytes));
    }
}
