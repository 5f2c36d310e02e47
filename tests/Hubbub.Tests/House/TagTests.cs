using Hubbub.Core;

namespace Hubbub.Tests.House;

/// <summary>Tags stand in every log there is: never renumbered, never used again.</summary>
public sealed class TagTests
{
    private static readonly Dictionary<Type, byte> s_tags = new()
    {
        [typeof(Started)] = 1,
        [typeof(Stopped)] = 2,
        [typeof(Configure)] = 3,
        [typeof(Raise)] = 4,
        [typeof(Skip)] = 5,
        [typeof(Attach)] = 10,
        [typeof(Detach)] = 11,
        [typeof(Kill)] = 12,
        [typeof(Rename)] = 13,
        [typeof(SetAway)] = 14,
        [typeof(SetSessionModes)] = 15,
        [typeof(GrantOperator)] = 16,
        [typeof(Join)] = 20,
        [typeof(Leave)] = 21,
        [typeof(LeaveAll)] = 26,
        [typeof(SetTopic)] = 22,
        [typeof(Invite)] = 23,
        [typeof(Kick)] = 24,
        [typeof(ChangeRoom)] = 25,
        [typeof(SayToRoom)] = 30,
        [typeof(SayToPerson)] = 31,
        [typeof(SayToRoles)] = 32,
        [typeof(Announce)] = 33,
        [typeof(Redact)] = 34,
        [typeof(SetKeep)] = 60,
        [typeof(Forget)] = 61,
        [typeof(OpenRoom)] = 62,
        [typeof(BeginImport)] = 63,
        [typeof(ImportLine)] = 64,
        [typeof(RenameRoom)] = 27,
        [typeof(SetName)] = 17,
        [typeof(SetTurns)] = 28,
        [typeof(PassTurn)] = 29,
        [typeof(OpenDesk)] = 40,
        [typeof(AskToTalk)] = 41,
        [typeof(EndTalk)] = 42,
        [typeof(PostToBoard)] = 50,
        [typeof(EditPost)] = 51,
        [typeof(PinPost)] = 52,
        [typeof(TakeDown)] = 53,
        [typeof(ExpirePosts)] = 54,
        [typeof(SeePosts)] = 55,
        [typeof(OfferFile)] = 70,
        [typeof(RemoveFile)] = 71,
        [typeof(LimitFiles)] = 72,
        [typeof(HandFile)] = 73,
        [typeof(DeclineFile)] = 74,
        [typeof(CloseFile)] = 75,
        [typeof(ExpireFiles)] = 76,
    };

    private static readonly (Type Command, byte Tag)[] s_rules =
    [
        .. RuleTable.All.Select(rule => (rule.CommandType, rule.Tag)),
    ];

    private static readonly Type[] s_commands =
    [
        .. typeof(Command).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Command))),
    ];

    [Fact]
    public void Every_command_has_its_rule_and_its_tag_for_ever() =>
        Assert.Empty(Faults(s_commands, s_rules));

    [Fact]
    public void A_command_without_a_rule_is_found() =>
        Assert.Equal(
            ["Kick: 0 rules"],
            Faults(s_commands, s_rules.Where(rule => rule.Command != typeof(Kick)))
        );

    [Fact]
    public void A_command_that_was_renumbered_is_found() =>
        Assert.Equal(
            ["Kick: tag 99 was 24"],
            Faults(
                s_commands,
                s_rules.Select(r => r.Command == typeof(Kick) ? (r.Command, (byte)99) : r)
            )
        );

    [Fact]
    public void A_tag_used_twice_is_found() =>
        Assert.Contains(
            "tag 20: Join, Leave",
            Faults(
                s_commands,
                s_rules.Select(r => r.Command == typeof(Leave) ? (r.Command, (byte)20) : r)
            )
        );

    [Fact]
    public void A_command_that_is_not_pinned_is_found() =>
        Assert.Contains("String: 0 rules", Faults([.. s_commands, typeof(string)], s_rules));

    private static List<string> Faults(
        IEnumerable<Type> commands,
        IEnumerable<(Type Command, byte Tag)> rules
    )
    {
        var faults = new List<string>();
        var all = rules.ToArray();
        foreach (var command in commands)
        {
            var own = all.Where(rule => rule.Command == command).ToArray();
            if (own.Length != 1)
                faults.Add($"{command.Name}: {own.Length} rules");
            else if (!s_tags.TryGetValue(command, out var pinned))
                faults.Add($"{command.Name}: tag {own[0].Tag} is not pinned here");
            else if (own[0].Tag != pinned)
                faults.Add($"{command.Name}: tag {own[0].Tag} was {pinned}");
        }

        foreach (var same in all.GroupBy(rule => rule.Tag).Where(group => group.Count() > 1))
            faults.Add(
                $"tag {same.Key}: {string.Join(", ", same.Select(rule => rule.Command.Name))}"
            );
        return faults;
    }
}
