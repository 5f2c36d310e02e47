using System.Net;
using System.Net.Sockets;
using Hubbub.SystemTests.Datagrams;
using Hubbub.SystemTests.Join;
using Hubbub.SystemTests.Running;

namespace Hubbub.SystemTests.Udp;

/// <summary>"A UDP connection carries a session like any other."</summary>
[Collection("processes")]
public sealed class UdpSessionTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task Who_comes_by_UDP_and_who_comes_by_TCP_read_each_other(string host)
    {
        await using var server = await ServerProcess.StartAsync();
        await using var ada = await ComeAsync(server, "ada", host);
        await using var bob = await IrcPerson.ComeAsync(server.Port, "bob");
        await ada.JoinAsync("#lobby");
        await bob.JoinAsync("#lobby");
        await ada.ReadUntilAsync(":bob!");
        await bob.SayAsync("#lobby", "by TCP");
        await ada.ReadUntilAsync("PRIVMSG #lobby :by TCP\r\n");
        await ada.SayAsync("#lobby", "by UDP");
        await bob.ReadUntilAsync("PRIVMSG #lobby :by UDP\r\n");

        await ada.SendAsync("QUIT :gone\r\n");
        await bob.ReadUntilAsync(":ada!");
        await ada.Heard.ReadToEndAsync();
    }

    [Fact]
    public async Task Our_client_joins_by_UDP()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var ada = await IrcPerson.ComeAsync(server.Port, "ada");
        await ada.JoinAsync("#lobby");
        await using var joining = new Joining();
        var ran = await joining.SayAsync(
            "hello\n",
            "localhost",
            $"{server.Port}",
            "--udp",
            "--nick",
            "bot"
        );
        Assert.True(ran.ExitCode == 0, ran.All);
        await ada.ReadUntilAsync("PRIVMSG #lobby :hello\r\n");

        await using var logger = joining.InPipes($"udp://127.0.0.1:{server.Port}", "--nick", "bot");
        await ada.ReadUntilAsync(" JOIN ");
        await ada.SayAsync("#lobby", "hello back");
        await logger.Output.ReadUntilAsync("ada> hello back\n");
    }

    [Fact]
    public async Task An_orderly_end_of_the_server_is_told_at_once()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var ada = await ComeAsync(server, "ada");
        await server.EndAsync();
        var heard = await ada.Heard.ReadToEndAsync();
        Assert.Contains("ERROR ", heard, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_gets_another_address_keeps_the_session()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var relay = new UdpRelay(new(IPAddress.Loopback, server.Port), seed: 6);
        await using var ada = await IrcPerson.ComeByUdpAsync(relay.Local, "ada");
        await ada.JoinAsync("#lobby");
        relay.Move();
        await ada.SettleAsync();
        await using var bob = await IrcPerson.ComeAsync(server.Port, "bob");
        await bob.JoinAsync("#lobby");
        await bob.SayAsync("#lobby", "still here?");
        await ada.ReadUntilAsync("still here?");
        Assert.DoesNotContain("QUIT", ada.Heard.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_whose_UDP_side_is_taken_is_told()
    {
        using var other = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)other.Client.LocalEndPoint!).Port;
        var ran = await ServerProcess.RunAsync("serve", $"{port}", "--ephemeral");
        Assert.Equal(1, ran.ExitCode);
        Assert.Contains(
            $"Port {port} is free for TCP, but its UDP side is in use by another program.",
            ran.Errors,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_identity_is_made_at_the_first_need_kept_and_its_owners_alone()
    {
        using var data = new Storage.TempFolder();
        var key = data.PathOf("udp.pem");
        string told;
        await using (var server = await ServerProcess.StartOnAsync(data.Path))
        {
            Assert.False(File.Exists(key));
            await using var ada = await ComeAsync(server, "ada");
            await server.Screen.ReadUntilAsync("udp-identity sha256=");
            told = await server.Screen.ReadUntilAsync("\n");
        }

        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
        await using var again = await ServerProcess.StartOnAsync(data.Path);
        await using var bob = await ComeAsync(again, "bob");
        await again.Screen.ReadUntilAsync("udp-identity sha256=" + told);
    }

    private static Task<IrcPerson> ComeAsync(
        ServerProcess server,
        string nick,
        string host = "127.0.0.1"
    ) => IrcPerson.ComeByUdpAsync(new(IPAddress.Parse(host), server.Port), nick);
}
