using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Hubbub.Core;

/// <summary>Every command's rule, registered once.</summary>
internal static class RuleTable
{
    public static readonly IReadOnlyList<Rule> All =
    [
        new StartedRule(),
        new StoppedRule(),
        new ConfigureRule(),
        new RaiseRule(),
        new SkipRule(),
        new AttachRule(),
        new DetachRule(),
        new KillRule(),
        new RenameRule(),
        new SetNameRule(),
        new SetAwayRule(),
        new SetSessionModesRule(),
        new GrantOperatorRule(),
        new JoinRule(),
        new LeaveRule(),
        new LeaveAllRule(),
        new SetTopicRule(),
        new InviteRule(),
        new KickRule(),
        new ChangeRoomRule(),
        new SetTurnsRule(),
        new PassTurnRule(),
        new OpenDeskRule(),
        new AskToTalkRule(),
        new EndTalkRule(),
        new SayToRoomRule(),
        new SayToPersonRule(),
        new RenameRoomRule(),
        new SayToRolesRule(),
        new AnnounceRule(),
        new RedactRule(),
        new SetKeepRule(),
        new ForgetRule(),
        new OpenRoomRule(),
        new BeginImportRule(),
        new ImportLineRule(),
        new PostToBoardRule(),
        new EditPostRule(),
        new PinPostRule(),
        new TakeDownRule(),
        new ExpirePostsRule(),
        new SeePostsRule(),
        new OfferFileRule(),
        new RemoveFileRule(),
        new LimitFilesRule(),
        new HandFileRule(),
        new DeclineFileRule(),
        new CloseFileRule(),
        new ExpireFilesRule(),
    ];

    private static readonly FrozenDictionary<Type, Rule> s_byType = All.ToFrozenDictionary(rule =>
        rule.CommandType
    );

    private static readonly ImmutableArray<Rule?> s_byTag = ByTag();

    public static Rule Of(Command command) => s_byType[command.GetType()];

    /// <summary>Null: no command has this tag.</summary>
    public static Rule? Of(byte tag) => s_byTag[tag];

    private static ImmutableArray<Rule?> ByTag()
    {
        var table = new Rule?[256];
        foreach (var rule in All)
            table[rule.Tag] = rule;
        return [.. table];
    }
}
