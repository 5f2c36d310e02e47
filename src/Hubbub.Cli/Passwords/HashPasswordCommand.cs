using System.CommandLine;
using System.Text;

namespace Hubbub.Cli.Passwords;

internal static class HashPasswordCommand
{
    public static Command Make()
    {
        var command = new Command(
            "hash-password",
            "Makes the hash of an operator's password, for the config file."
        );
        command.SetAction((_, _) => RunAsync());
        return command;
    }

    private static async Task<int> RunAsync()
    {
        var password = Console.IsInputRedirected ? await Console.In.ReadLineAsync() : Ask();
        if (string.IsNullOrEmpty(password))
        {
            await Console.Error.WriteLineAsync("No password was given: nothing was hashed.");
            return ExitCodes.Failed;
        }

        Console.WriteLine(PasswordHash.Make(password));
        return ExitCodes.Done;
    }

    /// <summary>Twice, without showing it; null: the two differ.</summary>
    private static string? Ask()
    {
        Console.Error.Write("Password: ");
        var first = ReadHidden();
        Console.Error.Write("Once more: ");
        if (first == ReadHidden())
            return first;
        Console.Error.WriteLine("The two differ.");
        return null;
    }

    private static string ReadHidden()
    {
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
