using Hubbub.Core;

namespace Hubbub.Protocols;

/// <summary>One event with the entry that it came of: all that an encoding needs.</summary>
public readonly record struct Told(Event Event, ulong Index, long At, ReadOnlyMemory<byte> Text)
{
    public static Told Of(Event came, in Entry entry) =>
        new(came, entry.Index, entry.At, entry.Text);
}
