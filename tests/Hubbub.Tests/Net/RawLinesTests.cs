using System.Buffers;
using System.Net;
using System.Text;
using Hubbub.Core;
using Hubbub.Datagrams;
using Hubbub.Net;
using Hubbub.Net.Listening.Udp;
using Hubbub.Protocols;
using Hubbub.Protocols.Http;

namespace Hubbub.Tests.Net;

/// <summary>
/// "On loopback no code is asked. With --raw-udp, nothing is accepted or sent beyond a short code until the sender has
/// repeated it; elsewhere never."
/// </summary>
public sealed class RawLinesTests
{
    private readonly Host _host = new();
    private readonly List<(PeerAddress To, string Text)> _sent = [];
    private readonly StoppedClock _time = new();

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.4.5.6")]
    [InlineData("::1")]
    public void On_this_machine_the_first_line_is_the_name(string from)
    {
        Make().Take(At(from), "ada\n"u8);
        var session = Assert.Single(_host.Sessions);
        Assert.True(session.IsGreeted);
        Assert.Equal("ada\n", session.Heard);
    }

    [Fact]
    public void Where_a_password_is_asked_the_first_line_is_only_answered_with_the_question()
    {
        Make(asksPassword: true).Take(At("127.0.0.1"), "ada\n"u8);
        var session = Assert.Single(_host.Sessions);
        Assert.False(session.IsGreeted);
        Assert.Empty(session.Heard);
    }

    [Theory]
    [InlineData("192.168.1.7", true, true)]
    [InlineData("10.9.8.7", true, true)]
    [InlineData("172.31.0.1", true, true)]
    [InlineData("fe80::1", true, true)]
    [InlineData("fd00::1", true, true)]
    [InlineData("192.168.1.7", false, false)]
    [InlineData("172.32.0.1", true, false)]
    [InlineData("8.8.8.8", true, false)]
    [InlineData("2001:db8::1", true, false)]
    public void From_elsewhere_only_private_networks_are_answered_where_it_is_allowed(
        string from,
        bool isAllowed,
        bool isAnswered
    )
    {
        var lines = Make(isAllowed);
        lines.Take(At(from), "ada lovelace\n"u8);
        Assert.Equal(isAnswered, _sent.Count == 1);
        Assert.Empty(_host.Sessions);
        Assert.Equal(1, lines.Dropped);
    }

    [Fact]
    public void Who_repeats_the_code_is_asked_for_the_name()
    {
        var lines = Make(onNetwork: true);
        lines.Take(Far, "ada lovelace\n"u8);
        var code = Assert.Single(_sent).Text["Type ".Length..];
        lines.Take(At("10.0.0.8"), Encoding.UTF8.GetBytes(code));
        Assert.Empty(_host.Sessions);
        lines.Take(Far, Encoding.UTF8.GetBytes(code));
        var session = Assert.Single(_host.Sessions);
        // The greeting, which asks for it, is still to come.
        Assert.False(session.IsGreeted);
        lines.Take(Far, "ada"u8);
        Assert.Equal("ada\n", session.Heard);
    }

    [Fact]
    public void A_code_is_good_for_the_next_minute_and_no_longer()
    {
        var lines = Make(onNetwork: true);
        lines.Take(Far, "ada\n"u8);
        var code = Encoding.UTF8.GetBytes(Assert.Single(_sent).Text);
        _time.Pass(TimeSpan.FromMinutes(2));
        lines.Take(Far, code);
        Assert.Empty(_host.Sessions);
        lines.Take(Far, "ada\n"u8);
        code = Encoding.UTF8.GetBytes(_sent[^1].Text);
        _time.Pass(TimeSpan.FromMinutes(1));
        lines.Take(Far, code);
        Assert.Single(_host.Sessions);
    }

    [Fact]
    public void Before_the_code_is_repeated_no_more_is_sent_than_came_and_seldom()
    {
        var lines = Make(onNetwork: true);
        for (var length = 1; length < 20; length++)
        {
            _time.Pass(TimeSpan.FromSeconds(1));
            var before = _sent.Count;
            lines.Take(Far, Encoding.ASCII.GetBytes(new string('x', length)));
            Assert.All(_sent[before..], sent => Assert.InRange(sent.Text.Length, 1, length));
            Assert.Equal(length >= RawCode.Length, _sent.Count > before);
        }

        _sent.Clear();
        _time.Pass(TimeSpan.FromSeconds(1));
        for (var i = 0; i < 1_000; i++)
            lines.Take(At($"10.0.{i / 250}.{i % 250}"), "ada\n"u8);
        Assert.Equal(20, _sent.Count);
        Assert.Equal(0, lines.Count);
    }

