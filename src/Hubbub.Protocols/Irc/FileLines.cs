using System.Text;
using Hubbub.Core;
using Hubbub.Protocols.Drop;

namespace Hubbub.Protocols.Irc;

/// <summary>Files of the drop as IRC's lines.</summary>
internal static class FileLines
{
    /// <summary>The line that offers it: any client shows the link, one that knows more reads the tag.</summary>
    public static Told AsMessage(in Told told, DroppedFile file)
    {
        byte[] tags = [.. Encoding.UTF8.GetBytes(FileWords.TagOf(file)), .. Rest(told.Tags.Span)];
        byte[] text = [.. FileWords.Mark(file), .. told.Text.Span];
        return told with { Tags = tags, Text = text };
    }

    /// <summary>A notice of the server with a tag that says the same to programs.</summary>
    public static void Notice(IrcWire wire, string tag, string words, LineWriter writer)
    {
        if ((wire.Caps & Caps.MessageTags) != 0)
            writer.Write("@"u8).Write(tag).Write(" "u8);
        wire.Notice(writer, words);
    }

    /// <summary>To one of the two whom it concerned.</summary>
    public static void Tell(FileClosed closed, bool withTags, string server, LineWriter writer)
    {
        if (withTags)
            writer.Write("@"u8).Write(FileWords.TagOf(closed)).Write(" "u8);
        writer.From(server).Write("NOTICE "u8).Write(closed.Nick).Last(FileWords.Of(closed));
    }

    private static byte[] Rest(ReadOnlySpan<byte> tags) => tags.IsEmpty ? [] : [(byte)';', .. tags];
}
