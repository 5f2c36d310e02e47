namespace Hubbub.Files;

/// <summary>Both cards are there, and the secret that only the two have.</summary>
public sealed record Met(Card Other, Introduction Introduction);

/// <summary>Two have met, and no packet gets from the one to the other.</summary>
#pragma warning disable RCS1194 // Always the same words.
public sealed class NoWayException(string whom, Exception inner)
#pragma warning restore RCS1194
    : Exception(
        $"no way to the {whom} was found: a firewall or a NAT on either side lets nothing through, and the server passes nothing on",
        inner
    );
