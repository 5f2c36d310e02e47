using Hubbub.Core;

namespace Hubbub.Protocols;

/// <summary>
/// How one kind of client is told what others do: a protocol together with the capabilities that
/// alter bytes. Sessions with the same wording share the bytes. Instances are compared by
/// reference: there is one of each.
/// </summary>
public abstract class Wording
{
    /// <summary>
    /// The event as the audience reads it, whole lines; nothing where this kind of client is not
    /// told of it. Never called for the actor.
    /// </summary>
    public abstract void Tell(in Told told, LineWriter writer);
}
