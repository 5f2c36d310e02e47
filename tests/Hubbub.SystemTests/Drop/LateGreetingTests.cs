using System.Net;
using System.Text;
using Hubbub.Client.Connecting;
using Hubbub.Client.Dropping;
using Hubbub.Datagrams;

namespace Hubbub.SystemTests.Drop;

/// <summary>A greeting comes in as many packets as it likes.</summary>
public sealed class LateGreetingTests
{
    [Theory]
    [InlineData("422 ada :There is no message of the day")]
    [InlineData("376 ada :End of the message of the day")]
    public async Task What_comes_late_of_it_is_not_the_answer_to_the_next_question(string end)
    {
        using var identity = Identity.Create();
        var greeter = new SlowGreeter($":late {end}");
        using var server = UdpEndpoint.Bind(
            new(IPAddress.Loopback, 0),
            new EndpointOptions { Identity = identity },
            greeter
        );
        greeter.Endpoint = server;
        server.Start();
        await using var session = await DropSession.OpenAsync(
            new Destination("127.0.0.1", server.Local.Port, IsTls: false),
            _ => null,
            "ada",
            password: null,
            "#lobby",
            TestContext.Current.CancellationToken
        );
        Assert.Equal("ada", session.Nick);
    }

    /// <summary>Ends its greeting long after it began it, or at the next question if that comes first.</summary>
    private sealed class SlowGreeter(string end) : IEndpointHandler, IConnectionHandler
    {
        private static readonly TimeSpan s_late = TimeSpan.FromMilliseconds(300);

        private readonly byte[] _buffer = new byte[4096];
        private bool _isGreeted;
        private bool _isOver;

        public UdpEndpoint? Endpoint { get; set; }

        public void Accepted(Connection connection) => connection.Handler = this;

        public void Opened(Connection connection, DatagramStream stream) =>
            Readable(connection, stream);

        public void Readable(Connection connection, DatagramStream stream)
        {
            if (stream.Read(_buffer) == 0)
                return;
            if (_isGreeted)
            {
                End(stream);
                Write(stream, ":late 366 ada #lobby :End of names");
                return;
            }

            _isGreeted = true;
            Write(stream, ":late 001 ada :Welcome");
            _ = EndLaterAsync(stream);
        }

        private async Task EndLaterAsync(DatagramStream stream)
        {
            await Task.Delay(s_late);
            using var turn = Endpoint!.Enter();
            End(stream);
        }

        private void End(DatagramStream stream)
        {
            if (!_isOver)
                Write(stream, end);
            _isOver = true;
        }

        private static void Write(DatagramStream stream, string line) =>
            stream.Write(Encoding.UTF8.GetBytes(line + "\r\n"));
    }
}
