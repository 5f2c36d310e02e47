namespace Hubbub.Datagrams;

public sealed record EndpointOptions
{
    /// <summary>Null: this endpoint only dials, and answers nobody who calls.</summary>
    public Identity? Identity { get; init; }

    public IIntroductions? Introductions { get; init; }

    /// <summary>For connections that are accepted.</summary>
    public ConnectionOptions Connection { get; init; } = new();

    public int MostConnections { get; init; } = 20_000;
}
