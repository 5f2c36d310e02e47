using System.CommandLine;

namespace Hubbub.Cli;

/// <summary>What wrong arguments get: what is wrong, the syntax, exit code 2.</summary>
internal static class Usage
{
    public static Task<int> ExplainAsync(ParseResult parsed) =>
        ExplainAsync(
            parsed.CommandResult.Command,
            string.Join(
                Environment.NewLine,
                parsed.Errors.Select(error => error.Message).Distinct()
            )
        );

    public static async Task<int> ExplainAsync(Command command, string mistake)
    {
        await Console.Error.WriteLineAsync(mistake);
        await Console.Error.WriteLineAsync();
        await Console.Error.WriteLineAsync($"Usage: {SyntaxOf(command)}");
        await Console.Error.WriteLineAsync($"Try: {PathOf(command)} --help");
        return ExitCodes.WrongUsage;
    }

    private static string SyntaxOf(Command command)
    {
        var arguments = command.Arguments.Select(argument =>
            $" [{argument.Name.ToUpperInvariant()}]"
        );
        var subcommands =
            command.Subcommands.Count > 0
                ? $" ({string.Join('|', command.Subcommands.Select(c => c.Name))})"
                : "";
        return PathOf(command) + subcommands + string.Concat(arguments) + " [options]";
    }

    private static string PathOf(Command command) =>
        command is RootCommand ? "hubbub" : $"hubbub {command.Name}";
}
