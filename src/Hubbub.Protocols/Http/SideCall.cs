using Hubbub.Core;

namespace Hubbub.Protocols.Http;

/// <summary>
/// A call in a session's name from beside its connection (an upload by its right): rides on the ask, and is told what
/// came of it. Of the loop's thread.
/// </summary>
public sealed class SideCall(BotCall call, ServerFace face)
{
    public void OnTold(in Told told) => call.OnTold(told, face);

    /// <summary>That was all that came of it.</summary>
    public void OnEnd() => call.EndAside(face);

    /// <summary>It could not be taken: why, in full sentences.</summary>
    public void OnTurnedAway(string reason) => call.Fail(503, reason);
}
