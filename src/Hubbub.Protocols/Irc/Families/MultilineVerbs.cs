using System.Text;

namespace Hubbub.Protocols.Irc.Families;

/// <summary>
/// BATCH from a client: a message of several lines (<see href="https://ircv3.net/specs/extensions/multiline"/>).
/// Gathered in the connection's memory within the limits, then one message like any other.
/// </summary>
internal static class MultilineVerbs
{
    public const string Type = "draft/multiline";

    private const string InvalidWords = "Invalid multiline batch";

    public static readonly string Limits =
        $"max-bytes={Measure.MostBytes},max-lines={Measure.MostLines}";

    public static Reaction Batch(IrcWire wire, in IrcLine line, string? label)
    {
        const Caps Needed = Caps.Multiline | Caps.Batch;
        if ((wire.Caps & Needed) != Needed)
            return Verbs.Unknown(wire, line, label);
        var reference = line.Text(0);
        return reference[0] switch
        {
            '+' => Open(wire, reference[1..], line, label),
            '-' when wire.Incoming?.Reference == reference[1..] => Close(wire, wire.Incoming),
            _ => Fail(wire, label, "MULTILINE_INVALID", InvalidWords),
        };
    }

    private static Reaction Open(IrcWire wire, string reference, in IrcLine line, string? label)
    {
        var target = line.Text(2);
        if (
            wire.Incoming is not null
            || reference.Length == 0
            || line.Text(1) != Type
            || target.Length == 0
        )
        {
            wire.Incoming = null;
            return Fail(wire, label, "MULTILINE_INVALID", InvalidWords);
        }

        var tags = wire.Server.ClientTags.Read(line.Tags, wire.Caps, kept: true);
        wire.Incoming = new IncomingBatch(reference, target, label, tags)
        {
            Post = PostLines.OptionsOf(line.Tags, wire.Caps),
        };
        return Reaction.None;
    }

    /// <summary>A line of the batch that is open.</summary>
    public static Reaction Add(IrcWire wire, IncomingBatch batch, in IrcLine line)
    {
        if (batch.HasFailed)
            return Reaction.None;
        var concat = Tags.Value(line.Tags, "draft/multiline-concat"u8) is not null;
        if (
            !Ascii.EqualsIgnoreCase(line.Verb, "PRIVMSG"u8)
            || line.Count < 2
            || (concat && line[1].IsEmpty)
        )
            return Fail(wire, batch, "MULTILINE_INVALID", InvalidWords);
        if (line.Text(0) != batch.Target)
        {
            return Fail(
                wire,
                batch,
                "MULTILINE_INVALID_TARGET",
                "Invalid multiline target",
                batch.Target,
                line.Text(0)
            );
        }

        batch.Add(line[1], concat);
        if (batch.Bytes > Measure.MostBytes)
        {
            return Fail(
                wire,
                batch,
                "MULTILINE_MAX_BYTES",
                "Multiline batch max-bytes exceeded",
                $"{Measure.MostBytes}"
            );
        }

        return batch.Lines > Measure.MostLines
            ? Fail(
                wire,
                batch,
                "MULTILINE_MAX_LINES",
                "Multiline batch max-lines exceeded",
                $"{Measure.MostLines}"
            )
            : Reaction.None;
    }

    private static Reaction Close(IrcWire wire, IncomingBatch batch)
    {
        wire.Incoming = null;
        if (batch.HasFailed)
            return Reaction.None;
        // "Clients MUST NOT send messages consisting entirely of blank lines."
        return batch.SaysSomething
            ? MessageVerbs.Say(wire, batch)
            : Fail(wire, batch.Label, "MULTILINE_INVALID", InvalidWords);
    }

    private static Reaction Fail(
        IrcWire wire,
        IncomingBatch batch,
        string code,
        string words,
        params string[] about
    )
    {
        batch.HasFailed = true;
        return Fail(wire, batch.Label, code, words, about);
    }

    private static Reaction Fail(
        IrcWire wire,
        string? label,
        string code,
        string words,
        params string[] about
    ) => wire.Reply(label, (w, _, _, writer) => w.Fail(writer, "BATCH", code, words, about));
}
