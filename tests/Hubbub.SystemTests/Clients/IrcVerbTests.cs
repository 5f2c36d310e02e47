using Hubbub.SystemTests.Running;

namespace Hubbub.SystemTests.Clients;

/// <summary>What real IRC programs make of the rarer verbs.</summary>
[Collection("processes")]
public sealed class IrcVerbTests
{
    [Fact]
    public async Task Given_weechat_when_it_watches_somebody_then_it_tells_of_their_coming_their_name_and_their_going()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var wendy = (WithWeechat)await WithWeechat.ComeAsync(server.Port);
        // By MONITOR, which the server's 005 told it of.
        await wendy.DoAsync("/notify add ada house");
        await wendy.IsToldAsync("ada is offline");
        await using (var ada = await IrcPerson.ComeAsync(server.Port, "ada"))
        {
            await wendy.IsToldAsync("notify: ada (~ada@localhost) has connected");
            await ada.JoinAsync("#lobby");
            await ada.SendAsync("SETNAME :Ada Lovelace\r\n");
            await wendy.ReadsAsync("ada has changed real name to \"Ada Lovelace\"");
        }

        await wendy.IsToldAsync("notify: ada has quit");
    }

    [Fact]
    public async Task Given_irssi_when_it_asks_who_somebody_was_then_it_shows_them()
    {
        await using var server = await ServerProcess.StartAsync();
        await using (await IrcPerson.ComeAsync(server.Port, "ada"))
        {
            // Comes and goes.
        }

        await using var irma = (WithIrssi)await WithIrssi.ComeAsync(server.Port);
        await irma.SayAsync("/window goto 1");
        await irma.SayAsync("/whowas ada");
        await irma.SeesAsync("ada [~ada@localhost]");
        await irma.SeesAsync("End of WHOWAS");
    }
}
