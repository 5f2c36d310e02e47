using Hubbub.Datagrams;

namespace Hubbub.Net.Listening.Udp;

/// <summary>How the port serves UDP.</summary>
public sealed record UdpOptions
{
    public required ServerIdentity Identity { get; init; }

    /// <summary>Told what broke; the port goes on.</summary>
    public required Action<string> Warn { get; init; }

    /// <summary>How many sessions there may be at once. They take no open files.</summary>
    public int MaxSessions { get; init; } = 20_000;

    /// <summary>Lines of <c>nc -u</c> are taken from private networks too, after a code; from this machine always.</summary>
    public bool RawOnNetwork { get; init; }

    /// <summary>How many may be here by <c>nc -u</c> at once, for each address that is listened on.</summary>
    public int MaxRaw { get; init; } = 200;

    /// <summary>Who says nothing for so long by <c>nc -u</c> has gone.</summary>
    public TimeSpan RawSilence { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Packets are passed on for those who find no way to each other; null: they are not.</summary>
    public RelayTable? Relays { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
