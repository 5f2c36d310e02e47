namespace Hubbub.Tests.Irc;

/// <summary>https://modern.ircdocs.horse/#list-message, ELIST=CMNTU.</summary>
public sealed class ListTests
{
    [Theory]
    [InlineData("", "#lobby #tea #pie")]
    [InlineData("#tea,#nowhere,#pie", "#tea #pie")]
    [InlineData("*e*", "#tea #pie")]
    [InlineData("#t?a", "#tea")]
    [InlineData("!*e*", "#lobby")]
    [InlineData(">1", "#tea")]
    [InlineData("<2", "#lobby #pie")]
    [InlineData("<2,*e*", "#pie")]
    [InlineData(">0,<2", "#pie")]
    [InlineData("C<60", "#lobby #tea #pie")]
    [InlineData("C>60", "")]
    [InlineData("T<60", "#tea")]
    [InlineData("T>60", "")]
    [InlineData("t<60,#pie", "")]
    [InlineData("#tea,>5", "")]
    public async Task Given_conditions_when_rooms_are_listed_then_those_that_fit(
        string condition,
        string rooms
    )
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#tea,#pie");
        _ = story.Join("bob", "#tea");
        ada.Send("TOPIC #tea :Earl Grey");
        ada.Sync();
        ada.Send($"LIST {condition}");
        var lines = ada.Sync();
        Assert.StartsWith(":test.server 321 ", lines[0]);
        Assert.StartsWith(":test.server 323 ", lines[^1]);
        Assert.Equal(
            rooms,
            string.Join(' ', lines.Skip(1).SkipLast(1).Select(line => line.Split(' ')[3]))
        );
    }
}
