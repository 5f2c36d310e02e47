namespace Hubbub.Files;

/// <summary>What the two sides of a transfer say to each other: docs/files.md.</summary>
internal abstract record Message;

/// <summary>Sender: an offer begins.</summary>
internal sealed record OfferBegins(string From, int Count) : Message;

/// <summary>Sender: the next items of the offer.</summary>
internal sealed record OfferGoesOn(IReadOnlyList<OfferedItem> Items) : Message;

/// <summary>Receiver: yes. What it has already comes next.</summary>
internal sealed record Taken : Message;

/// <summary>Receiver: so many bytes of a file are here, and this is their SHA-256.</summary>
internal sealed record Held(int Item, long Length, byte[] Digest) : Message;

/// <summary>Receiver: that was all that is here.</summary>
internal sealed record HeldAll : Message;

/// <summary>Sender: of what is held this is right (1), or goes again (0), in the order in which it was told.</summary>
internal sealed record Agreed(byte[] Answers) : Message;

/// <summary>Sender: SHA-256 of a file up to the next boundary, and up to the ones after it.</summary>
internal sealed record Digests(byte[] Bytes) : Message;

/// <summary>Receiver: so many bytes of the plan are verified and written.</summary>
internal sealed record Kept(long Position) : Message;

/// <summary>Receiver: everything is there under its own name.</summary>
internal sealed record Complete : Message;
