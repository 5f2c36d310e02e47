using Hubbub.Core;

namespace Hubbub.Tests.Core;

public sealed class ChangeRoomTests
{
    [Theory]
    [InlineData("i", RoomFlags.InviteOnly)]
    [InlineData("m", RoomFlags.Moderated)]
    [InlineData("n", RoomFlags.NoOutsideMessages)]
    [InlineData("s", RoomFlags.Secret)]
    [InlineData("t", RoomFlags.TopicByOperators)]
    public void Given_a_founder_when_a_flag_is_taken_and_set_then_the_room_has_it(
        string letter,
        RoomFlags flag
    )
    {
        var story = Tea().Mode("ada", "#tea", "-nt");
        Assert.Equal(RoomFlags.None, story.StateOf("ada", "#tea").Flags);
        Assert.Equal("+" + letter, story.Mode("ada", "#tea", "+" + letter).Changes());
        Assert.Equal(flag, story.StateOf("ada", "#tea").Flags);
        Assert.Equal("-" + letter, story.Mode("ada", "#tea", "-" + letter).Changes());
        Assert.Equal(RoomFlags.None, story.StateOf("ada", "#tea").Flags);
    }

    [Theory]
    [InlineData("+n")]
    [InlineData("+nt")]
    [InlineData("-i")]
    [InlineData("-k")]
    [InlineData("-l")]
    [InlineData("-b nobody!*@*")]
    [InlineData("+o ada")]
    [InlineData("-v bob")]
    [InlineData("+l 0")]
    [InlineData("+l many")]
    [InlineData("+l 4294967297")]
    [InlineData("+l -3")]
    public void Given_a_change_that_changes_nothing_when_it_is_asked_then_nothing_is_told(
        string modes
    ) => Tea().Mode("ada", "#tea", modes).IsSilent();

    [Theory]
    [InlineData("+i-i", "+i -i", "")]
    [InlineData("-n+n", "-n +n", "")]
    [InlineData("+ii", "+i", "")]
    [InlineData("+k-k a", "+k a -k", "")]
    [InlineData("+kk a b", "+k a +k b", "b")]
    [InlineData("+kk a a", "+k a", "a")]
    [InlineData("+l-l 5", "+l 5 -l", "")]
    [InlineData("+ll 5 5", "+l 5", "")]
    [InlineData("+b-b x!*@* X!*@*", "+b x!*@* -b X!*@*", "")]
    [InlineData("+bb x!*@* X!*@*", "+b x!*@*", "")]
    [InlineData("+v-v bob bob", "+v bob -v bob", "")]
    [InlineData("+vv bob BOB", "+v bob", "")]
    public void Given_changes_of_one_thing_in_one_command_when_they_are_made_then_each_follows_the_one_before(
        string modes,
        string told,
        string key
    )
    {
        var story = Tea().Mode("ada", "#tea", modes);
        Assert.Equal(told, story.Changes());
        Assert.Equal(key, story.StateOf("ada", "#tea").Key);
        if (told.Contains('-', StringComparison.Ordinal))
        {
            Assert.Equal(RoomFlags.Default, story.StateOf("ada", "#tea").Flags);
            Assert.Equal(0, story.StateOf("ada", "#tea").Limit);
            Assert.Empty(story.Masks("ada", "#tea", 'b'));
            Assert.Equal("~@ada bob", story.Names("ada", "#tea"));
        }
    }

    [Fact]
    public void Given_a_key_and_a_limit_when_they_are_taken_away_then_they_are_gone()
    {
        var story = Tea().Mode("ada", "#tea", "+kl sesame 7");
        Assert.Equal(7, story.StateOf("ada", "#tea").Limit);
        Assert.Equal("sesame", story.StateOf("ada", "#tea").Key);
        Assert.Equal("-k -l", story.Mode("ada", "#tea", "-kl").Changes());
        Assert.False(story.StateOf("ada", "#tea").HasKey);
        Assert.Equal(0, story.StateOf("ada", "#tea").Limit);
    }

