using Hubbub.Core;

namespace Hubbub.Protocols.Text;

/// <summary>
/// What somebody said, each line of it with who said it and where. A name cannot hold <c>&gt;</c> or
/// white space, so nothing that is said can be read as somebody else's.
/// </summary>
internal static class Saying
{
    public static void InRoom(
        string room,
        string nick,
        MessageKind kind,
        ReadOnlySpan<byte> text,
        LineWriter writer,
        ReadOnlySpan<byte> mark = default
    )
    {
        foreach (var line in text.Split((byte)'\n'))
        {
            writer.Write("[").Show(room).Write("] ");
            Put(nick, kind, "", text[line], writer, mark);
            mark = default;
        }
    }

    /// <summary>Said to those in a room who have a role.</summary>
    public static void ToRoles(
        string room,
        string nick,
        MessageKind kind,
        ReadOnlySpan<byte> text,
        LineWriter writer
    )
    {
        foreach (var line in text.Split((byte)'\n'))
        {
            writer.Write("[").Show(room).Write("] ");
            Put(nick, kind, " (to those with a role)", text[line], writer);
        }
    }

    public static void ToYou(
        string nick,
        MessageKind kind,
        ReadOnlySpan<byte> text,
        LineWriter writer,
        ReadOnlySpan<byte> mark = default
    )
    {
        foreach (var line in text.Split((byte)'\n'))
        {
            Put(nick, kind, " (to you)", text[line], writer, mark);
            mark = default;
        }
    }

    /// <summary>Said some time ago.</summary>
    public static void Back(
        string time,
        string nick,
        MessageKind kind,
        ReadOnlySpan<byte> text,
        LineWriter writer,
        ReadOnlySpan<byte> mark = default
    )
    {
        foreach (var line in text.Split((byte)'\n'))
        {
            writer.Write(time).Write(" ");
            Put(nick, kind, "", text[line], writer, mark);
            mark = default;
        }
    }

    private static void Put(
        string nick,
        MessageKind kind,
        string toWhom,
        ReadOnlySpan<byte> line,
        LineWriter writer,
        ReadOnlySpan<byte> mark = default
    )
    {
        if (kind == MessageKind.Action)
            writer.Write("* ").Show(nick).Write(toWhom).Write(" ");
        else
            writer
                .Show(nick)
                .Write(toWhom)
                .Write(kind == MessageKind.Notice ? " (notice)> " : "> ");
        writer.Write(mark).Show(line).End();
    }
}
