using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Hubbub.Datagrams;

namespace Hubbub.SystemTests.Datagrams;

/// <summary>The transport on real sockets: managed ones and, on Linux, the fast ones.</summary>
public sealed class TransportTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Identity _identity = Identity.Create();
    private readonly CancellationTokenSource _cancellation = new(s_patience);
    private readonly Host _host = new();

    private CancellationToken Cancellation => _cancellation.Token;

    public void Dispose()
    {
        _cancellation.Dispose();
        _identity.Dispose();
    }

    [Theory]
    [InlineData(true, "127.0.0.1")]
    [InlineData(false, "127.0.0.1")]
    [InlineData(true, "::1")]
    [InlineData(false, "::1")]
    public async Task Bytes_on_a_stream_come_back_and_the_end_is_told(bool isFast, string host)
    {
        using var server = Serve(isFast, host);
        using var client = Open(isFast, host);
        var conversation = await ConnectAsync(client, server.Local);
        Assert.Equal(_identity.Fingerprint, conversation.Connection.Fingerprint);
        await ExchangeAsync(conversation, 300_000);
        await server.CloseAsync(3, "closing", s_patience);
        var reason = await conversation.Closed.WaitAsync(Cancellation);
        Assert.Equal(new CloseReason(CloseKind.There, 3, "closing"), reason);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Through_a_relay_that_loses_doubles_and_reorders_everything_arrives_once_in_order(
        bool isFast
    )
    {
        using var server = Serve(isFast);
        await using var relay = new UdpRelay(server.Local, seed: 5)
        {
            Loss = 0.05,
            Doubled = 0.05,
            Late = 0.1,
            Delay = TimeSpan.FromMilliseconds(10),
        };
        using var client = Open(isFast);
        var conversation = await ConnectAsync(client, relay.Local);
        await ExchangeAsync(conversation, 200_000);
        Assert.Equal(CloseKind.Here, (await conversation.CloseAsync(0, "bye")).Kind);
        Assert.Equal("bye", (await _host.Closed.Task.WaitAsync(Cancellation)).Text);
    }

    [Fact]
    public async Task Who_gets_another_address_keeps_the_connection()
    {
        using var server = Serve();
        await using var relay = new UdpRelay(server.Local, seed: 6);
        using var client = Open();
        var conversation = await ConnectAsync(client, relay.Local);
        await ExchangeAsync(conversation, 1_000);
        relay.Move();
        await ExchangeAsync(conversation, 50_000);
        Assert.Equal(1, server.Count());
        await _host.Moved.Task.WaitAsync(Cancellation);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Blocks_arrive_whole(bool isFast)
    {
        const int Length = 20_000_000;
        using var server = Serve(isFast);
        using var client = Open(isFast);
        var conversation = await ConnectAsync(client, server.Local);
        var file = new Memory(Length);
        RandomNumberGenerator.Fill(file.Bytes);
        using (client.Enter())
            conversation.Connection.SendBlocks(9, file).Send(0, Length);
        await _host.Blocks.Whole.Task.WaitAsync(Cancellation);
        Assert.Equal(SHA256.HashData(file.Bytes), SHA256.HashData(_host.Blocks.Bytes));
    }

    [Fact]
    public async Task A_raw_line_and_its_answer_share_the_port()
    {
        using var server = Serve();
        using var nc = new UdpClient();
        nc.Connect(server.Local);
        await nc.SendAsync("ada"u8.ToArray(), Cancellation);
        var (from, line) = await _host.Raw.Task.WaitAsync(Cancellation);
        Assert.Equal("ada", line);
        server.SendRaw(from, "hello"u8);
        Assert.Equal("hello"u8.ToArray(), (await nc.ReceiveAsync(Cancellation)).Buffer);
    }

    [Fact]
    public async Task Where_nobody_listens_the_dial_says_so()
    {
        using var client = Open();
        using var nobody = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var options = new DialOptions { Patience = TimeSpan.FromMilliseconds(300) };
        var failure = await Assert.ThrowsAsync<DialException>(() =>
            client.ConnectAsync([(IPEndPoint)nobody.Client.LocalEndPoint!], options, Cancellation)
        );
        Assert.Equal(DialFailure.Silence, failure.Failure);
    }

    private static async Task ExchangeAsync(UdpConversation conversation, int size)
    {
        await using var stream = conversation.OpenStream();
        var said = new byte[size];
        RandomNumberGenerator.Fill(said);
        var heard = new byte[size];
        var reading = stream.ReadExactlyAsync(heard).AsTask();
        await stream.WriteAsync(said);
        stream.Finish();
        await reading.WaitAsync(s_patience);
        Assert.Equal(said, heard);
        Assert.Equal(0, await stream.ReadAsync(heard).AsTask().WaitAsync(s_patience));
    }

    private static async Task<UdpConversation> ConnectAsync(UdpEndpoint client, IPEndPoint to) =>
        new(client, await client.ConnectAsync([to], new DialOptions(), CancellationToken.None));

    private static UdpEndpoint Open(bool isFast = true, string host = "127.0.0.1") =>
        UdpEndpoint.Open(new(IPAddress.Parse(host), 0), new EndpointOptions(), null, isFast);

    private UdpEndpoint Serve(bool isFast = true, string host = "127.0.0.1") =>
        UdpEndpoint.Open(
            new(IPAddress.Parse(host), 0),
            new EndpointOptions { Identity = _identity },
            _host,
            isFast
        );

    /// <summary>Echoes streams, as a server's loop would: in the handlers.</summary>
    private sealed class Host : IEndpointHandler, IConnectionHandler
    {
        private readonly byte[] _buffer = new byte[4_096];

        public Memory Blocks { get; } = new(20_000_000);

        public TaskCompletionSource<CloseReason> Closed { get; } = New<CloseReason>();

        public TaskCompletionSource<bool> Moved { get; } = New<bool>();

        public TaskCompletionSource<(PeerAddress From, string Line)> Raw { get; } =
            New<(PeerAddress, string)>();

        public void Accepted(Connection connection)
        {
            connection.Handler = this;
            connection.AcceptBlocks(9, Blocks, 4 * 1024 * 1024);
        }

        void IEndpointHandler.Raw(PeerAddress from, ReadOnlySpan<byte> datagram) =>
            Raw.TrySetResult((from, System.Text.Encoding.UTF8.GetString(datagram)));

        public void Readable(Connection connection, DatagramStream stream) => Echo(stream);

        public void Writable(Connection connection, DatagramStream stream) => Echo(stream);

        void IConnectionHandler.Moved(Connection connection) => Moved.TrySetResult(true);

        void IConnectionHandler.Closed(Connection connection, CloseReason reason) =>
            Closed.TrySetResult(reason);

        private void Echo(DatagramStream stream)
        {
            // What finds no room stays unread: the other side's credit runs out, and it waits.
            while (stream.Available > 0 && stream.Room >= _buffer.Length)
                stream.Write(_buffer.AsSpan(0, stream.Read(_buffer)));
            if (stream.IsReadToEnd)
                stream.Finish();
        }

        private static TaskCompletionSource<T> New<T>() =>
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Memory(int length) : IBlockSource, IBlockSink
    {
        private int _missing = length;

        public byte[] Bytes { get; } = new byte[length];

        public TaskCompletionSource Whole { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Read(long offset, Span<byte> into) =>
            Bytes.AsSpan((int)offset, into.Length).CopyTo(into);

        public bool Write(long offset, ReadOnlySpan<byte> bytes)
        {
            bytes.CopyTo(Bytes.AsSpan((int)offset));
            _missing -= bytes.Length;
            if (_missing == 0)
                Whole.TrySetResult();
            return true;
        }
    }
}
