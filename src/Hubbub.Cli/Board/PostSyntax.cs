using System.CommandLine;
using Hubbub.Cli.Arguments;
using Hubbub.Cli.Join;
using Hubbub.Protocols.Boards;

namespace Hubbub.Cli.Board;

/// <summary>The command line of `hubbub post`.</summary>
internal sealed class PostSyntax
{
    public static readonly string[] Examples =
    [
        "hubbub post \"tea at four\" localhost",
        "hubbub post \"bring cups\" 192.168.1.7 6667 --title Tea --expires 2d",
        "cat notes.txt | hubbub post - localhost --title Notes",
    ];

    private readonly Argument<string> _text = new("TEXT")
    {
        Description = "What to post; -: what comes from the standard input, all of it",
    };

    private readonly ServerArguments _server = new(overUdp: true);

    private readonly WordOption _title = new("--title", "T", "Its title");

    private readonly Option<string?> _expires = new("--expires")
    {
        Description = "How long it stays: " + Lasting.Words,
        HelpName = "TIME",
    };

    private readonly Option<bool> _pin = new("--pin")
    {
        Description = "Pin it, for the room's operators",
    };

    public PostSyntax()
    {
        Command = new Command("post", "Posts once on a room's bulletin board.");
        Command.Add(_text);
        _server.AddTo(Command);
        Option[] options = [_title, _expires, _pin];
        foreach (var option in options)
            Command.Add(option);
        Command.SetAction((parsed, ct) => new JoinCommand(Read(parsed)).RunAsync(ct));
    }

    public Command Command { get; }

    /// <exception cref="SyntaxException">It cannot be meant so.</exception>
    public JoinOptions Read(ParseResult parsed)
    {
        var text = parsed.GetValue(_text) ?? "";
        if (string.IsNullOrWhiteSpace(text))
            throw new SyntaxException("There is no text to post.");
        var options = _server.Read(Command, parsed);
        return options with
        {
            Destination = options.Destination ?? ServerArguments.Here,
            Use = Use.Post,
            Posts = Options(parsed),
            Text = text == "-" ? null : text,
            Reconnects = false,
        };
    }

    private PostOptions Options(ParseResult parsed)
    {
        var options = PostOptions.None with { Pinned = parsed.GetValue(_pin) };
        if (parsed.GetValue(_title) is { } title)
            options =
                options.With("title", title)
                ?? throw new SyntaxException("--title has to have 1 to 200 characters.");
        if (parsed.GetValue(_expires) is { } expires)
            options =
                options.With("expires", expires)
                ?? throw new SyntaxException($"--expires has to be {Lasting.Words}.");
        return options;
    }
}
