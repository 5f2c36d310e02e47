using Hubbub.Core;

namespace Hubbub.Protocols.Irc;

/// <summary>
/// What somebody said, as lines: one, or as many as it needs; to those who know it in one batch
/// (<see href="https://ircv3.net/specs/extensions/multiline"/>).
/// </summary>
internal sealed class SaidLines(Caps caps, LineTags tags)
{
    /// <summary>A text up to this length fits into one line with any names.</summary>
    private const int SurelyFits = 100;

    private readonly bool _batches = (caps & Caps.Multiline) != 0;
    private long _references;

    public void Write(
        Identity from,
        string target,
        MessageKind kind,
        in Told told,
        LineWriter writer
    )
    {
        var text = told.Text.Span;
        if (_batches && kind == MessageKind.Said && IsLong(from, target, text, writer))
            WriteBatch(from, target, told, writer);
        else
            WriteLines(from, target, kind, told, writer);
    }

    /// <summary>"Servers MUST NOT send blank lines to clients that have not negotiated the multiline capability."</summary>
    private void WriteLines(
        Identity from,
        string target,
        MessageKind kind,
        in Told told,
        LineWriter writer
    )
    {
        var isFirst = true;
        foreach (var range in told.Text.Span.Split((byte)'\n'))
        {
            var line = told.Text.Span[range];
            while (!line.IsEmpty)
            {
                // A msgid is never used twice, and what is said of the message is said once.
                tags.Write(told, from, writer, isFirst);
                isFirst = false;
                line = line[Piece(from, target, kind, line, writer)..];
            }
        }
    }

    private void WriteBatch(Identity from, string target, in Told told, LineWriter writer)
    {
        var reference = $"m{Interlocked.Increment(ref _references)}";
        tags.Write(told, from, writer, isFirst: true);
        writer.From(from).Write("BATCH +"u8).Write(reference).Write(" draft/multiline "u8);
        writer.Write(target).End();
        foreach (var range in told.Text.Span.Split((byte)'\n'))
        {
            var line = told.Text.Span[range];
            var goesOn = false;
            do
            {
                writer.Write("@batch="u8).Write(reference);
                writer.Write(goesOn ? ";draft/multiline-concat "u8 : " "u8);
                line = line[Piece(from, target, MessageKind.Said, line, writer)..];
                goesOn = true;
            } while (!line.IsEmpty);
        }

        writer.From(from).Write("BATCH -"u8).Write(reference).End();
    }

    private static bool IsLong(
        Identity from,
        string target,
        ReadOnlySpan<byte> text,
        LineWriter writer
    )
    {
        if (text.Contains((byte)'\n'))
            return true;
        if (text.Length <= SurelyFits)
            return false;
        // Written to be measured, and taken back.
        var start = writer.Position;
        var taken = Piece(from, target, MessageKind.Said, text, writer);
        writer.Rewind(start);
        return taken < text.Length;
    }

    /// <summary>One line; cut between characters where it would be longer than IRC allows.</summary>
    /// <returns>How many bytes of the text it holds.</returns>
    private static int Piece(
        Identity from,
        string target,
        MessageKind kind,
        ReadOnlySpan<byte> text,
        LineWriter writer
    )
    {
        var start = writer.Position;
        writer.From(from).Write(IrcText.Verb(kind)).Write((byte)' ').Write(target).Write(" :"u8);
        var action = kind == MessageKind.Action;
        if (action)
            writer.Write("\u0001ACTION "u8);
        var ending = action ? 3 : 2;
        var room = IrcText.LongestLine - ending - (writer.Position - start);
        var taken = Measure.Cut(text, Math.Max(64, room));
        writer.Write(text[..taken]);
        if (action)
            writer.Write((byte)1);
        writer.End();
        return taken;
    }
}
