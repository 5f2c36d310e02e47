namespace Hubbub.Files;

/// <summary>
/// What a sender and a person's program say to each other through a server that neither has to trust, until they
/// have met: docs/files.md. Each note is one of these and the 16 bytes of the offer that it is about; then what it says.
/// </summary>
internal enum PersonWord : byte
{
    Offer = 1,
    Here = 2,
    Take = 3,
    Reveal = 4,
    Card = 5,
    Declined = 6,
    Withdrawn = 7,
}

/// <summary>Why an offer was not taken.</summary>
public enum Decline
{
    /// <summary>The person does not want it.</summary>
    Unwanted = 0,

    /// <summary>Too many others wait there already.</summary>
    Busy = 1,

    /// <summary>What the sender said does not fit together.</summary>
    Broken = 2,
}
