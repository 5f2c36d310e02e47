namespace Hubbub.Tests.Irc;

/// <summary>What happens at the edges: absent, empty, doubled, unknown.</summary>
public sealed class EdgeTests
{
    [Theory]
    [InlineData("JOIN :", "461 ada JOIN")]
    [InlineData("PART :", "461 ada PART")]
    [InlineData("TOPIC :", "461 ada TOPIC")]
    [InlineData("MODE :", "461 ada MODE")]
    [InlineData("KICK #tea :", "461 ada KICK")]
    [InlineData("INVITE bob", "461 ada INVITE")]
    [InlineData("OPER root", "461 ada OPER")]
    [InlineData("PING", "461 ada PING")]
    [InlineData("PING :", "409 ada")]
    [InlineData("NICK :", "431 ada")]
    [InlineData("MODE #tea +l x", "696 ada #tea l x")]
    [InlineData("MODE #tea +l -1", "696 ada #tea l -1")]
    [InlineData("MODE #tea +l", "696 ada #tea l *")]
    [InlineData("MODE #tea +k :a b", "696 ada #tea k *")]
    [InlineData("MODE #tea +k a,b", "696 ada #tea k a,b")]
    [InlineData("MODE #tea +o", "696 ada #tea o *")]
    [InlineData("MODE #tea +o nobody", "401 ada nobody")]
    [InlineData("MODE #tea +v bob", "441 ada bob #tea")]
    [InlineData("MODE #nowhere +b", "403 ada #nowhere")]
    [InlineData("MODE nobody", "401 ada nobody")]
    [InlineData("FROBNICATE x", "421 ada FROBNICATE")]
    [InlineData("KICK #tea ghost", "401 ada ghost")]
    [InlineData("NAMES", "366 ada *")]
    [InlineData("NAMES #nowhere", "366 ada #nowhere")]
    [InlineData("NAMES #1,#2,#3,#4,#5,#6,#7,#8,#9,#10,#11", "407 ada #11")]
    [InlineData("WHO #nowhere", "315 ada #nowhere")]
    [InlineData("TOPIC #nowhere :x", "403 ada #nowhere")]
    [InlineData("PART #pie", "442 ada #pie")]
    [InlineData("TOPIC #pie :x", "442 ada #pie")]
    [InlineData("INVITE bob #pie", "442 ada #pie")]
    [InlineData("KICK #pie bob", "442 ada #pie")]
    public async Task Given_a_line_at_the_edge_when_sent_then_exactly_this_answers(
        string line,
        string reply
    )
    {
        await using var story = await IrcStory.StartAsync();
        _ = story.Join("bob", "#pie");
        var ada = story.Join("ada", "#tea");
        ada.Send(line);
        Assert.StartsWith($":test.server {reply} :", Assert.Single(ada.Sync()));
    }

    [Theory]
    [InlineData("PING", "461 * PING")]
    [InlineData("PING :", "409 *")]
    [InlineData("FROBNICATE", "421 * FROBNICATE")]
    [InlineData("USER a 0 * :", "461 * USER")]
    [InlineData("USER : 0 * :A", "461 * USER")]
    [InlineData("PASS", "461 * PASS")]
    [InlineData("WHO x", "451 *")]
    public async Task Given_a_line_at_the_edge_before_registration_when_sent_then_exactly_this_answers(
        string line,
        string reply
    )
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Connect();
        ada.Send(line);
        Assert.StartsWith($":test.server {reply} :", Assert.Single(ada.Sync()));
    }

    [Fact]
    public async Task Given_PING_with_a_token_when_sent_then_PONG_carries_it_as_it_came()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Connect();
        ada.Send("PING :a b  c", "PING x y");
        Assert.Equal(
            [":test.server PONG test.server :a b  c", ":test.server PONG test.server :x"],
            ada.Sync()
        );
    }

    [Fact]
    public async Task Given_ones_own_nick_in_another_case_when_taken_then_it_is_a_rename_and_the_same_again_is_nothing()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#tea");
        ada.Send("NICK ADA", "NICK ADA", "NICK ada");
        Assert.Equal([":ada!~ada@localhost NICK ADA", ":ADA!~ada@localhost NICK ada"], ada.Sync());
    }

    [Fact]
    public async Task Given_rooms_twice_in_one_line_when_joined_parted_or_kicked_from_then_each_once()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada");
        ada.Send("JOIN #a,#A,,#b,#a");
        Assert.Equal(2, ada.Sync().Count(line => line.Contains(" JOIN ")));
        var bob = story.Join("bob", "#a");
        ada.Sync();
        ada.Send("KICK #a bob,BOB,nobody :out", "PART #a,#a,#b :bye");
        Assert.Equal(
            [
                ":ada!~ada@localhost KICK #a bob :out",
                ":test.server 441 ada bob #a :They aren't on that channel",
                ":test.server 401 ada nobody :No such nick",
                ":ada!~ada@localhost PART #a :bye",
                ":test.server 403 ada #a :No such channel",
                ":ada!~ada@localhost PART #b :bye",
            ],
            ada.Sync()
        );
        Assert.Equal(":ada!~ada@localhost KICK #a bob :out", Assert.Single(bob.Sync()));
    }

    [Fact]
    public async Task Given_many_rooms_when_parted_in_one_line_then_all_are()
    {
        // TARGMAX=PART: has no limit but the line's.
        await using var story = await IrcStory.StartAsync();
        var rooms = string.Join(',', Enumerable.Range(0, 60).Select(i => $"#r{i}"));
        var ada = story.Join("ada", rooms);
        ada.Send($"PART {rooms}");
        Assert.Equal(60, ada.Sync().Count);
    }
}
