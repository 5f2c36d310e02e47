using Hubbub.Core;

namespace Hubbub.Protocols.Irc.Families;

/// <summary>
/// MARKREAD (<see href="https://ircv3.net/specs/extensions/read-marker"/>). A user is a session until
/// there are accounts, so that markers live with the connection, and nobody else ever reads them.
/// </summary>
internal static class ReadMarkerVerbs
{
    private const string Verb = "MARKREAD";

    /// <summary>The one that was set longest ago makes room.</summary>
    private const int MostMarkers = 500;

    public static Reaction MarkRead(IrcWire wire, in IrcLine line, string? label)
    {
        var target = line.Text(0);
        var time = line[1];
        if (target.Length == 0)
            return Fault(wire, label, "NEED_MORE_PARAMS", "Missing parameters");
        long at = -1;
        if (line.Count > 1)
        {
            if (
                !time.StartsWith("timestamp="u8)
                || !References.TryTime(time["timestamp="u8.Length..], out at)
            )
                return Fault(wire, label, "INVALID_PARAMS", "Invalid parameters", line.Text(1));
        }

        return wire.Reply(
            label,
            (w, _, _, writer) =>
            {
                w.ReadMarkers.Raise(KeyOf(target), at, MostMarkers);
                Write(w, target, writer);
            }
        );
    }

    /// <summary>"after the server sends a server JOIN command to the client [it] MUST send a MARKREAD command for that channel."</summary>
    public static void OnJoined(IrcWire wire, Joined joined, LineWriter writer)
    {
        if ((wire.Caps & Caps.ReadMarker) != 0)
            Write(wire, joined.Name, writer);
    }

    private static void Write(IrcWire wire, string target, LineWriter writer)
    {
        writer.From(wire.Server.Name).Write("MARKREAD"u8).Arg(RoomLists.Shown(target));
        if (wire.ReadMarkers.Of(KeyOf(target)) is { } at)
            writer.Write(" timestamp="u8).Timestamp(at * 1000).End();
        else
            writer.Write(" *"u8).End();
    }

    private static string KeyOf(string target) =>
        target.StartsWith('#') ? NameRules.FoldRoom(target).Value : NameRules.Fold(target).Value;

    private static Reaction Fault(
        IrcWire wire,
        string? label,
        string code,
        string words,
        params string[] about
    ) => wire.Reply(label, (w, _, _, writer) => w.Fail(writer, Verb, code, words, about));
}
