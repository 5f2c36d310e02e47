namespace Hubbub.Cli;

internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>It could not be done; the reason was told.</summary>
    public const int Failed = 1;

    /// <summary>The arguments are wrong; the syntax was told.</summary>
    public const int WrongUsage = 2;
}

/// <summary>What was asked for cannot be done. The message says why and what to do, for people.</summary>
internal sealed class CannotException(string message) : Exception(message);

/// <summary>The arguments or the config file are wrong. The message says which and how.</summary>
internal sealed class UsageException(string message) : Exception(message);
