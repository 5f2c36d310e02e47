using System.Net;
using Hubbub.Core;

namespace Hubbub.Protocols.Irc.Families;

/// <summary>WEBIRC (<see href="https://ircv3.net/specs/extensions/webirc"/>).</summary>
internal static class GatewayVerbs
{
    private const int LongestName = 60;

    public static Reaction WebIrc(IrcWire wire, in IrcLine line, string? label)
    {
        // "MUST be the first command sent from the WebIRC gateway".
        if (wire.Registration is not { IsUntouched: true } || wire.GivenGateway is not null)
        {
            return wire.Reply(
                label,
                (w, _, _, writer) =>
                    w.Begin(writer, Numeric.AlreadyRegistered).Last("WEBIRC has to come first")
            );
        }

        if (!IPAddress.TryParse(line.Text(3), out var address))
            return Reject(wire, "Invalid WebIRC address");
        // "secure and secure=examplevalue123 in exactly the same way".
        var secure = line.Text(4).Split(' ').Any(option => option.Split('=')[0] == "secure");
        var name = RegistrationVerbs.Cut(line.Text(1), LongestName);
        var gateway = new Gateway(name, address.ToString(), secure);
        return new Reaction(null, CheckAsync(wire, line.Text(0), gateway, label));
    }

    private static async Task<Ask> CheckAsync(
        IrcWire wire,
        string password,
        Gateway gateway,
        string? label
    )
    {
        var right = await wire.Face.Passwords.CheckGatewayAsync(password, wire.Address);
        return right
            ? wire.Reply(label, (w, _, _, _) => w.SpeakFor(gateway), holds: true)
            : Reject(wire, "Invalid WebIRC password");
    }

    /// <summary>"close any connections with an ERROR command".</summary>
    private static Ask Reject(IrcWire wire, string why) =>
        wire.Reply(label: null, (w, _, _, writer) => w.SayGoodbye(why, writer), holds: true);
}
