using Hubbub.Core;

namespace Hubbub.Protocols.Irc.Families;

/// <summary>WHOIS and WHOWAS (<see href="https://modern.ircdocs.horse/#user-based-queries"/>).</summary>
internal static class WhoIsVerbs
{
    private const int MostPast = 20;

    public static Reaction WhoIs(IrcWire wire, in IrcLine line, string? label)
    {
        // With two parameters the first names a server.
        var (server, list) = line.Count > 1 ? (line.Text(0), line.Text(1)) : ("", line.Text(0));
        var nicks = list.Split(',', StringSplitOptions.RemoveEmptyEntries)
            .DistinctBy(NameRules.Fold)
            .ToArray();
        if (nicks.Length == 0)
            return NoNick(wire, label);
        return ServerInfoVerbs.ForUs(
            wire,
            server,
            label,
            (w, _, hub, writer) =>
            {
                var mayKnow = Sees.Addresses(w, hub);
                foreach (var nick in nicks.Take(IrcServer.MostTargets))
                    WriteWhoIs(w, nick, hub, mayKnow, writer);
                if (nicks.Length > IrcServer.MostTargets)
                {
                    w.Begin(writer, Numeric.TooManyTargets)
                        .Arg(RoomLists.Shown(nicks[IrcServer.MostTargets]))
                        .Last($"At most {IrcServer.MostTargets} nicks");
                }
            }
        );
    }

    private static Ask NoNick(IrcWire wire, string? label) =>
        wire.Reply(
            label,
            (w, _, _, writer) => w.Begin(writer, Numeric.NoNicknameGiven).Last("No nickname given")
        );

    private static void WriteWhoIs(
        IrcWire wire,
        string nick,
        Hub hub,
        bool mayKnow,
        LineWriter writer
    )
    {
        if (hub.Answer(wire.Session, new WhoIs(NameRules.Fold(nick))) is PersonAnswer person)
            WritePerson(wire, person, mayKnow || person.Info.Who.Session == wire.Session, writer);
        else
            wire.Begin(writer, Numeric.NoSuchNick).Arg(RoomLists.Shown(nick)).Last("No such nick");
        wire.Begin(writer, Numeric.EndOfWhoIs)
            .Arg(RoomLists.Shown(nick))
            .Last("End of /WHOIS list");
    }

    /// <param name="mayKnow">The asker may know the address and the marks.</param>
    private static void WritePerson(
        IrcWire wire,
        PersonAnswer person,
        bool mayKnow,
        LineWriter writer
    )
    {
        var who = person.Info.Who;
        wire.Begin(writer, Numeric.WhoIsUser)
            .Arg(who.Nick)
            .Arg(who.User)
            .Arg(who.Host)
            .Arg("*")
            .Last(who.RealName);
        WriteRooms(wire, person, writer);
        wire.Begin(writer, Numeric.WhoIsServer)
            .Arg(who.Nick)
            .Arg(wire.Server.Name)
            .Last(wire.Face.Name);
        if (person.Info.Operator)
            wire.Begin(writer, Numeric.WhoIsOperator).Arg(who.Nick).Last("is an IRC operator");
        if (who.IsBot)
            wire.Begin(writer, Numeric.WhoIsBot).Arg(who.Nick).Last("is a bot");
        if (mayKnow)
        {
            wire.Begin(writer, Numeric.WhoIsModes)
                .Arg(who.Nick)
                .Last("is using modes +" + SessionModeLetters.Of(person.Modes));
        }

        if (wire.Server.Connections.Of(who.Session) is { } facts)
            WriteFacts(wire, who.Nick, facts, mayKnow, writer);
        if (person.Away is { } away)
            wire.Begin(writer, Numeric.Away).Arg(who.Nick).Last(away);
    }

    private static void WriteFacts(
        IrcWire wire,
        string nick,
        ConnectionFacts facts,
        bool mayKnow,
        LineWriter writer
    )
    {
        if (mayKnow)
        {
            wire.Begin(writer, Numeric.WhoIsActually)
                .Arg(nick)
                .Arg(Sees.Safe(facts.Address))
                .Last("is actually using host");
        }

        if (facts.IsSecure)
            wire.Begin(writer, Numeric.WhoIsSecure).Arg(nick).Last("is using a secure connection");
        wire.Begin(writer, Numeric.WhoIsIdle)
            .Arg(nick)
            .Write((byte)' ')
            .Write((long)facts.SilentFor.TotalSeconds)
            .Write((byte)' ')
            .Write((wire.Face.Clock.GetUtcNow() - facts.OpenFor).ToUnixTimeSeconds())
            .Last("seconds idle, signon time");
    }

    private static void WriteRooms(IrcWire wire, PersonAnswer person, LineWriter writer)
    {
        var start = -1;
        foreach (var (room, role) in person.Rooms)
        {
            if (start >= 0 && writer.Position - start + (room.Length * 3) > 500)
            {
                writer.End();
                start = -1;
            }

            if (start < 0)
            {
                start = writer.Position;
                wire.Begin(writer, Numeric.WhoIsChannels).Arg(person.Info.Who.Nick).Write(" :"u8);
            }
            else
            {
                writer.Write((byte)' ');
            }

            ModeLetters.WritePrefix(writer, role, (wire.Caps & Caps.MultiPrefix) != 0);
            writer.Write(room);
        }

        if (start >= 0)
            writer.End();
    }

    public static Reaction WhoWas(IrcWire wire, in IrcLine line, string? label)
    {
        var nick = line.Text(0);
        if (nick.Length == 0)
            return NoNick(wire, label);
        // "If the <count> is 0 or negative, a full search is done" (RFC 2812 3.6.3).
        var most =
            int.TryParse(line.Text(1), out var count) && count > 0
                ? Math.Min(count, MostPast)
                : MostPast;
        return ServerInfoVerbs.ForUs(
            wire,
            line.Text(2),
            label,
            (w, _, hub, writer) => WriteWhoWas(w, nick, most, hub, writer)
        );
    }

    private static void WriteWhoWas(IrcWire wire, string nick, int most, Hub hub, LineWriter writer)
    {
        var question = new WhoWas(NameRules.Fold(nick), most);
        var past = ((PastAnswer)hub.Answer(wire.Session, question)).People;
        foreach (var (who, at) in past)
        {
            wire.Begin(writer, Numeric.WhoWasUser)
                .Arg(who.Nick)
                .Arg(who.User)
                .Arg(who.Host)
                .Arg("*")
                .Last(who.RealName);
            var then = DateTimeOffset.UnixEpoch.AddMicroseconds(at);
            wire.Begin(writer, Numeric.WhoIsServer)
                .Arg(who.Nick)
                .Arg(wire.Server.Name)
                .Last($"{then:ddd MMM d HH:mm:ss yyyy} UTC");
        }

        if (past.Count == 0)
        {
            wire.Begin(writer, Numeric.WasNoSuchNick)
                .Arg(RoomLists.Shown(nick))
                .Last("There was no such nickname");
        }

        wire.Begin(writer, Numeric.EndOfWhoWas).Arg(RoomLists.Shown(nick)).Last("End of WHOWAS");
    }
}
