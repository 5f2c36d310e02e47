using Hubbub.Tests.Irc;

namespace Hubbub.Tests.Net;

/// <summary>"Whoever vanishes is logged off after a while."</summary>
public sealed class SilenceTests
{
    [Fact]
    public async Task Who_can_only_be_known_to_have_gone_by_silence_is_told_and_logged_off()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#lobby");
        var bob = story.ConnectRaw(TimeSpan.FromMilliseconds(1));
        bob.Send("bob");
        ada.ReadUntil(line => line.StartsWith(":bob!", StringComparison.Ordinal));
        ada.ReadUntil(line =>
            line.EndsWith(" QUIT :Nothing was heard for 1 seconds", StringComparison.Ordinal)
            || line.EndsWith(" QUIT :Nothing was heard for 0 seconds", StringComparison.Ordinal)
        );
        Assert.StartsWith(
            "The server ends this connection (Nothing was heard for ",
            bob.ReadToEnd()[^1],
            StringComparison.Ordinal
        );
    }
}
