namespace Hubbub.Protocols;

/// <summary>A connection that speaks for somebody elsewhere (IRC's WEBIRC).</summary>
/// <param name="Name">The gateway, as it calls itself.</param>
/// <param name="Address">Of the person.</param>
/// <param name="IsSecure">Their way to the gateway is, as the gateway says.</param>
public sealed record Gateway(string Name, string Address, bool IsSecure);
