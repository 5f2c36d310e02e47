namespace Hubbub.Core;

/// <summary>A command as logged.</summary>
/// <param name="Index">Its place in the log, from 1, without gaps.</param>
/// <param name="At">Microseconds since 1970 UTC, never less than the entry before. For people: order is <paramref name="Index"/>.</param>
/// <param name="Session">Who asked; number 0 is the node.</param>
/// <param name="Text">
/// The payload, UTF-8: what was said, the reason given. The hub never decides by it and never
/// holds it; empty when it was erased.
/// </param>
/// <param name="Tags">
/// What the sender's program says beside the text (IRC's client-only tags, as they stand in a line:
/// <c>+draft/reply=…;+x</c>). Part of the payload: erased with the text.
/// </param>
public readonly record struct Entry(
    ulong Index,
    long At,
    SessionId Session,
    Command Command,
    ReadOnlyMemory<byte> Text,
    ReadOnlyMemory<byte> Tags = default
);
