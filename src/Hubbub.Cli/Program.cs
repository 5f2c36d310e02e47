using System.CommandLine;
using System.Text;
using Hubbub.Cli.Board;
using Hubbub.Cli.Importing;
using Hubbub.Cli.Join;
using Hubbub.Cli.Passwords;
using Hubbub.Cli.Reading;
using Hubbub.Cli.Serve;
using Hubbub.Cli.Talk;
using Hubbub.Cli.Transfers;

namespace Hubbub.Cli;

/// <summary>The executable: its commands, and how what goes wrong is told.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args)
    {
        // .NET's own writers set a terminal up (its keys send other bytes then): we set ours up ourselves.
        Console.SetOut(Writer(Console.OpenStandardOutput()));
        Console.SetError(Writer(Console.OpenStandardError()));
        return RunAsync(args, Console.Out, Console.Error);
    }

    internal static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        var root = new RootCommand(
            "One command puts a chat, a bulletin board and a file drop on your network; people join with whatever they have."
        );
        var serve = new ServeSyntax();
        var join = new JoinSyntax();
        var talk = new TalkSyntax();
        var send = new SendSyntax();
        var receive = new ReceiveSyntax();
        var files = new FilesSyntax();
        var board = new BoardSyntax();
        var post = new PostSyntax();
        var log = new LogSyntax();
        var import = new ImportSyntax();
        var hash = new HashPasswordCommand();
        root.Add(serve.Command);
        root.Add(join.Command);
        root.Add(talk.Command);
        root.Add(send.Command);
        root.Add(receive.Command);
        root.Add(files.Command);
        root.Add(board.Command);
        root.Add(post.Command);
        root.Add(log.Command);
        root.Add(import.Command);
        root.Add(hash.Command);
        Help.Install(
            root,
            new()
            {
                [root] = ["hubbub serve", "hubbub serve 6667 --lan", "hubbub join localhost"],
                [serve.Command] = ServeSyntax.Examples,
                [join.Command] = JoinSyntax.Examples,
                [talk.Command] = TalkSyntax.Examples,
                [send.Command] = SendSyntax.Examples,
                [receive.Command] = ReceiveSyntax.Examples,
                [files.Command] = FilesSyntax.Examples,
                [board.Command] = BoardSyntax.Examples,
                [post.Command] = PostSyntax.Examples,
                [log.Command] = LogSyntax.Examples,
                [import.Command] = ImportSyntax.Examples,
                [hash.Command] = HashPasswordCommand.Examples,
            }
        );

        var parsed = root.Parse(args);
        try
        {
            if (parsed.Errors.Count > 0)
                throw new SyntaxException(
                    parsed.CommandResult.Command == root
                        ? WhichCommand(root, args)
                        : parsed.Errors[0].Message
                );
            return await parsed.InvokeAsync(
                new InvocationConfiguration
                {
                    Output = output,
                    Error = error,
                    EnableDefaultExceptionHandler = false,
                    // The server ends in its own way.
                    ProcessTerminationTimeout = null,
                }
            );
        }
        catch (SyntaxException e)
        {
            await error.WriteLineAsync(e.Message);
            await error.WriteLineAsync();
            await error.WriteLineAsync(Help.UsageOf(parsed.CommandResult.Command));
            return ExitCode.Syntax;
        }
        catch (CannotException e)
        {
            await error.WriteLineAsync(e.Message);
            return ExitCode.Cannot;
        }
    }

    private static string WhichCommand(RootCommand root, string[] args)
    {
        var known = root.Subcommands.Where(c => !c.Hidden).Select(c => c.Name).ToList();
        return args is [var word, ..]
            ? $"“{word}” is not a command of hubbub. Did you mean {NearestKey.Of(word, known)}?"
            : $"Say what is to be done: {string.Join(", ", known)}.";
    }

    private static TextWriter Writer(Stream stream) =>
        TextWriter.Synchronized(
            new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false))
            {
                AutoFlush = true,
            }
        );
}
