using Hubbub.Core;
using Hubbub.Protocols.Drop;

namespace Hubbub.Tests.Irc;

/// <summary>FILES, as docs/files.md has it. What brings bytes is tested with them.</summary>
public sealed class FileTests
{
    [Fact]
    public async Task Who_asks_for_a_right_gets_the_same_one_again_and_members_alone_get_one()
    {
        await using var story = await StartAsync();
        var ada = story.Join("ada", "#tea", "message-tags");
        var eve = story.Join("eve");
        ada.Send("FILES #tea UPLOAD", "FILES #tea UPLOAD");
        var lines = ada.Sync();
        Assert.Equal(lines[0], lines[1]);
        Assert.Matches(
            "^@\\+hubbub/upload=#tea,path=/files/[-_A-Za-z0-9]{22}/,most=600 :test.server NOTICE ada :"
                + "curl -T FILE http://here:1/files/[-_A-Za-z0-9]{22}/ brings a file to #tea, up to 600 bytes$",
            lines[0]
        );
        eve.Send("FILES #tea UPLOAD", "FILES #tea", "FILES #none UPLOAD");
        Assert.Equal(
            [
                ":test.server 442 eve #tea :You're not on that channel",
                ":test.server FAIL FILES INVALID_TARGET :You are not on that channel",
                ":test.server 403 eve #none :No such channel",
            ],
            eve.Sync()
        );
    }

    [Fact]
    public async Task A_link_for_others_is_made_by_operators_alone()
    {
        await using var story = await StartAsync();
        var ada = story.Join("ada", "#tea");
        ada.Send("FILES #tea LINK");
        Assert.StartsWith(":test.server 481 ada ", ada.Sync().Single(), StringComparison.Ordinal);
    }

    /// <summary>"A client cannot send this tag."</summary>
    [Fact]
    public async Task Nobody_can_feign_a_file()
    {
        await using var story = await StartAsync();
        var ada = story.Join("ada", "#tea", "message-tags");
        var bob = story.Join("bob", "#tea", "message-tags");
        ada.Sync();
        bob.Send("@+hubbub/file=1,path=/files/x/y;+hubbub/upload=x;+a=b PRIVMSG #tea :[file 1] y");
        var line = ada.Sync().Single();
        Assert.Contains("+a=b", line, StringComparison.Ordinal);
        Assert.DoesNotContain("hubbub/", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FILES #tea DANCE", "FAIL FILES INVALID_PARAMS")]
    [InlineData("FILES #tea GET", "FAIL FILES INVALID_PARAMS")]
    [InlineData("FILES #tea LIST many", "FAIL FILES INVALID_PARAMS")]
    [InlineData("FILES #tea REMOVE x", "FAIL FILES INVALID_PARAMS")]
    [InlineData("FILES #tea GET 7", "FAIL FILES NO_SUCH_FILE #tea 7")]
    [InlineData("FILES #tea GET :no such", "FAIL FILES NO_SUCH_FILE")]
    [InlineData("FILES #tea REMOVE 7", "FAIL FILES NO_SUCH_FILE")]
    [InlineData("FILES #tea REMOVE 7 secret", "FAIL FILES NO_SUCH_FILE")]
    [InlineData("FILES * FETCH 7", "FAIL FILES NO_SUCH_FILE * 7")]
    [InlineData("FILES * GET 7", "FAIL FILES NO_SUCH_FILE * 7")]
    [InlineData("FILES #tea BRING", "FAIL FILES NO_STREAM #tea")]
    [InlineData("FILES #tea DECLINE", "FAIL FILES INVALID_PARAMS")]
    [InlineData("FILES ada BRING", "FAIL FILES NO_STREAM ada")]
    [InlineData("FILES ada DECLINE", "FAIL FILES NO_SUCH_FILE")]
    [InlineData("FILES ada DECLINE x", "FAIL FILES INVALID_PARAMS")]
    [InlineData("FILES ada GET 7", "FAIL FILES NO_SUCH_FILE ada 7")]
    [InlineData("FILES ada FETCH 7", "FAIL FILES NO_SUCH_FILE ada 7")]
    [InlineData("FILES eve", "401 ada eve :No such nick")]
    [InlineData("FILES eve UPLOAD", "401 ada eve :No such nick")]
    public async Task What_makes_no_sense_or_cannot_be_is_told(string line, string expected)
    {
        await using var story = await StartAsync();
        var ada = story.Join("ada", "#tea");
        ada.Send(line);
        Assert.StartsWith(
            ":test.server " + expected,
            ada.Sync().Single(),
            StringComparison.Ordinal
        );
    }

    private static Task<IrcStory> StartAsync() =>
        IrcStory.StartAsync(face =>
            face with
            {
                Drop = new DropFace("http://here:1", new byte[32], TimeProvider.System),
                FileLimits = new FileLimits(1_000, 600),
            }
        );
}
