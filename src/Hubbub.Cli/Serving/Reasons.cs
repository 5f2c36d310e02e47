using Hubbub.Net.Listening;
using Hubbub.Net.Loop;
using Hubbub.Node;
using Hubbub.Storage;

namespace Hubbub.Cli.Serving;

/// <summary>Why a server could not start or go on, in words for its user.</summary>
internal static class Reasons
{
    /// <summary>Null: a bug, to be seen as one.</summary>
    public static string? Tell(Exception cannot) =>
        cannot switch
        {
            CannotException or ListenException or StorageException => cannot.Message,
            LogDamagedException or TooNewException or LogFailedException => cannot.Message,
            _ => null,
        };
}
