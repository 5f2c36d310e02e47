namespace Hubbub.Cli;

/// <summary>What was asked for cannot be done: exit 1. The message says why and what to do.</summary>
internal sealed class CannotException(string message, Exception? inner = null)
    : Exception(message, inner);

/// <summary>The arguments are wrong: the syntax on standard error, exit 2.</summary>
internal sealed class SyntaxException(string message) : Exception(message);

internal static class ExitCode
{
    public const int Done = 0;
    public const int Cannot = 1;
    public const int Syntax = 2;
}