    [Fact]
    public void There_is_room_for_so_many_and_who_leaves_makes_room()
    {
        var lines = Make(most: 2);
        for (ushort port = 1; port <= 3; port++)
            lines.Take(At("127.0.0.1", port), "ada"u8);
        Assert.Equal(2, lines.Count);
        Assert.Equal("This server is full. Try again later.\r\n", Assert.Single(_sent).Text);
        _host.Sessions[0].Transport.Close();
        lines.Take(At("127.0.0.1", 3), "ada"u8);
        Assert.Equal(3, _host.Sessions.Count);
    }

    [Fact]
    public void Who_sends_more_than_is_worked_off_loses_it_and_nobody_waits()
    {
        var lines = Make();
        lines.Take(At("127.0.0.1"), "ada"u8);
        _host.Sessions[0].Busy = new TaskCompletionSource();
        for (var i = 0; i < 10; i++)
            lines.Take(At("127.0.0.1"), "again"u8);
        Assert.Equal("ada\nagain\n", _host.Sessions[0].Heard);
        Assert.Equal(9, lines.Dropped);
    }

    [Fact]
    public void Each_line_goes_as_a_datagram_and_long_ones_in_whole_characters()
    {
        Make().Take(At("127.0.0.1"), "ada"u8);
        var transport = _host.Sessions[0].Transport;
        var longLine = "x" + new string('ü', 1_000) + "\r\n";
        var bytes = Encoding.UTF8.GetBytes("one\r\ntwo\r\n" + longLine);
        Assert.Equal(bytes.Length, transport.TrySend(bytes));
        Assert.Equal(["one\r\n", "two\r\n"], _sent[..2].Select(s => s.Text));
        Assert.Equal(longLine, string.Concat(_sent[2..].Select(s => s.Text)));
        Assert.All(_sent, s => Assert.InRange(Encoding.UTF8.GetByteCount(s.Text), 1, 1_200));
    }

    private static PeerAddress Far => At("10.0.0.7");

    private static PeerAddress At(string address, ushort port = 4_000) =>
        PeerAddress.Of(new(IPAddress.Parse(address), port));

    private RawLines Make(bool onNetwork = false, int most = 200, bool asksPassword = false) =>
        new(
            new UdpOptions
            {
                Identity = new ServerIdentity(null, _ => { }),
                Warn = _ => { },
                RawOnNetwork = onNetwork,
                MaxRaw = most,
                Time = _time,
            },
            _host,
            asksPassword,
            (to, datagram) => _sent.Add((to, Encoding.UTF8.GetString(datagram)))
        );

    private sealed class Host : IConnectionHost
    {
        public List<Session> Sessions { get; } = [];

        public ReadOnlyMemory<byte> Greeting => default;

        public ServerHealth Health => throw new NotSupportedException();

        public ServerFace Face => throw new NotSupportedException();

        public IInlet? OpenBot(ITransport transport, BotCalls calls) =>
            throw new NotSupportedException();

        public IInlet? Open(ITransport transport, WireKind kind, bool greeted)
        {
            Assert.Equal(WireKind.Raw, kind);
            var session = new Session(transport, greeted);
            Sessions.Add(session);
            return session;
        }
    }

    private sealed class Session(ITransport transport, bool isGreeted) : IInlet
    {
        public ITransport Transport => transport;

        public bool IsGreeted => isGreeted;

        public string Heard { get; private set; } = "";

        public TaskCompletionSource? Busy { get; set; }

        public ValueTask FeedAsync(ReadOnlySequence<byte> bytes)
        {
            Heard += Encoding.UTF8.GetString(bytes);
            return Busy is null ? default : new ValueTask(Busy.Task);
        }

        public void End(DetachCause cause, string reason) { }

        public void Writable() { }
    }

    private sealed class StoppedClock : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Pass(TimeSpan time) => _now += time.Ticks;

        public override long GetTimestamp() => _now;
    }
}