    [Fact]
    public void Given_a_key_when_the_same_is_set_then_nothing_is_told_but_another_is() =>
        Assert.Equal(
            "+k other",
            Tea()
                .Mode("ada", "#tea", "+k one")
                .Mode("ada", "#tea", "+k one")
                .IsSilent()
                .Mode("ada", "#tea", "+k other")
                .Changes()
        );

    [Theory]
    [InlineData('b')]
    [InlineData('e')]
    [InlineData('I')]
    public void Given_a_mask_list_when_masks_come_and_go_then_it_keeps_their_order(char list)
    {
        var story = Tea();
        foreach (var mask in new[] { "a!*@*", "b!*@*", "c!*@*" })
            story.Mode("ada", "#tea", $"+{list} {mask}");
        Assert.Equal(["a!*@*", "b!*@*", "c!*@*"], story.Masks("ada", "#tea", list));
        story.Mode("ada", "#tea", $"-{list} B!*@*");
        Assert.Equal(["a!*@*", "c!*@*"], story.Masks("ada", "#tea", list));
    }

    [Fact]
    public void Given_a_mask_when_it_is_set_in_another_case_then_nothing_is_told() =>
        Tea().Mode("ada", "#tea", "+b eve!*@*").Mode("ada", "#tea", "+b EVE!*@*").IsSilent();

    [Fact]
    public void Given_letters_beyond_ascii_when_masks_differ_in_their_case_then_they_are_two_as_in_matching()
    {
        var story = Tea().Mode("ada", "#tea", "+b é!*@*").Mode("ada", "#tea", "+b É!*@*");
        Assert.Equal(["é!*@*", "É!*@*"], story.Masks("ada", "#tea", 'b'));
    }

    [Fact]
    public void Given_a_full_mask_list_when_one_more_is_set_then_it_is_refused()
    {
        var story = Tea().Configure(s => s with { MasksPerRoom = 2 });
        story.Mode("ada", "#tea", "+bbb a b c");
        Assert.Equal(Reason.MaskListFull, story.One<Refused>().Reason);
        Assert.Equal("c", story.One<Refused>().Subject);
        Assert.Equal("+b a +b b", story.Changes());
        story.Mode("ada", "#tea", "+e a").One<RoomChanged>();
    }

    [Fact]
    public void Given_a_full_mask_list_when_one_goes_in_the_same_command_then_another_may_come() =>
        Assert.Equal(
            "-b a +b b",
            Tea()
                .Configure(s => s with { MasksPerRoom = 1 })
                .Mode("ada", "#tea", "+b a")
                .Mode("ada", "#tea", "-b+b a b")
                .Changes()
        );

    [Theory]
    [InlineData("q", "~bob")]
    [InlineData("o", "@bob")]
    [InlineData("h", "%bob")]
    [InlineData("v", "+bob")]
    public void Given_a_founder_when_they_give_and_take_a_role_then_the_member_has_it_and_not(
        string letter,
        string shown
    )
    {
        var story = Tea().Mode("ada", "#tea", $"+{letter} BOB");
        Assert.Equal($"+{letter} bob", story.Changes());
        Assert.Equal("~@ada " + shown, story.Names("ada", "#tea"));
        story.Mode("ada", "#tea", $"-{letter} bob");
        Assert.Equal("~@ada bob", story.Names("ada", "#tea"));
    }

    /// <summary>Founders give all; operators all but founder; half-operators voice.</summary>
    [Theory]
    [InlineData('q', "qohv")]
    [InlineData('o', "ohv")]
    [InlineData('h', "v")]
    [InlineData('v', "")]
    [InlineData(' ', "")]
    public void Given_a_rank_when_roles_are_given_then_only_those_below_its_right_are(
        char rank,
        string may
    )
    {
        foreach (var role in "qohv")
        {
            var story = Tea().With("cyd").In("#tea");
            if (rank != ' ')
                story.Mode("ada", "#tea", $"+{rank} bob");
            story.Mode("bob", "#tea", $"+{role} cyd");
            if (may.Contains(role, StringComparison.Ordinal))
                Assert.Equal($"+{role} cyd", story.Changes());
            else
                story.IsRefused(Reason.NotRoomOperator, "#tea");
        }
    }

