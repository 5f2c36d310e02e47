using System.Globalization;

namespace Hubbub.Protocols.Irc.Families;

/// <summary>RELAY: a way for two programs that find none to each other (docs/datagrams.md, "Relays").</summary>
internal static class RelayVerbs
{
    /// <summary>With the relay's first end, in hexadecimal.</summary>
    internal const string Tag = "+hubbub/relay";

    public static Reaction Relay(IrcWire wire, in IrcLine line, string? label) =>
        wire.Reply(
            label,
            (w, _, _, writer) =>
            {
                if (w.Face.Relays is not { } relays)
                    w.Fail(writer, "RELAY", "NO_RELAY", "This server passes no packets on");
                else if (relays.For(w.Session) is { } end)
                    FileLines.Notice(
                        w,
                        $"{Tag}={end.ToString("x16", CultureInfo.InvariantCulture)}",
                        "A relay over UDP, for a program that asked for it",
                        writer
                    );
                else
                    w.Fail(
                        writer,
                        "RELAY",
                        "RELAYS_FULL",
                        "All relays are in use: try again later"
                    );
            }
        );
}
