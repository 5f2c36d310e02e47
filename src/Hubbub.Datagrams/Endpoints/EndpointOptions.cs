namespace Hubbub.Datagrams;

public sealed record EndpointOptions
{
    /// <summary>Null: this endpoint only dials, and answers nobody who calls.</summary>
    public Identity? Identity { get; init; }

    /// <summary>
    /// The same, made when it is first needed. What it throws is told (<see cref="IEndpointHandler.Broke"/>) and
    /// that packet not answered; the next one tries again.
    /// </summary>
    public Func<Identity>? LateIdentity { get; init; }

    /// <summary>An address of IPv6 is not to take IPv4 too.</summary>
    public bool IsV6Only { get; init; }

    /// <summary>Packets are passed on for others; null: they are not, and this endpoint may have ends of relays itself.</summary>
    public RelayTable? Relays { get; init; }

    public IIntroductions? Introductions { get; init; }

    /// <summary>For connections that are accepted.</summary>
    public ConnectionOptions Connection { get; init; } = new();

    public int MostConnections { get; init; } = 20_000;
}
