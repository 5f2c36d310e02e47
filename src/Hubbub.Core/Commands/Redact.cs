namespace Hubbub.Core;

/// <summary>
/// Takes back what was said. The hub holds no messages, so that what it was is a fact, looked up
/// outside. Text: the reason given.
/// </summary>
/// <param name="Message">The entry by which it was said.</param>
/// <param name="Token">Its id as the asker gave it, for refusals.</param>
/// <param name="Target">The room or person as the asker gave it, for refusals.</param>
/// <param name="Author">Who said it.</param>
/// <param name="Nick">The author's nick of then.</param>
/// <param name="At">When it was said, microseconds since 1970 UTC.</param>
/// <param name="Room">Where; default: to one person.</param>
/// <param name="Other">To whom, where it was one person.</param>
public sealed record Redact(
    ulong Message,
    string Token,
    string Target,
    SessionId Author,
    string Nick,
    long At,
    RoomId Room,
    SessionId Other
) : Command;
