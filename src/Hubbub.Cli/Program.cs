using System.CommandLine;
using Hubbub.Cli.Passwords;
using Hubbub.Cli.Serving;

namespace Hubbub.Cli;

internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        var root = new RootCommand(
            "Hubbub: a chat, a bulletin board and a file drop on one port of your network."
        )
        {
            ServeCommand.Make(),
            HashPasswordCommand.Make(),
        };
        Examples.AddTo(root);
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count == 0)
            return await parsed.InvokeAsync();
        return await Usage.ExplainAsync(parsed);
    }
}
