using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Hubbub.Cli;

/// <summary>Examples under the help of every command.</summary>
internal static class Examples
{
    private static readonly Dictionary<string, string[]> s_examples = new(StringComparer.Ordinal)
    {
        ["serve"] =
        [
            "hubbub serve                       everyone on this machine, port 53142",
            "hubbub serve 6667 --lan            everyone on this network, port 6667",
            "hubbub serve --host chat.example   on one name or address of this machine",
            "hubbub serve --ephemeral           nothing is kept on disk",
            "hubbub serve --config hubbub.json  options and operators from a file",
        ],
        ["hash-password"] =
        [
            "hubbub hash-password               asks for a password, prints its hash",
            "pass show chat | hubbub hash-password",
        ],
    };

    public static void AddTo(RootCommand root)
    {
        foreach (var option in root.Options.OfType<HelpOption>())
            option.Action = new WithExamples((HelpAction)option.Action!);
    }

    private sealed class WithExamples(HelpAction help) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            var code = help.Invoke(parseResult);
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            var name = parseResult.CommandResult.Command.Name;
            var lines = s_examples.TryGetValue(name, out var its)
                ? its
                : s_examples.Values.Select(examples => examples[0]);
            foreach (var line in lines)
                output.WriteLine($"  {line}");
            return code;
        }
    }
}
