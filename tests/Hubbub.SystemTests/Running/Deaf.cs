using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Hubbub.SystemTests.Running;

/// <summary>Somebody in a room who reads nothing, through a small window.</summary>
internal sealed class Deaf : IAsyncDisposable
{
    public const string Room = "#noise";

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp)
    {
        ReceiveBufferSize = 4096,
    };

    public static async Task<Deaf> ComeAsync(int port, string nick)
    {
        await using var friend = await IrcPerson.ComeAsync(port, nick + "-friend");
        await friend.JoinAsync(Room);
        var deaf = new Deaf();
        await deaf._socket.ConnectAsync(IPAddress.Loopback, port);
        var hello = $"NICK {nick}\r\nUSER {nick} 0 * :{nick}\r\nJOIN {Room}\r\n";
        await deaf._socket.SendAsync(Encoding.UTF8.GetBytes(hello));
        await friend.ReadUntilAsync($":{nick}!");
        return deaf;
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
