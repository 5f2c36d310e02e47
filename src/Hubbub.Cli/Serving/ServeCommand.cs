using System.CommandLine;
using System.CommandLine.Parsing;

namespace Hubbub.Cli.Serving;

/// <summary><c>hubbub serve [PORT]</c>.</summary>
internal static class ServeCommand
{
    private static readonly Argument<int> s_port = new("port")
    {
        Description = "The port, TCP and UDP, for everybody.",
        Arity = ArgumentArity.ZeroOrOne,
        DefaultValueFactory = _ => ServeOptions.DefaultPort,
    };

    private static readonly Option<string[]> s_host = new("--host")
    {
        Description =
            "An address or name of this machine to listen on (several allowed). Default: localhost.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<bool> s_lan = new("--lan")
    {
        Description = "Listen on all interfaces: everyone on the network can join.",
    };

    private static readonly Option<string> s_data = new("--data")
    {
        Description = "The folder in which everything said is kept.",
    };

    private static readonly Option<bool> s_ephemeral = new("--ephemeral")
    {
        Description = "Keep everything in memory: nothing is left when the server ends.",
    };

    private static readonly Option<string> s_name = new("--name")
    {
        Description = "The server's name.",
    };

    private static readonly Option<string> s_motd = new("--motd")
    {
        Description = "A text file: the message of the day.",
    };

    private static readonly Option<string> s_config = new("--config")
    {
        Description = "Options and operators from a file: JSON with comments.",
    };

    private static readonly Option<string> s_certificate = new("--cert")
    {
        Description = "TLS certificate (PEM). Default: a self-signed one, made when first needed.",
    };

    private static readonly Option<string> s_key = new("--key")
    {
        Description = "The certificate's key (PEM).",
    };

    private static readonly Option<string> s_passwordFile = new("--password-file")
    {
        Description = "Ask everyone for the password on the first line of this file.",
    };

    private static readonly Option<int> s_nameLength = new("--name-length")
    {
        Description = "Longest name, in characters (1 to 100). Default: 30.",
    };

    private static readonly Option<bool> s_noFloodLimit = new("--no-flood-limit")
    {
        Description = "Take lines as fast as they come.",
    };

    private static readonly Option<string> s_logFormat = new("--log-format")
    {
        Description = "How comings and goings are written: text or json.",
    };

    private static readonly Option<int> s_syncDelay = new("--sync-delay")
    {
        Description = "Milliseconds added to every sync, for benchmarks.",
        Hidden = true,
    };

    public static Command Make()
    {
        s_logFormat.AcceptOnlyFromAmong("text", "json");
        s_port.Validators.Add(result =>
            InRange(result.GetValueOrDefault<int>(), result, 1, 65535, "A port")
        );
        s_nameLength.Validators.Add(result =>
            InRange(result.GetValueOrDefault<int>(), result, 1, 100, "The longest name")
        );
        var command = new Command("serve", "Starts a server: rooms for everyone on one port.")
        {
            s_port,
            s_host,
            s_lan,
            s_data,
            s_ephemeral,
            s_name,
            s_motd,
            s_config,
            s_certificate,
            s_key,
            s_passwordFile,
            s_nameLength,
            s_noFloodLimit,
            s_logFormat,
            s_syncDelay,
        };
        command.SetAction((parsed, _) => RunAsync(command, parsed));
        return command;
    }

    private static async Task<int> RunAsync(Command command, ParseResult parsed)
    {
        try
        {
            return await ServerRun.RunAsync(OptionsOf(parsed));
        }
        catch (UsageException wrong)
        {
            return await Usage.ExplainAsync(command, wrong.Message);
        }
        catch (Exception cannot) when (Reasons.Tell(cannot) is { } reason)
        {
            await Console.Error.WriteLineAsync(reason);
            return ExitCodes.Failed;
        }
    }

    internal static ServeOptions OptionsOf(ParseResult parsed)
    {
        var options = Given(parsed, s_config, out var file)
            ? ConfigFile.Read(file!)
            : new ServeOptions();
        if (Given(parsed, s_port, out var port))
            options = options with { Port = port };
        if (Given(parsed, s_host, out var hosts))
            options = options with { Hosts = hosts! };
        if (Given(parsed, s_name, out var name))
            options = options with { Name = name! };
        if (Given(parsed, s_nameLength, out var length))
            options = options with { NameLength = length };
        if (Given(parsed, s_logFormat, out var format))
            options = options with { LogsJson = format == "json" };
        options = options with
        {
            IsLan = options.IsLan || parsed.GetValue(s_lan),
            IsEphemeral = options.IsEphemeral || parsed.GetValue(s_ephemeral),
            FloodLimit = options.FloodLimit && !parsed.GetValue(s_noFloodLimit),
            Data = parsed.GetValue(s_data) ?? options.Data,
            MotdFile = parsed.GetValue(s_motd) ?? options.MotdFile,
            CertificateFile = parsed.GetValue(s_certificate) ?? options.CertificateFile,
            KeyFile = parsed.GetValue(s_key) ?? options.KeyFile,
            PasswordFile = parsed.GetValue(s_passwordFile) ?? options.PasswordFile,
            SyncDelay = parsed.GetValue(s_syncDelay),
        };
        return Consistent(options);
    }

    private static ServeOptions Consistent(ServeOptions options)
    {
        if (options.IsEphemeral && options.Data is not null)
            throw new UsageException(
                "--ephemeral keeps nothing, --data keeps everything: choose one."
            );
        if (options.KeyFile is not null && options.CertificateFile is null)
            throw new UsageException("--key needs --cert.");
        return options.IsLan ? options with { Hosts = ["*"] } : options;
    }

    private static bool Given<T>(ParseResult parsed, Option<T> option, out T? value)
    {
        value = parsed.GetValue(option);
        return parsed.GetResult(option) is { Implicit: false };
    }

    private static bool Given(ParseResult parsed, Argument<int> argument, out int value)
    {
        value = parsed.GetValue(argument);
        return parsed.GetResult(argument) is { Tokens.Count: > 0 };
    }

    private static void InRange(int value, SymbolResult result, int least, int most, string what)
    {
        if (value < least || value > most)
            result.AddError($"{what} is a number from {least} to {most}.");
    }
}
