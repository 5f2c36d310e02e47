using Hubbub.Net.Listening.Tls;
using Hubbub.Net.Listening.Udp;

namespace Hubbub.Net.Listening;

/// <summary>Where and how the server listens.</summary>
public sealed record ListenerOptions
{
    /// <summary>Addresses and host names. <c>*</c>: all interfaces.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = ["localhost"];

    /// <summary>0: any free one.</summary>
    public required int Port { get; init; }

    public required Certificates Certificates { get; init; }

    /// <summary>Null: TCP only.</summary>
    public UdpOptions? Udp { get; init; }

    /// <summary>The server's name, for the page.</summary>
    public required string ServerName { get; init; }

    /// <summary>The room that the page's link leads to.</summary>
    public string LobbyName { get; init; } = "#lobby";

    /// <summary>How many connections there may be at once.</summary>
    public int MaxConnections { get; init; } = OpenFiles.ConnectionsThatFit();

    /// <summary>Who says nothing for this long is a person, and is greeted.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The whole first line has to have come by then.</summary>
    public TimeSpan FirstLine { get; init; } = TimeSpan.FromSeconds(60);

    public TimeSpan TlsHandshake { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an ending connection may take for its last bytes.</summary>
    public TimeSpan Farewell { get; init; } = TimeSpan.FromSeconds(5);

    public TimeProvider Time { get; init; } = TimeProvider.System;
}

/// <param name="Host">An address, IPv6 without brackets.</param>
public sealed record ListenEndpoint(string Host, int Port)
{
    public override string ToString() => Host.Contains(':') ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}

/// <summary>The server cannot listen. The message says why and what to do, for people.</summary>
public sealed class ListenException(string message, Exception? inner = null)
    : Exception(message, inner);
