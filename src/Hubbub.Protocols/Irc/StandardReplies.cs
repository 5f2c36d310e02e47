namespace Hubbub.Protocols.Irc;

/// <summary><see href="https://ircv3.net/specs/extensions/standard-replies"/>.</summary>
internal static class StandardReplies
{
    /// <summary><c>:server FAIL VERB CODE [about …] :words</c>.</summary>
    public static void Fail(
        this IrcWire wire,
        LineWriter writer,
        string verb,
        string code,
        string words,
        params ReadOnlySpan<string> about
    )
    {
        writer.From(wire.Server.Name).Write("FAIL "u8).Write(verb).Arg(code);
        foreach (var one in about)
            writer.Arg(Families.RoomLists.Shown(one));
        writer.Last(words);
    }
}
