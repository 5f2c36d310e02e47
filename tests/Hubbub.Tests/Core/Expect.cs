using Hubbub.Core;

namespace Hubbub.Tests.Core;

/// <summary>What a story is held against.</summary>
internal static class Expect
{
    /// <summary>The one event of this kind in the last step.</summary>
    public static T One<T>(this Story story)
        where T : Event => Assert.Single(story.Told.OfType<T>());

    public static Story IsRefused(this Story story, Reason reason, string? subject = null)
    {
        var refused = Assert.IsType<Refused>(Assert.Single(story.Told));
        Assert.Equal(reason, refused.Reason);
        if (subject is not null)
            Assert.Equal(subject, refused.Subject);
        return story;
    }

    public static Story IsSilent(this Story story)
    {
        Assert.Empty(story.Told);
        return story;
    }

    /// <summary>The changes told in the last step, as IRC writes them.</summary>
    public static string Changes(this Story story) => Modes.Show(story.One<RoomChanged>().Changes);

    public static T Ask<T>(this Story story, string nick, Question question)
        where T : Answer => Assert.IsType<T>(story.Hub.Answer(story.Of(nick), question));

    /// <summary>Those who speak in turns, the one whose turn it is first, as <paramref name="nick"/> sees it.</summary>
    public static IReadOnlyList<string> Round(this Story story, string room, string? nick = null) =>
        Assert
            .IsType<TurnAnswer>(
                story.Hub.Answer(
                    nick is null ? default : story.Of(nick),
                    new TurnIn(Fold.Room(room))
                )
            )
            .Nicks!;

    public static StateAnswer StateOf(this Story story, string nick, string room) =>
        story.Ask<StateAnswer>(nick, new StateOf(Fold.Room(room)));

    /// <summary>Who <paramref name="nick"/> sees in a room, with their roles: <c>~@ada +bob</c>.</summary>
    public static string Names(this Story story, string nick, string room)
    {
        var answer = story.Ask<MembersAnswer>(nick, new MembersOf(Fold.Room(room), Most: 1000));
        return string.Join(' ', answer.Members.Select(m => Prefix(m.Role) + m.Who.Nick));
    }

    public static string[] Masks(this Story story, string nick, string room, char list) =>
        story
            .Ask<MasksAnswer>(nick, new MasksOf(Fold.Room(room), Modes.Of(list)))
            .Masks.Select(entry => entry.Mask)
            .ToArray();

    public static IReadOnlyList<ulong> Recent(this Story story, string nick, string room) =>
        story.Ask<RecentAnswer>(nick, new RecentIn(Fold.Room(room), Most: 1000)).Indices;

    /// <summary>What of a room's history, or of a talk, somebody may read.</summary>
    public static Passage PassageOf(this Story story, string nick, string of)
    {
        var target = of.StartsWith('#')
            ? HistoryTarget.Of(of, Fold.Room(of))
            : HistoryTarget.Of(of, Fold.Nick(of));
        var page = new PageOf(target, PageKind.Latest, Moment.None, Moment.None, 10, false);
        return Assert.Single(story.Ask<Inquiry>(nick, page).Passages);
    }

    public static BoardAnswer Board(this Story story, string nick, string room, int before = 0) =>
        story.Ask<BoardAnswer>(nick, new BoardOf(Fold.Room(room), before, Most: 20));

    /// <summary>The numbers on a board as somebody sees it: what is pinned first, <c>3! 1 2</c>.</summary>
    public static string Numbers(this Story story, string nick, string room)
    {
        var board = story.Board(nick, room);
        return string.Join(
            ' ',
            board
                .Pinned.Select(post => $"{post.Number}!")
                .Concat(board.Others.Select(post => $"{post.Number}"))
        );
    }

    public static PostInfo PostOn(this Story story, string nick, string room, int number) =>
        story.Ask<PostAnswer>(nick, new PostOn(Fold.Room(room), number)).Post!;

    public static bool Exists(this Story story, string room) =>
        story.Hub.Answer(default, new StateOf(Fold.Room(room))) is StateAnswer;

    private static string Prefix(Role role) =>
        string.Concat(
            (role & Role.Founder) != 0 ? "~" : "",
            (role & Role.Operator) != 0 ? "@" : "",
            (role & Role.HalfOperator) != 0 ? "%" : "",
            (role & Role.Voice) != 0 ? "+" : ""
        );
}
