using Hubbub.Core;
using Hubbub.Protocols.Boards;

namespace Hubbub.Protocols.Irc.Families;

/// <summary>BOARD: what is posted in a room and stays (docs/irc.md).</summary>
internal static class BoardVerbs
{
    private const string Verb = "BOARD";

    /// <param name="Least">Parameters, the room counted.</param>
    private sealed record Way(string Name, int Least, string Syntax, Handler Handler);

    private static readonly Way[] s_ways =
    [
        new("LIST", 2, "LIST [BEFORE]", BoardLists.List),
        new("SHOW", 3, "SHOW NUMBER", BoardLists.Show),
        new("POST", 3, "POST [OPTION…] :TEXT", Post),
        new("EDIT", 4, "EDIT NUMBER [OPTION…] :TEXT", Edit),
        new("PIN", 3, "PIN NUMBER", (IrcWire w, in IrcLine l, string? s) => Pin(w, l, s, true)),
        new(
            "UNPIN",
            3,
            "UNPIN NUMBER",
            (IrcWire w, in IrcLine l, string? s) => Pin(w, l, s, false)
        ),
        new("REMOVE", 3, "REMOVE NUMBER [:REASON]", Remove),
        new("SEEN", 3, "SEEN FROM [TO]", BoardLists.Seen),
    ];

    public static Reaction Board(IrcWire wire, in IrcLine line, string? label)
    {
        if (line.Count < 2)
            return BoardLists.List(wire, line, label);
        var name = line.Text(1);
        foreach (var way in s_ways)
        {
            if (way.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return line.Count < way.Least
                    ? Misused(wire, $"Say BOARD <channel> {way.Syntax}", label)
                    : way.Handler(wire, line, label);
        }

        var all = string.Join(", ", s_ways.Select(way => way.Name));
        return Misused(wire, $"Say BOARD <channel> and one of {all}", label);
    }

    /// <summary>What a message that is to be a post becomes.</summary>
    /// <param name="options">As the tag has them.</param>
    public static Reaction Say(
        IrcWire wire,
        IReadOnlyList<Target> targets,
        IEnumerable<string> options,
        ReadOnlySpan<byte> text,
        byte[] tags,
        string? label
    )
    {
        if (PostOptions.None.With(options) is not { } known)
            return Misused(wire, OptionWords, label);
        var proposals = new List<Proposal>();
        foreach (var target in targets)
        {
            if (target.WholeRoom is not { } room)
                return Misused(wire, "Only channels have boards", label);
            proposals.Add(known.ToProposal(room, text, tags));
        }

        return RoomVerbs.Propose(wire, proposals, label);
    }

    internal static Ask Misused(IrcWire wire, string words, string? label) =>
        wire.Reply(label, (w, _, _, writer) => w.Fail(writer, Verb, "INVALID_PARAMS", words));

    private const string OptionWords =
        "Options are title=TEXT (blanks are \\s), expires=2d, pin, answers=NUMBER";

    private static Reaction Post(IrcWire wire, in IrcLine line, string? label) =>
        Say(wire, line, PostOptions.None, first: 2, label);

    private static Reaction Edit(IrcWire wire, in IrcLine line, string? label) =>
        PostOptions.TryNumber(line.Text(2), out var number)
            ? Say(wire, line, PostOptions.None with { Edits = number }, first: 3, label)
            : Misused(wire, "A post is named by its number", label);

    private static Reaction Say(
        IrcWire wire,
        in IrcLine line,
        PostOptions options,
        int first,
        string? label
    )
    {
        for (var i = first; i < line.Count - 1; i++)
        {
            if (options.With([TagEscapes.Unescape(line[i])]) is not { } next)
                return Misused(wire, OptionWords, label);
            options = next;
        }

        var text = line[line.Count - 1];
        return text.IsEmpty && options.Title.Length == 0
            ? Misused(wire, "No text to post", label)
            : RoomVerbs.Propose(wire, [options.ToProposal(line.Text(0), text)], label);
    }

    private static Reaction Pin(IrcWire wire, in IrcLine line, string? label, bool isOn)
    {
        var room = line.Text(0);
        return PostOptions.TryNumber(line.Text(2), out var number)
            ? RoomVerbs.Propose(
                wire,
                [Proposal.Of(new PinPost(room, NameRules.FoldRoom(room), number, isOn))],
                label
            )
            : Misused(wire, "A post is named by its number", label);
    }

    private static Reaction Remove(IrcWire wire, in IrcLine line, string? label)
    {
        var room = line.Text(0);
        var reason = line[3][..Measure.Cut(line[3], IrcServer.TopicLength)].ToArray();
        return PostOptions.TryNumber(line.Text(2), out var number)
            ? RoomVerbs.Propose(
                wire,
                [new Proposal(new TakeDown(room, NameRules.FoldRoom(room), number), reason)],
                label
            )
            : Misused(wire, "A post is named by its number", label);
    }
}
