namespace Hubbub.Protocols.Irc;

/// <summary>
/// Labeled responses (<see href="https://ircv3.net/specs/extensions/labeled-response"/>): none is an
/// ACK, one carries the label, several stand in a batch.
/// </summary>
internal static class Labels
{
    public static void Finish(IrcWire wire, IrcContext context, LineWriter writer)
    {
        if (context.Label is not { } label)
            return;
        var lines = context.Held;
        var count = lines.Count((byte)'\n');
        if (!wire.Pages.Any && IsOneBatch(lines))
        {
            // "Servers MUST only include the label tag on the opening BATCH command" (multiline).
            var first = lines.IndexOf((byte)'\n') + 1;
            CopyTagged(lines[..first], "label", label, writer);
            writer.Write(lines[first..]);
        }
        else if (wire.Pages.Any || count > 1)
        {
            var reference = wire.Pages.NextReference();
            Tag(writer, "label", label);
            writer.From(wire.Server.Name).Write("BATCH +"u8).Write(reference);
            writer.Write(" labeled-response"u8).End();
            CopyTagged(lines, "batch", reference, writer);
            wire.Pages.InBatch(reference, wire, writer);
        }
        else if (count == 1)
        {
            CopyTagged(lines, "label", label, writer);
        }
        else
        {
            Tag(writer, "label", label);
            writer.From(wire.Server.Name).Write("ACK"u8).End();
        }
    }

    /// <summary>Whole lines, each with one tag more.</summary>
    public static void CopyTagged(
        ReadOnlySpan<byte> lines,
        string key,
        string value,
        LineWriter writer
    )
    {
        while (!lines.IsEmpty)
        {
            var length = lines.IndexOf((byte)'\n') + 1;
            var line = lines[..length];
            lines = lines[length..];
            if (key == "batch" && IsInBatch(line))
            {
                // Of a batch in this one: its first and its last line say so for it.
                writer.Write(line);
                continue;
            }

            writer.Write((byte)'@').Write(key).Write((byte)'=').Write(value);
            if (line[0] == '@')
                writer.Write((byte)';').Write(line[1..]);
            else
                writer.Write((byte)' ').Write(line);
        }
    }

    /// <summary>The label of a line, where it has one, on the one line (or batch) that answers it.</summary>
    public static void TagIf(LineWriter writer, string? label)
    {
        if (label is not null)
            Tag(writer, "label", label);
    }

    private static bool IsInBatch(ReadOnlySpan<byte> line) =>
        line[0] == '@' && Tags.Value(line[1..line.IndexOf((byte)' ')], "batch"u8) is not null;

    /// <summary>Whether the first line opens a batch that the last one closes.</summary>
    private static bool IsOneBatch(ReadOnlySpan<byte> lines)
    {
        var opening = " BATCH +"u8;
        var first = lines[..(lines.IndexOf((byte)'\n') + 1)];
        var at = first.IndexOf(opening);
        if (at < 0)
            return false;
        var reference = first[(at + opening.Length)..];
        reference = reference[..reference.IndexOfAny((byte)' ', (byte)'\r')];
        var last = lines[(lines[..^1].LastIndexOf((byte)'\n') + 1)..];
        return last.EndsWith([.. " BATCH -"u8, .. reference, .. "\r\n"u8]);
    }

    private static void Tag(LineWriter writer, string key, string value) =>
        writer.Write((byte)'@').Write(key).Write((byte)'=').Write(value).Write((byte)' ');

    /// <summary>Lines in a batch of their own (<see href="https://ircv3.net/specs/extensions/batch"/>).</summary>
    public static void WriteBatch(
        IrcWire wire,
        string type,
        LineWriter writer,
        Action<LineWriter> write
    )
    {
        var lines = new LineWriter(2048);
        write(lines);
        var reference = wire.Pages.NextReference();
        writer.From(wire.Server.Name).Write("BATCH +"u8).Write(reference).Arg(type).End();
        CopyTagged(lines.From(0), "batch", reference, writer);
        EndBatch(wire, reference, writer);
    }

    public static void EndBatch(IrcWire wire, string reference, LineWriter writer) =>
        writer.From(wire.Server.Name).Write("BATCH -"u8).Write(reference).End();
}
