using System.Globalization;
using System.Text;
using Hubbub.Core;
using Hubbub.Protocols.Boards;

namespace Hubbub.Protocols.Irc;

/// <summary>Posts and what becomes of them, as IRC's lines (docs/irc.md).</summary>
internal static class PostLines
{
    /// <summary>The tag that makes a message a post, without its value.</summary>
    public const string Tag = "+hubbub/post";

    /// <summary>
    /// A post as a message: with its tag, and for those who do not know boards with a first line that
    /// says what it is.
    /// </summary>
    public static Told AsMessage(in Told told, PostInfo post, bool knows)
    {
        byte[] tags = [.. Encoding.UTF8.GetBytes(TagOf(post)), .. Rest(told.Tags.Span)];
        var text = knows ? told.Text : (byte[])[.. PostWords.Mark(post), .. told.Text.Span];
        return told with { Tags = tags, Text = text };
    }

    /// <summary>The options of a new post as its tag says them; null: the line has no such tag.</summary>
    public static IReadOnlyList<string>? OptionsOf(ReadOnlySpan<byte> tags, Caps caps) =>
        (caps & Caps.MessageTags) != 0 ? Tags.Value(tags, "+hubbub/post"u8)?.Split(',') : null;

    /// <summary>For those who know <c>hubbub/board</c>; others read a notice, or nothing.</summary>
    public static void Tell(Event came, bool knows, string server, LineWriter writer)
    {
        switch (came)
        {
            case PostPinned pinned when knows:
                writer.From(server).Write(pinned.On ? "BOARD PINNED "u8 : "BOARD UNPINNED "u8);
                writer.Write(pinned.Name).Arg(Number(pinned.Number)).Arg(pinned.By.Nick).End();
                break;
            case PostPinned pinned:
                writer.From(server).Write("NOTICE "u8).Write(pinned.Name);
                writer.Last(
                    $"{pinned.By.Nick} {(pinned.On ? "pinned" : "unpinned")} post {pinned.Number}"
                );
                break;
            case PostExpired expired when knows:
                writer.From(server).Write("BOARD EXPIRED "u8).Write(expired.Name);
                writer.Arg(Number(expired.Number)).End();
                break;
            default:
                break;
        }
    }

    private static string TagOf(PostInfo post)
    {
        var tag = new StringBuilder(Tag).Append('=').Append(post.Number);
        tag.Append(",by=").Append(post.Author);
        if (post.Titled)
            tag.Append(",titled");
        if (post.Pinned)
            tag.Append(",pinned");
        if (post.Edited)
            tag.Append(",edited");
        if (post.Answers != 0)
            tag.Append(",answers=").Append(post.Answers);
        if (post.Expires != 0)
        {
            var writer = new LineWriter(32);
            writer.Timestamp(post.Expires);
            tag.Append(",expires=").Append(Encoding.ASCII.GetString(writer.From(0)));
        }

        if (post.Seen > 0)
            tag.Append(",seen=").Append(post.Seen);
        return tag.ToString();
    }

    private static byte[] Rest(ReadOnlySpan<byte> tags) => tags.IsEmpty ? [] : [(byte)';', .. tags];

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
