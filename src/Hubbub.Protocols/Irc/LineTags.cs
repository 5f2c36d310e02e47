using Hubbub.Core;

namespace Hubbub.Protocols.Irc;

/// <summary>The tags before lines, for clients with the same capabilities.</summary>
internal sealed class LineTags(Caps caps, MessageTokens tokens)
{
    private readonly bool _time = (caps & Caps.ServerTime) != 0;
    private readonly bool _tags = (caps & Caps.MessageTags) != 0;

    /// <param name="isFirst">Of the lines that one event is told in: the others have no id and no client's tags.</param>
    public void Write(
        in Told told,
        Identity who,
        LineWriter writer,
        bool isFirst,
        bool withClientTags = true
    )
    {
        var tags = new TagWriter(writer);
        if (_time)
            tags.Next().Time(told.At);
        if (_tags && isFirst && told.Index != 0)
        {
            // https://ircv3.net/specs/extensions/message-ids
            tokens.Write(told.Id, tags.Next().Write("msgid="u8));
        }

        if (_tags && who.IsBot)
            tags.Next().Write("bot"u8);
        if (_tags && isFirst && withClientTags && !told.Tags.IsEmpty)
            tags.Next().Write(told.Tags.Span);
        tags.End();
    }
}
