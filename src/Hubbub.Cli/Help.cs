using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Hubbub.Cli;

/// <summary>`--help` with examples, `--version` with nothing but the version.</summary>
internal static class Help
{
    public static string Version =>
        typeof(Help).Assembly.GetName().Version?.ToString(fieldCount: 3) ?? "0.0.0";

    public static void Install(RootCommand root, Dictionary<Command, string[]> examples)
    {
        foreach (var option in root.Options)
        {
            if (option is HelpOption { Action: HelpAction plain } help)
                help.Action = new HelpWithExamples(plain, examples);
            else if (option is VersionOption version)
                version.Action = new ShowVersion();
        }
    }

    public static string UsageOf(Command command)
    {
        var (name, arguments) =
            command is RootCommand
                ? ("hubbub", " COMMAND")
                : ($"hubbub {command.Name}", string.Concat(command.Arguments.Select(UsageOf)));
        return $"Usage: {name}{arguments} [options]\n{name} --help tells the rest.";
    }

    private static string UsageOf(Argument argument)
    {
        var name = argument.Arity.MaximumNumberOfValues > 1 ? argument.Name + "…" : argument.Name;
        return argument.Arity.MinimumNumberOfValues > 0 ? $" {name}" : $" [{name}]";
    }

    private sealed class HelpWithExamples(HelpAction plain, Dictionary<Command, string[]> examples)
        : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            var result = plain.Invoke(parseResult);
            var output = parseResult.InvocationConfiguration.Output;
            if (!examples.TryGetValue(parseResult.CommandResult.Command, out var lines))
                return result;
            output.WriteLine("Examples:");
            foreach (var line in lines)
                output.WriteLine("  " + line);
            output.WriteLine();
            return result;
        }
    }

    private sealed class ShowVersion : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.WriteLine("hubbub " + Version);
            return ExitCode.Done;
        }
    }
}
