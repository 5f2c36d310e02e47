using System.Net;
using System.Net.Sockets;
using System.Text;
using Hubbub.SystemTests.Running;

namespace Hubbub.SystemTests.Clients;

/// <summary>What a full room answers to who enters it (docs/performance.md, joining).</summary>
[Collection("processes")]
public sealed class ManyNamesTests
{
    /// <summary>More names than a page has.</summary>
    private const int Many = 900;

    [Fact]
    public async Task All_names_come_at_once_though_the_last_lines_have_still_to_be_looked_up()
    {
        await using var server = await ServerProcess.StartAsync("--no-flood-limit");
        await using var ada = await IrcPerson.ComeAsync(server.Port, "ada");
        await ada.JoinAsync("#full");
        var crowd = new List<Socket>();
        try
        {
            for (var i = 0; i < Many; i++)
                crowd.Add(await ComeAsync(server.Port, $"m{i}", "JOIN #full\r\n"));
            await ada.ReadUntilAsync($":m{Many - 1}!");

            var late = await ComeAsync(server.Port, "late", "PING ready\r\n");
            crowd.Add(late);
            while (!(await HearAsync(late)).Contains("PONG ", StringComparison.Ordinal)) { }

            await late.SendAsync("JOIN #full\r\n"u8.ToArray());
            var first = await HearAsync(late);
            Assert.Contains(" m0 ", first, StringComparison.Ordinal);
            Assert.Contains(" 366 late #full ", first, StringComparison.Ordinal);
        }
        finally
        {
            crowd.ForEach(socket => socket.Dispose());
        }
    }

    private static async Task<Socket> ComeAsync(int port, string nick, string then)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        await socket.SendAsync(
            Encoding.ASCII.GetBytes($"NICK {nick}\r\nUSER {nick} 0 * :{nick}\r\n{then}")
        );
        return socket;
    }

    /// <summary>What one send of the server brings.</summary>
    private static async Task<string> HearAsync(Socket socket)
    {
        var buffer = new byte[1 << 20];
        var count = await socket.ReceiveAsync(buffer).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.NotEqual(0, count);
        return Encoding.UTF8.GetString(buffer, 0, count);
    }
}
