using Hubbub.Core;

namespace Hubbub.Protocols.Irc.Families;

/// <summary>What the server tells of itself (<see href="https://modern.ircdocs.horse/#server-queries-and-commands"/>).</summary>
internal static class ServerInfoVerbs
{
    /// <summary>Everything is on this server: its name, a mask that fits it, or the nick of somebody here.</summary>
    public static Ask ForUs(IrcWire wire, string server, string? label, AtEnd atEnd) =>
        wire.Reply(
            label,
            (w, answer, hub, writer) =>
            {
                if (IsUs(w, server, hub))
                    atEnd(w, answer, hub, writer);
                else
                    w.Begin(writer, Numeric.NoSuchServer)
                        .Arg(RoomLists.Shown(server))
                        .Last("No such server");
            }
        );

    private static bool IsUs(IrcWire wire, string server, Hub hub) =>
        server.Length == 0
        || Glob.IsMatch(server, wire.Server.Name)
        || hub.Answer(wire.Session, new WhoIs(NameRules.Fold(server))) is PersonAnswer;

    public static Reaction Time(IrcWire wire, in IrcLine line, string? label) =>
        ForUs(
            wire,
            line.Text(0),
            label,
            (w, _, _, writer) =>
            {
                var now = w.Face.Clock.GetUtcNow();
                w.Begin(writer, Numeric.Time)
                    .Arg(w.Server.Name)
                    .Write((byte)' ')
                    .Write(now.ToUnixTimeSeconds())
                    .Write(" 0"u8);
                writer.Last($"{now:dddd, d MMMM yyyy, HH:mm:ss} UTC");
            }
        );

    public static Reaction Info(IrcWire wire, in IrcLine line, string? label) =>
        ForUs(
            wire,
            line.Text(0),
            label,
            (w, _, _, writer) =>
            {
                string[] lines =
                [
                    $"Hubbub {w.Face.Version}: rooms for IRC clients, terminals and browsers on one port.",
                    "Everything said is on disk before anyone sees it, in one order that is the same for all.",
                    $"This server started {w.Face.StartedAt:yyyy-MM-dd HH:mm:ss} UTC.",
                ];
                foreach (var text in lines)
                    w.Begin(writer, Numeric.Info).Last(text);
                w.Begin(writer, Numeric.EndOfInfo).Last("End of /INFO list");
            }
        );

    public static Reaction Links(IrcWire wire, in IrcLine line, string? label)
    {
        var mask = line.Count == 0 ? "*" : line.Text(line.Count - 1);
        return wire.Reply(
            label,
            (w, _, _, writer) =>
            {
                if (Glob.IsMatch(mask, w.Server.Name))
                {
                    w.Begin(writer, Numeric.Links)
                        .Arg(w.Server.Name)
                        .Arg(w.Server.Name)
                        .Last($"0 {w.Face.Name}");
                }

                w.Begin(writer, Numeric.EndOfLinks)
                    .Arg(RoomLists.Shown(mask))
                    .Last("End of /LINKS list");
            }
        );
    }

    public static Reaction Admin(IrcWire wire, in IrcLine line, string? label) =>
        ForUs(
            wire,
            line.Text(0),
            label,
            (w, _, _, writer) =>
            {
                var lines = w.Face.Admin;
                if (lines.Count == 0)
                {
                    w.Begin(writer, Numeric.NoAdminInfo)
                        .Arg(w.Server.Name)
                        .Last("No administrative info available");
                    return;
                }

                w.Begin(writer, Numeric.AdminMe).Arg(w.Server.Name).Last("Administrative info");
                Numeric[] numerics = [Numeric.AdminLoc1, Numeric.AdminLoc2, Numeric.AdminEmail];
                foreach (var (numeric, text) in numerics.Zip(lines))
                    w.Begin(writer, numeric).Last(text);
            }
        );

    /// <summary>Only what tells nobody's address: <c>u</c>, how long it runs; <c>o</c>, who operates it.</summary>
    public static Reaction Stats(IrcWire wire, in IrcLine line, string? label)
    {
        var query = line.Text(0)[..1];
        return ForUs(
            wire,
            line.Text(1),
            label,
            (w, _, hub, writer) =>
            {
                if (query == "u")
                    WriteUptime(w, writer);
                else if (query is "o" or "O")
                    WriteOperators(w, hub, writer);
                w.Begin(writer, Numeric.EndOfStats).Arg(query).Last("End of /STATS report");
            }
        );
    }

    private static void WriteUptime(IrcWire wire, LineWriter writer)
    {
        var up = wire.Face.Clock.GetUtcNow() - wire.Face.StartedAt;
        wire.Begin(writer, Numeric.StatsUptime)
            .Last($"Server Up {up.Days} days {up.Hours}:{up.Minutes:00}:{up.Seconds:00}");
    }

    private static void WriteOperators(IrcWire wire, Hub hub, LineWriter writer)
    {
        var question = new PeopleMatching("*", OperatorsOnly: true, Most: 100);
        foreach (var person in ((PeopleAnswer)hub.Answer(wire.Session, question)).People)
        {
            wire.Begin(writer, Numeric.StatsOLine)
                .Arg("O")
                .Arg($"{person.Who.User}@{person.Who.Host}")
                .Arg("*")
                .Arg(person.Who.Nick)
                .End();
        }
    }

    /// <summary>"used to send a message to all currently connected users who have set the 'w' user mode" (RFC 2812 4.7).</summary>
    public static Reaction Wallops(IrcWire wire, in IrcLine line, string? label) =>
        RoomVerbs.Propose(
            wire,
            [
                new Proposal(
                    new Announce(),
                    line[0][..Measure.Cut(line[0], IrcServer.TopicLength)].ToArray()
                ),
            ],
            label
        );
}
