using Hubbub.Core;
using Hubbub.Protocols;

namespace Hubbub.Tests.Irc;

/// <summary>RELAY, as docs/irc.md has it.</summary>
public sealed class RelayTests
{
    [Fact]
    public async Task A_program_is_given_the_first_end_of_a_relay()
    {
        await using var story = await IrcStory.StartAsync(face =>
            face with
            {
                Relays = new Relays(0xABC),
            }
        );
        var ada = story.Join("ada", "#tea", "message-tags");
        ada.Send("RELAY");
        Assert.StartsWith(
            "@+hubbub/relay=0000000000000abc :test.server NOTICE ada :",
            ada.Sync().Single(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Where_all_are_in_use_or_there_are_none_it_is_told()
    {
        await using var full = await IrcStory.StartAsync(face =>
            face with
            {
                Relays = new Relays(null),
            }
        );
        var ada = full.Join("ada", "#tea");
        ada.Send("RELAY");
        Assert.Equal(
            ":test.server FAIL RELAY RELAYS_FULL :All relays are in use: try again later",
            ada.Sync().Single()
        );
        await using var none = await IrcStory.StartAsync();
        var bob = none.Join("bob", "#tea");
        bob.Send("RELAY");
        Assert.Equal(
            ":test.server FAIL RELAY NO_RELAY :This server passes no packets on",
            bob.Sync().Single()
        );
    }

    private sealed class Relays(ulong? end) : IRelays
    {
        public ulong? For(SessionId session) => end;
    }
}
