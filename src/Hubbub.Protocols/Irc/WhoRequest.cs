using Hubbub.Core;

namespace Hubbub.Protocols.Irc;

/// <summary>How WHO is to be answered: as RFC 1459 has it, or field by field (<see href="https://ircv3.net/specs/extensions/whox"/>).</summary>
/// <param name="Fields">Null: not WHOX.</param>
/// <param name="Token">Sent back with each line, where asked for.</param>
internal sealed record WhoRequest(bool OperatorsOnly, string? Fields, string Token)
{
    private const int LongestToken = 3;

    /// <param name="typed">WHO's second parameter: <c>[o][%fields[,token]]</c>.</param>
    public static WhoRequest Parse(string typed)
    {
        var percent = typed.IndexOf('%', StringComparison.Ordinal);
        var flags = percent < 0 ? typed : typed[..percent];
        if (percent < 0)
            return new WhoRequest(flags.Contains('o'), Fields: null, Token: "");
        var words = typed[(percent + 1)..].Split(',', 2);
        var token = words.Length > 1 ? words[1] : "";
        var isToken = token.Length is > 0 and <= LongestToken && token.All(char.IsAsciiDigit);
        return new WhoRequest(flags.Contains('o'), words[0], isToken ? token : "0");
    }

    /// <param name="mayKnow">The asker may know addresses.</param>
    public void Write(
        IrcWire wire,
        string room,
        in MemberInfo person,
        bool mayKnow,
        LineWriter writer
    )
    {
        if (Fields is null)
            WritePlain(wire, room, person, writer);
        else
            WriteFields(wire, Fields, room, person, mayKnow, writer);
    }

    private static void WritePlain(
        IrcWire wire,
        string room,
        in MemberInfo person,
        LineWriter writer
    )
    {
        wire.Begin(writer, Numeric.WhoReply)
            .Arg(room)
            .Arg(person.Who.User)
            .Arg(person.Who.Host)
            .Arg(wire.Server.Name)
            .Arg(person.Who.Nick);
        WriteFlags(wire, person, writer.Write((byte)' '));
        writer.Write(" :0 "u8).Write(person.Who.RealName).End();
    }

    /// <summary>"Servers MUST send the fields in the order specified above."</summary>
    private void WriteFields(
        IrcWire wire,
        string fields,
        string room,
        in MemberInfo person,
        bool mayKnow,
        LineWriter writer
    )
    {
        var who = person.Who;
        wire.Begin(writer, Numeric.WhoSpcRpl);
        if (fields.Contains('t'))
            writer.Arg(Token);
        if (fields.Contains('c'))
            writer.Arg(room);
        if (fields.Contains('u'))
            writer.Arg(who.User);
        if (fields.Contains('i'))
            writer.Arg(Sees.Address(wire, who, mayKnow));
        if (fields.Contains('h'))
            writer.Arg(who.Host);
        if (fields.Contains('s'))
            writer.Arg(wire.Server.Name);
        if (fields.Contains('n'))
            writer.Arg(who.Nick);
        if (fields.Contains('f'))
            WriteFlags(wire, person, writer.Write((byte)' '));
        if (fields.Contains('l'))
            writer.Write((byte)' ').Write(Idle(wire, who));
        if (fields.Contains('a'))
            writer.Arg("0");
        if (fields.Contains('r'))
            writer.Last(who.RealName);
        else
            writer.End();
    }

    private static void WriteFlags(IrcWire wire, in MemberInfo person, LineWriter writer)
    {
        writer.Write(person.Away ? (byte)'G' : (byte)'H');
        if (person.Operator)
            writer.Write((byte)'*');
        ModeLetters.WritePrefix(writer, person.Role, (wire.Caps & Caps.MultiPrefix) != 0);
        if (person.Who.IsBot)
            writer.Write((byte)'B');
    }

    private static long Idle(IrcWire wire, Identity who) =>
        wire.Server.Connections.Of(who.Session) is { } facts
            ? (long)facts.SilentFor.TotalSeconds
            : 0;
}
