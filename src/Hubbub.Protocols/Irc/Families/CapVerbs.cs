namespace Hubbub.Protocols.Irc.Families;

/// <summary>Capability negotiation (<see href="https://ircv3.net/specs/extensions/capability-negotiation"/>).</summary>
internal static class CapVerbs
{
    /// <summary>Bytes of names in one line.</summary>
    private const int MostNames = 400;

    public static Reaction Cap(IrcWire wire, in IrcLine line, string? label)
    {
        var subcommand = line.Text(0).ToUpperInvariant();
        var argument = line.Text(1);
        switch (subcommand)
        {
            case "LS":
                Negotiate(wire);
                // "the client sends 302 or any higher number": a later version means all of this one.
                var knowsValues = int.TryParse(argument, out var version) && version >= 302;
                return wire.Reply(label, (w, _, _, writer) => List(w, knowsValues, writer));
            case "LIST":
                return wire.Reply(
                    label,
                    (w, _, _, writer) =>
                        WriteNames(
                            w,
                            "LIST",
                            Capabilities.Names(w.Caps),
                            severalLines: true,
                            writer
                        )
                );
            case "REQ":
                Negotiate(wire);
                // Takes effect at its place, so the lines after it wait for it.
                return wire.Reply(
                    label,
                    (w, _, _, writer) => Request(w, argument, writer),
                    holds: true
                );
            case "END":
                if (wire.Registration is { } registration)
                {
                    registration.Negotiating = false;
                    return RegistrationVerbs.TryAttach(wire, label);
                }

                return Reaction.None;
            default:
                return wire.Reply(
                    label,
                    (w, _, _, writer) =>
                        w.Begin(writer, Numeric.InvalidCapCommand)
                            .Arg(RoomLists.Shown(subcommand))
                            .Last("Invalid CAP command")
                );
        }
    }

    private static void Negotiate(IrcWire wire)
    {
        if (wire.Registration is { } registration)
            registration.Negotiating = true;
    }

    private static void List(IrcWire wire, bool knowsValues, LineWriter writer)
    {
        // From version 302 on, cap-notify is implied.
        if (knowsValues)
            wire.SetCaps(wire.Caps | Caps.CapNotify);
        var names = knowsValues
            ? Capabilities.All.Select(cap => cap.NameAndValue).Concat(Sts(wire))
            : Capabilities.All.Select(cap => cap.Name);
        WriteNames(wire, "LS", names, severalLines: knowsValues, writer);
    }

    /// <summary>
    /// https://ircv3.net/specs/extensions/sts: a port to those who come in the clear, a duration to
    /// those who come over TLS. Not on this machine: a certificate does not say localhost.
    /// </summary>
    private static string[] Sts(IrcWire wire) =>
        (wire.Face.Sts, wire.Server.Connections.Of(wire.Session)) switch
        {
            (null, _) or (_, null) or (_, { IsLoopback: true }) => [],
            ({ } policy, { IsSecure: true }) =>
            [
                $"sts=duration={(long)policy.Duration.TotalSeconds}",
            ],
            ({ } policy, _) => [$"sts=port={policy.Port}"],
        };

    /// <summary>
    /// "multiline replies … with only the last having no asterisk", to those who know version 302;
    /// to older clients what fits into one line.
    /// </summary>
    private static void WriteNames(
        IrcWire wire,
        string subcommand,
        IEnumerable<string> names,
        bool severalLines,
        LineWriter writer
    )
    {
        var line = "";
        foreach (var name in names)
        {
            if (line.Length + name.Length >= MostNames)
            {
                if (!severalLines)
                    break;
                Begin(wire, writer).Write(subcommand).Arg("*").Last(line);
                line = "";
            }

            line += line.Length == 0 ? name : " " + name;
        }

        Begin(wire, writer).Write(subcommand).Last(line);
    }

    private static void Request(IrcWire wire, string request, LineWriter writer)
    {
        var accepted = Capabilities.TryChange(request, wire.Caps, out var caps);
        Begin(wire, writer).Write(accepted ? "ACK"u8 : "NAK"u8).Last(request);
        if (accepted)
            wire.SetCaps(caps);
    }

    private static LineWriter Begin(IrcWire wire, LineWriter writer) =>
        writer.From(wire.Server.Name).Write("CAP "u8).Write(wire.Nick).Write((byte)' ');
}
