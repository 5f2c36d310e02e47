using System.CommandLine;
using System.Text;

namespace Hubbub.Cli.Passwords;

/// <summary>`hubbub hash-password`: what stands in a configuration file instead of a password.</summary>
internal sealed class HashPasswordCommand
{
    public static readonly string[] Examples =
    [
        "hubbub hash-password                 (asks twice, shows nothing)",
        "hubbub hash-password < password.txt  (takes the first line)",
    ];

    public HashPasswordCommand()
    {
        Command = new Command(
            "hash-password",
            "Makes the hash of a password, for “operators” in the configuration file."
        );
        Command.SetAction(parsed =>
        {
            var password = Console.IsInputRedirected ? Console.In.ReadLine() : AskTwice();
            if (string.IsNullOrEmpty(password))
                throw new CannotException(
                    "The password is empty. Type one, or give it as the first line of the input."
                );
            parsed.InvocationConfiguration.Output.WriteLine(PasswordHash.Make(password));
            return ExitCode.Done;
        });
    }

    public Command Command { get; }

    private static string AskTwice()
    {
        var first = Ask("Password: ");
        if (first.Length > 0 && Ask("Once more: ") != first)
            throw new CannotException("The two were not the same. Nothing was made; try again.");
        return first;
    }

    /// <summary>Asked on standard error, so that the hash alone can be redirected into a file.</summary>
    private static string Ask(string question)
    {
        Console.Error.Write(question);
        var typed = new StringBuilder();
        while (true)
        {
            var key = Console.ReadKey(intercept: true);
            if (key.Key == ConsoleKey.Enter)
                break;
            if (key.Key == ConsoleKey.Backspace)
                typed.Length = Math.Max(0, typed.Length - 1);
            else if (!char.IsControl(key.KeyChar))
                typed.Append(key.KeyChar);
        }

        Console.Error.WriteLine();
        return typed.ToString();
    }
}
