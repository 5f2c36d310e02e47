namespace Hubbub.Protocols.Irc.Families;

/// <summary>Capability negotiation (<see href="https://ircv3.net/specs/extensions/capability-negotiation"/>).</summary>
internal static class CapVerbs
{
    public static Reaction Cap(IrcWire wire, in IrcLine line, string? label)
    {
        var subcommand = line.Text(0).ToUpperInvariant();
        var argument = line.Text(1);
        switch (subcommand)
        {
            case "LS":
                Negotiate(wire);
                // From version 302 on, cap-notify is implied.
                var implied =
                    int.TryParse(argument, out var version) && version >= 302
                        ? Caps.CapNotify
                        : Caps.None;
                return wire.Reply(label, (w, _, _, writer) => List(w, implied, writer));
            case "LIST":
                return wire.Reply(
                    label,
                    (w, _, _, writer) =>
                        Begin(w, writer).Write("LIST"u8).Last(Capabilities.Names(w.Caps))
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
                            .Arg(subcommand.Length == 0 ? "*" : subcommand)
                            .Last("Invalid CAP command")
                );
        }
    }

    private static void Negotiate(IrcWire wire)
    {
        if (wire.Registration is { } registration)
            registration.Negotiating = true;
    }

    private static void List(IrcWire wire, Caps implied, LineWriter writer)
    {
        wire.SetCaps(wire.Caps | implied);
        Begin(wire, writer)
            .Write("LS"u8)
            .Last(string.Join(' ', Capabilities.All.Select(cap => cap.Name)));
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
