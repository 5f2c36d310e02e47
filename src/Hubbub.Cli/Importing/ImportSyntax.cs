using System.CommandLine;
using Hubbub.Cli.Arguments;
using Hubbub.Cli.Serve;
using Hubbub.Protocols;
using Hubbub.Protocols.Logs;

namespace Hubbub.Cli.Importing;

/// <summary>The command line of `hubbub import`.</summary>
internal sealed class ImportSyntax
{
    public static readonly string[] Examples =
    [
        "hubbub import 2024-*.log --room tea          tells what it would do",
        "hubbub import 2024-*.log --room tea --yes    does it; the server has to be stopped",
        "hubbub import tea.weechatlog --room tea --zone Europe/Berlin --yes",
    ];

    private readonly Argument<string[]> _files = new("FILE")
    {
        Description = "Logs of one channel: EnergyMech, irssi, WeeChat or ZNC",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly WordOption _room = new(
        "--room",
        "ROOM",
        "The room that they go into; it is made where there is none"
    );

    private readonly WordOption _data = new(
        "--data",
        "DIR",
        "The server's data folder. Default: that of port 53142"
    );

    private readonly Option<string?> _format = new("--format")
    {
        Description = $"{ForeignFormats.Names}. Default: found out",
        HelpName = "NAME",
    };

    private readonly WordOption _zone = new(
        "--zone",
        "ZONE",
        "The time zone of the logs. Default: this machine's"
    );

    private readonly Option<bool> _yes = new("--yes")
    {
        Description = "Do it; without, it is only told what would be done",
    };

    public ImportSyntax()
    {
        Command = new Command(
            "import",
            "Brings logs of IRC clients and bots into a room's history."
        );
        Command.Add(_files);
        foreach (var option in new Option[] { _room, _data, _format, _zone, _yes })
            Command.Add(option);
        Command.SetAction(
            (parsed, _) =>
                new ImportCommand(
                    Read(parsed),
                    parsed.InvocationConfiguration.Output,
                    parsed.InvocationConfiguration.Error
                ).RunAsync()
        );
    }

    public Command Command { get; }

    private ImportOptions Read(ParseResult parsed)
    {
        var files = parsed.GetValue(_files) ?? [];
        foreach (var file in files)
            OptionWords.RefuseUnknown(Command, file);
        return new ImportOptions(
            files,
            RoomOf(parsed.GetValue(_room)),
            Path.GetFullPath(
                parsed.GetValue(_data) ?? GivenOptions.DefaultData(ServeOptions.DefaultPort)
            ),
            FormatOf(parsed.GetValue(_format)),
            ZoneOf(parsed.GetValue(_zone)),
            parsed.GetValue(_yes)
        );
    }

    /// <summary>The # may be left out: shells take it for the start of a comment.</summary>
    private static string RoomOf(string? word)
    {
        if (string.IsNullOrEmpty(word))
            throw new SyntaxException("--room says where it is to go.");
        var room = word.StartsWith('#') ? word : "#" + word;
        return new NameRules().RefuseRoom(room) is { } why ? throw new SyntaxException(why) : room;
    }

    private static IForeignFormat? FormatOf(string? word) =>
        word is null
            ? null
            : ForeignFormats.Named(word)
                ?? throw new SyntaxException(
                    $"--format has to be one of {ForeignFormats.Names}, not “{word}”."
                );

    private static TimeZoneInfo ZoneOf(string? word)
    {
        if (word is null)
            return TimeZoneInfo.Local;
        return TimeZoneInfo.TryFindSystemTimeZoneById(word, out var zone)
            ? zone
            : throw new SyntaxException(
                $"--zone has to be a time zone like Europe/Berlin or UTC, not “{word}”."
            );
    }
}
