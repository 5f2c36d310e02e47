namespace Hubbub.Protocols;

/// <summary>
/// Which programs may come by HTTP, and by what secret. Secrets never reach the log, and are shown
/// once, to the operator who makes one.
/// </summary>
public interface IBotTokens
{
    /// <summary>In the order in which they were made. Any thread.</summary>
    IReadOnlyList<BotToken> All { get; }

    /// <summary>Whose it is; null: nobody's. Any thread.</summary>
    string? NameOf(string token);

    /// <summary>Kept at the return. Null: there is one for that name, or as many as may be.</summary>
    /// <exception cref="IOException">It could not be kept.</exception>
    string? Make(string name, string madeBy);

    /// <summary>False: there is none for that name.</summary>
    /// <exception cref="IOException">It could not be kept.</exception>
    bool Revoke(string name);
}

/// <param name="Name">Of the program.</param>
/// <param name="MadeBy">The operator's nick of then.</param>
public sealed record BotToken(string Name, string MadeBy, DateTimeOffset MadeAt);

/// <summary>Where no program comes by HTTP.</summary>
public sealed class NoBotTokens : IBotTokens
{
    public static readonly NoBotTokens Instance = new();

    public IReadOnlyList<BotToken> All => [];

    public string? NameOf(string token) => null;

    public string? Make(string name, string madeBy) => null;

    public bool Revoke(string name) => false;
}
