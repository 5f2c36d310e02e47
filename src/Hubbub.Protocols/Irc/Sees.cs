using Hubbub.Core;

namespace Hubbub.Protocols.Irc;

/// <summary>Who may know addresses: everybody their own, operators all.</summary>
internal static class Sees
{
    /// <summary>"255.255.255.255 … when the server refuses to disclose the IP address" (WHOX).</summary>
    public const string NoAddress = "255.255.255.255";

    public static bool Addresses(IrcWire wire, Hub hub) =>
        hub.Answer(wire.Session, new WhoIs(NameRules.Fold(wire.Nick)))
            is PersonAnswer { Info.Operator: true };

    public static string Address(IrcWire wire, Identity who, bool mayKnow) =>
        (mayKnow || who.Session == wire.Session)
        && wire.Server.Connections.Of(who.Session) is { } facts
            ? Safe(facts.Address)
            : NoAddress;

    /// <summary>"beginning with a colon, it MUST be sent with a canonically-acceptable preceding zero" (webirc).</summary>
    public static string Safe(string address) => address.StartsWith(':') ? "0" + address : address;
}
