using Hubbub.Client.Connecting;

namespace Hubbub.Client.Trust;

/// <summary>Whether a server is the one that it was: remembered at first use, checked from then on.</summary>
/// <param name="tell">Told when it is remembered.</param>
public sealed class Doorkeeper(Destination destination, KnownServers known, Action<string> tell)
{
    /// <summary>Why it is not to be trusted; null: it is.</summary>
    /// <param name="what">What it has shown: certificate, identity.</param>
    public string? Refuse(string what, string shown)
    {
        if (destination.IsLoopback)
            return null;
        switch (known.Check(destination, shown))
        {
            case TrustResult.Same:
                return null;
            case TrustResult.New:
                tell($"{destination} is remembered by its {what}, SHA-256 {shown}");
                return null;
            default:
                return Changed(what, known.FingerprintOf(destination) ?? "", shown);
        }
    }

    private static string Changed(string what, string remembered, string shown) =>
        $"""
            the server's {what} is not the one remembered.
              remembered  {remembered}
              shown now   {shown}
            Either the server was set up anew (ask its user to read you the fingerprint), or somebody
            stands between you and it. If it is right: --trust {shown}
            """;
}
