using Hubbub.Tests.Irc;

namespace Hubbub.Tests.History;

/// <summary>MARKREAD (<see href="https://ircv3.net/specs/extensions/read-marker"/>).</summary>
public sealed class ReadMarkerTests
{
    private const string Noon = "timestamp=2026-11-21T12:00:00.000Z";
    private const string Eleven = "timestamp=2026-11-21T11:00:00.000Z";

    /// <summary>"If the provided timestamp is older than the server's stored value, the server MUST reply […] carrying the server's stored value."</summary>
    [Fact]
    public async Task A_marker_only_ever_moves_on()
    {
        await using var server = await IrcStory.StartAsync();
        var ada = server.Join("ada", "", "draft/read-marker");
        ada.Send(
            "MARKREAD #Tea",
            $"MARKREAD #Tea {Noon}",
            $"MARKREAD #tea {Eleven}",
            "MARKREAD bob"
        );
        Assert.Equal(
            [
                ":test.server MARKREAD #Tea *",
                $":test.server MARKREAD #Tea {Noon}",
                $":test.server MARKREAD #tea {Noon}",
                ":test.server MARKREAD bob *",
            ],
            ada.Sync()
        );
    }

    /// <summary>"after the server sends a server JOIN command […] the server MUST send a MARKREAD […] before the RPL_ENDOFNAMES reply."</summary>
    [Fact]
    public async Task Who_comes_into_a_room_is_told_how_far_they_have_read()
    {
        await using var server = await IrcStory.StartAsync();
        var ada = server.Join("ada", "", "draft/read-marker");
        ada.Send($"MARKREAD #tea {Noon}", "JOIN #tea");
        var lines = ada.Sync();
        Assert.EndsWith(" JOIN #tea", lines[1], StringComparison.Ordinal);
        Assert.Equal($":test.server MARKREAD #tea {Noon}", lines[2]);
        Assert.Contains(" 366 ", lines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MARKREAD", "NEED_MORE_PARAMS :Missing parameters")]
    [InlineData("MARKREAD #tea *", "INVALID_PARAMS * :Invalid parameters")]
    [InlineData(
        "MARKREAD #tea timestamp=noon",
        "INVALID_PARAMS timestamp=noon :Invalid parameters"
    )]
    public async Task What_is_wrong_is_refused(string line, string refusal)
    {
        await using var server = await IrcStory.StartAsync();
        var ada = server.Join("ada", "", "draft/read-marker");
        ada.Send(line);
        Assert.Equal(":test.server FAIL MARKREAD " + refusal, ada.Sync().Single());
    }

    [Fact]
    public async Task Markers_are_bounded()
    {
        await using var server = await IrcStory.StartAsync();
        var ada = server.Join("ada");
        for (var i = 0; i <= 500; i++)
            ada.Send($"MARKREAD #r{i} {Noon}");
        ada.Sync();
        ada.Send("MARKREAD #r0", "MARKREAD #r500");
        Assert.Equal(
            [":test.server MARKREAD #r0 *", $":test.server MARKREAD #r500 {Noon}"],
            ada.Sync()
        );
    }
}
