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
        if (wire.Pages.Any || count > 1)
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

    private static void Tag(LineWriter writer, string key, string value) =>
        writer.Write((byte)'@').Write(key).Write((byte)'=').Write(value).Write((byte)' ');

    public static void EndBatch(IrcWire wire, string reference, LineWriter writer) =>
        writer.From(wire.Server.Name).Write("BATCH -"u8).Write(reference).End();
}
