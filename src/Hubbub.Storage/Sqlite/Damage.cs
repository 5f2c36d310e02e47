using Hubbub.Node;

namespace Hubbub.Storage.Sqlite;

/// <summary>A block that is not what was written.</summary>
/// <param name="First">The index of its first entry.</param>
/// <param name="What">For people.</param>
public sealed record Damage(ulong First, string What)
{
    internal static LogDamagedException At(ulong first, string why) =>
        new(first, $"the block of entry {first}: {why}. Put back a backup of the data folder.");
}
