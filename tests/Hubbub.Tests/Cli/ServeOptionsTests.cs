using System.CommandLine;
using Hubbub.Cli;
using Hubbub.Cli.Serve;
using Hubbub.Core;

namespace Hubbub.Tests.Cli;

public sealed class ServeOptionsTests
{
    [Fact]
    public void Nothing_given_means_this_machine_only_and_a_folder_per_port()
    {
        var options = Read();
        Assert.Equal(53142, options.Port);
        Assert.Equal(["localhost"], options.Hosts);
        Assert.EndsWith(
            Path.Combine("hubbub", "53142"),
            options.DataFolder,
            StringComparison.Ordinal
        );
        Assert.True(options.FloodLimit);
        Assert.Equal(LogFormat.Text, options.LogFormat);
    }

    [Fact]
    public void Everything_can_be_given()
    {
        var options = Read(
            "6667 --host 127.0.0.1 --host ::1 --data /d --name home --motd m --cert c --key k "
                + "--password-file p --name-length 12 --no-flood-limit --log-format json"
        );
        Assert.Equal(6667, options.Port);
        Assert.Equal(["127.0.0.1", "::1"], options.Hosts);
        Assert.Equal("/d", options.DataFolder);
        Assert.Equal(("home", "m", "c", "k", "p"), Texts(options));
        Assert.Equal(12, options.NameLength);
        Assert.False(options.FloodLimit);
        Assert.Equal(LogFormat.Json, options.LogFormat);
    }

    [Fact]
    public void What_is_said_stays_for_ever_or_as_long_as_is_given() =>
        Assert.Equal((Keep.Forever, 12 * 3_600_000_000L), (Read().Keep, Read("--keep 12h").Keep));

    [Fact]
    public void Lan_is_all_interfaces() => Assert.Equal(["*"], Read("--lan").Hosts);

    [Fact]
    public void Ephemeral_keeps_nothing() => Assert.Null(Read("--ephemeral").DataFolder);

    [Theory]
    [InlineData("abc", "PORT has to be a number from 1 to 65535 (0: any free one), not “abc”.")]
    [InlineData("65536", "PORT has to be a number from 1 to 65535 (0: any free one), not “65536”.")]
    [InlineData("-1", "PORT has to be a number from 1 to 65535 (0: any free one), not “-1”.")]
    [InlineData("--ephemera", "--ephemera is not an option of serve. Did you mean --ephemeral?")]
    [InlineData("--name-length 0", "--name-length has to be a number from 1 to 100, not “0”.")]
    [InlineData("--log-format xml", "--log-format has to be text or json, not “xml”.")]
    [InlineData(
        "--keep never",
        "--keep has to be a time like 90d, 12h or 30m, or forever, not “never”."
    )]
    [InlineData("--key k", "--key needs --cert.")]
    public void Wrong_arguments_are_told_by_name(string line, string expected) =>
        Assert.Equal(expected, Assert.Throws<SyntaxException>(() => Read(line)).Message);

    [Theory]
    [InlineData("")]
    [InlineData("serve abc")]
    [InlineData("serve 1 2")]
    [InlineData("serve --port")]
    [InlineData("nothing")]
    public async Task Wrong_arguments_end_with_2_and_the_syntax_on_standard_error(string line)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await Program.RunAsync(
            line.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            output,
            error
        );
        Assert.Equal(2, code);
        Assert.Equal("", output.ToString());
        Assert.Contains("Usage: hubbub", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("serve --help")]
    [InlineData("hash-password --help")]
    public async Task Every_help_has_examples(string line)
    {
        using var output = new StringWriter();
        Assert.Equal(0, await Program.RunAsync(line.Split(' '), output, TextWriter.Null));
        Assert.Contains("Examples:\n  hubbub ", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_version_is_told_alone()
    {
        using var output = new StringWriter();
        Assert.Equal(0, await Program.RunAsync(["--version"], output, TextWriter.Null));
        Assert.Matches(@"^hubbub \d+\.\d+\.\d+\n$", output.ToString());
    }

    [Fact]
    public void Every_option_can_stand_in_the_file()
    {
        var options = new ServeSyntax()
            .Command.Options.Select(o => o.Name.TrimStart('-'))
            .Except(["config"]);
        string[] inTheFileOnly =
        [
            "port",
            "operators",
            "admin",
            "icon",
            "client-tag-deny",
            "webirc",
        ];
        Assert.Equal(options.Concat(inTheFileOnly).Order(), ConfigFile.KnownKeys.Order());
    }

    private static (string, string?, string?, string?, string?) Texts(ServeOptions o) =>
        (o.Name, o.MotdFile, o.CertificateFile, o.KeyFile, o.PasswordFile);

    private static ServeOptions Read(string line = "")
    {
        var syntax = new ServeSyntax();
        return syntax.Read(syntax.Command.Parse(line));
    }

    [Theory]
    [InlineData("jion localhost", "“jion” is not a command of hubbub. Did you mean join?")]
    [InlineData("", "Say what is to be done: serve, join, talk, ")]
    [InlineData("--frob", "“--frob” is not a command of hubbub. ")]
    public async Task Given_no_such_command_when_it_is_run_then_the_nearest_is_named(
        string line,
        string words
    )
    {
        using var error = new StringWriter();
        var args = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, await Program.RunAsync(args, TextWriter.Null, error));
        Assert.StartsWith(words, error.ToString());
    }
}
