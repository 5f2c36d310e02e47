using Hubbub.Core;

namespace Hubbub.Protocols;

/// <summary>
/// What a line amounts to: an ask for the node; or one that is only known when something slow
/// (a password's hash) is done, outside the loop; or nothing.
/// </summary>
public readonly record struct Reaction(Ask? Ask, Task<Ask>? Later = null)
{
    public static readonly Reaction None;

    public static implicit operator Reaction(Ask ask) => new(ask);

    public Reaction ToReaction() => this;
}
