using Hubbub.Core;

namespace Hubbub.Protocols.Irc;

/// <summary>How IRC's lines are put together.</summary>
internal static class IrcText
{
    /// <summary>RFC 1459 2.3: 512 bytes with CR LF, tags not counted.</summary>
    public const int LongestLine = 512;

    public static LineWriter From(this LineWriter writer, Identity who) =>
        writer
            .Write((byte)':')
            .Write(who.Nick)
            .Write((byte)'!')
            .Write(who.User)
            .Write((byte)'@')
            .Write(who.Host)
            .Write((byte)' ');

    public static LineWriter From(this LineWriter writer, string server) =>
        writer.Write((byte)':').Write(server).Write((byte)' ');

    public static void End(this LineWriter writer) => writer.Write("\r\n"u8);

    /// <summary>A last parameter and the line's end; cut between characters so that the line fits.</summary>
    /// <param name="start">Where the line (after its tags) starts.</param>
    public static void Last(this LineWriter writer, ReadOnlySpan<byte> text, int start)
    {
        writer.Write(" :"u8);
        var room = LongestLine - 2 - (writer.Position - start);
        writer.Write(text[..Measure.Cut(text, Math.Max(0, room))]).End();
    }

    public static void Last(this LineWriter writer, string text) =>
        writer.Write(" :"u8).Write(text).End();

    public static LineWriter Arg(this LineWriter writer, string text) =>
        writer.Write((byte)' ').Write(text);

    /// <summary><c>time=…</c> (<see href="https://ircv3.net/specs/extensions/server-time"/>).</summary>
    /// <param name="at">Microseconds since 1970 UTC.</param>
    public static LineWriter Time(this LineWriter writer, long at) =>
        writer.Write("time="u8).Timestamp(at);

    /// <summary><c>2026-11-21T08:00:00.000Z</c>.</summary>
    public static LineWriter Timestamp(this LineWriter writer, long at)
    {
        var time = DateTimeOffset.UnixEpoch.AddTicks(at * TimeSpan.TicksPerMicrosecond);
        Span<char> text = stackalloc char[24];
        time.TryFormat(text, out _, "yyyy-MM-ddTHH:mm:ss.fffZ");
        Span<byte> bytes = stackalloc byte[24];
        System.Text.Encoding.ASCII.GetBytes(text, bytes);
        return writer.Write(bytes);
    }

    public static ReadOnlySpan<byte> Verb(MessageKind kind) =>
        kind is MessageKind.Notice or MessageKind.Reply ? "NOTICE"u8 : "PRIVMSG"u8;
}