    [Theory]
    [InlineData("q")]
    [InlineData("o")]
    [InlineData("h")]
    [InlineData("v")]
    public void Given_anyone_with_a_role_when_they_lay_it_down_then_they_may(string role)
    {
        var story = Tea().Mode("ada", "#tea", $"+{role} bob").Mode("bob", "#tea", $"-{role} bob");
        Assert.Equal($"-{role} bob", story.Changes());
        Assert.Equal("~@ada bob", story.Names("bob", "#tea"));
    }

    [Fact]
    public void Given_an_operator_when_they_take_the_founders_mark_then_they_are_refused() =>
        Tea()
            .Mode("ada", "#tea", "+o bob")
            .Mode("bob", "#tea", "-q ada")
            .IsRefused(Reason.NotRoomOperator);

    [Theory]
    [InlineData("+i")]
    [InlineData("+b x")]
    [InlineData("-v ada")]
    [InlineData("+v bob")]
    public void Given_a_voice_when_they_change_the_room_then_they_are_refused(string modes) =>
        Tea()
            .Mode("ada", "#tea", "+v bob")
            .Mode("bob", "#tea", modes)
            .IsRefused(Reason.NotRoomOperator, "#tea");

    [Fact]
    public void Given_a_half_operator_when_they_change_modes_then_they_may() =>
        Assert.Equal(
            "+m +b x",
            Tea().Mode("ada", "#tea", "+h bob").Mode("bob", "#tea", "+mb x").Changes()
        );

    [Fact]
    public void Given_an_outsider_when_they_change_a_room_then_they_are_refused() =>
        Tea().With("eve").Mode("eve", "#tea", "+i").IsRefused(Reason.NotRoomOperator);

    [Fact]
    public void Given_no_such_room_when_it_is_changed_then_it_is_refused() =>
        Tea().Mode("ada", "#pie", "+i").IsRefused(Reason.NoSuchRoom, "#pie");

    [Fact]
    public void Given_a_role_for_one_who_is_not_here_when_it_is_given_then_it_is_refused()
    {
        Tea().Mode("ada", "#tea", "+o eve").IsRefused(Reason.NoSuchNick, "eve");
        Tea().With("eve").Mode("ada", "#tea", "+o EVE").IsRefused(Reason.OtherNotInRoom, "eve");
    }

    [Fact]
    public void Given_some_changes_allowed_when_others_are_not_then_each_has_its_own_fate()
    {
        var story = Tea().Mode("ada", "#tea", "+io eve").With("x");
        story.Mode("ada", "#tea", "+mo-i eve");
        Assert.Equal("+m -i", story.Changes());
        Assert.Equal(Reason.NoSuchNick, story.One<Refused>().Reason);
    }

    [Fact]
    public void Given_a_server_operator_when_they_care_for_a_lasting_room_then_they_may_do_all()
    {
        var story = A.Hub().With("bob").In("#lobby").With("ada").Oper("ada");
        Assert.Equal("+m +o bob", story.Mode("ada", "#lobby", "+mo bob").Changes());
        Assert.Equal("@bob", story.Names("bob", "#lobby"));
    }

    [Fact]
    public void Given_a_server_operator_when_they_change_someone_elses_room_then_they_are_refused() =>
        Tea().With("eve").Oper("eve").Mode("eve", "#tea", "+i").IsRefused(Reason.NotRoomOperator);

    [Fact]
    public void Given_changes_of_every_kind_when_the_hub_is_written_and_read_then_it_is_the_same() =>
        Tea()
            .Mode("ada", "#tea", "+imsklbeIv key 9 b e I bob")
            .Topic("ada", "#tea", "leaves")
            .FromSnapshot();

    private static Story Tea() => A.Hub().With("ada", "bob").In("#tea");
}
