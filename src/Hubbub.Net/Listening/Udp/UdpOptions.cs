namespace Hubbub.Net.Listening.Udp;

/// <summary>How the port serves UDP.</summary>
public sealed record UdpOptions
{
    public required ServerIdentity Identity { get; init; }

    /// <summary>Told what broke; the port goes on.</summary>
    public required Action<string> Warn { get; init; }

    /// <summary>How many sessions there may be at once. They take no open files.</summary>
    public int MaxSessions { get; init; } = 20_000;
}
