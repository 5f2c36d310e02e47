namespace Hubbub.Datagrams;

public sealed record DialOptions
{
    public ConnectionOptions Connection { get; init; } = new();

    /// <summary>Only the server with this identity will do; null: the caller looks at it afterwards, before it writes.</summary>
    public Fingerprint? Expected { get; init; }

    /// <summary>The name of a secret that both share; 0: none.</summary>
    public UInt128 Introduction { get; init; }

    /// <summary>That secret: at least 16 bytes that nobody else can guess.</summary>
    public ReadOnlyMemory<byte> Secret { get; init; }

    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);
}
