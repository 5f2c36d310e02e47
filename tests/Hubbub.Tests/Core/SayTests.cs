using Hubbub.Core;

namespace Hubbub.Tests.Core;

public sealed class SayTests
{
    [Fact]
    public void Given_a_member_when_they_speak_then_the_room_is_told_with_the_entrys_index()
    {
        var story = Tea().Say("bob", "#TEA");
        var said = story.One<SaidInRoom>();
        Assert.Equal((story.Now, "#tea", "bob"), (said.Index, said.Name, said.From.Nick));
        Assert.Equal([story.Now], story.Recent("ada", "#tea"));
    }

    [Fact]
    public void Given_no_such_room_when_someone_speaks_in_it_then_it_is_refused() =>
        Tea().Say("ada", "#pie").IsRefused(Reason.NoSuchRoom, "#pie");

    /// <param name="inside">Whether the one who speaks is a member.</param>
    [Theory]
    [InlineData("", true, true)]
    [InlineData("", false, false)]
    [InlineData("-n", false, true)]
    [InlineData("+m", true, false)]
    [InlineData("-n+m", false, false)]
    [InlineData("+b bob!*@*", true, false)]
    [InlineData("-n+b bob!*@*", false, false)]
    [InlineData("-n+b eve!*@*", false, true)]
    [InlineData("+be bob!*@* *!bob@*", true, true)]
    [InlineData("-n+be bob!*@* *!bob@*", false, true)]
    [InlineData("+me *!bob@*", true, false)]
    [InlineData("-n+s", false, true)]
    [InlineData("+C", true, true)]
    [InlineData("+b m:bob!*@*", true, false)]
    [InlineData("-n+b m:bob!*@*", false, false)]
    [InlineData("+be m:bob!*@* *!bob@*", true, true)]
    [InlineData("+be m:bob!*@* m:*!bob@*", true, true)]
    [InlineData("+be bob!*@* m:*!bob@*", true, false)]
    public void Given_someone_without_a_role_when_they_speak_then_the_rooms_modes_decide(
        string modes,
        bool inside,
        bool may
    )
    {
        var story = A.Hub().With("bob").With("ada").In("#tea");
        if (inside)
            story.Join("bob", "#tea");
        if (modes.Length > 0)
            story.Mode("ada", "#tea", modes);
        story.Say("bob", "#tea");
        if (may)
            story.One<SaidInRoom>();
        else
            story.IsRefused(Reason.MayNotSpeak, "#tea");
    }

    [Theory]
    [InlineData("+mv bob")]
    [InlineData("+mh bob")]
    [InlineData("+bv bob!*@* bob")]
    public void Given_a_voice_or_more_when_they_speak_then_nothing_bars_them(string modes) =>
        Tea().Mode("ada", "#tea", modes).Say("bob", "#tea").One<SaidInRoom>();

    [Theory]
    [InlineData(MessageKind.Said, "lunch")]
    [InlineData(MessageKind.Action, "lunch")]
    [InlineData(MessageKind.Notice, null)]
    public void Given_someone_away_when_they_are_told_something_then_only_a_notice_keeps_silent_about_it(
        MessageKind kind,
        string? away
    )
    {
        var story = Tea().Away("bob", "lunch").Tell("ada", "BOB", kind);
        var said = story.One<SaidToPerson>();
        Assert.Equal(away, said.Away);
        Assert.Equal(story.Of("bob"), said.Audience.Session);
    }

    [Fact]
    public void Given_nobody_of_that_nick_when_they_are_told_something_then_it_is_refused() =>
        Tea().Tell("ada", "eve").IsRefused(Reason.NoSuchNick, "eve");

    [Fact]
    public void Given_oneself_when_one_tells_oneself_something_then_one_is_told_once() =>
        Assert.Equal(Reach.Actor, Tea().Tell("ada", "ada").One<SaidToPerson>().Audience.Reach);

    private static Story Tea() => A.Hub().With("ada", "bob").In("#tea");
}
