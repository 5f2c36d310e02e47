using Hubbub.Cli;
using Hubbub.Cli.Passwords;
using Hubbub.Cli.Serve;

namespace Hubbub.Tests.Cli;

public sealed class ConfigFileTests
{
    [Fact]
    public void Comments_and_a_last_comma_are_allowed()
    {
        var given = Parse(
            """
            {
              // where
              "port": 6667, /* and */ "host": ["::1", "127.0.0.1"],
              "lan": false,
            }
            """
        );
        Assert.Equal(6667, given.Port);
        Assert.Equal(["::1", "127.0.0.1"], given.Hosts);
        Assert.False(given.Lan);
    }

    [Fact]
    public void Files_are_looked_for_beside_it() =>
        Assert.Equal("/etc/hubbub/motd.txt", Parse("""{"motd": "motd.txt"}""").Motd);

    [Theory]
    [InlineData("""{"prot": 1}""", "“prot” is not known. Did you mean “port”?")]
    [InlineData("""{"operator": []}""", "“operator” is not known. Did you mean “operators”?")]
    [InlineData(
        """{"port": "6667"}""",
        "“port” has to be a number from 1 to 65535 (0: any free one)."
    )]
    [InlineData("""{"host": []}""", "“host” has to be a text, or a list of texts.")]
    [InlineData("""{"lan": "yes"}""", "“lan” has to be true or false.")]
    [InlineData("""{"operators": [{"name": "a", "password": "plain"}]}""", "“operators” has to be")]
    [InlineData("[]", "has to be one JSON object")]
    [InlineData("{\n\"port\": 1\n\"lan\": true}", "is not JSON from line 3 on")]
    public void What_is_wrong_is_told_by_name(string json, string expected) =>
        Assert.Contains(
            expected,
            Assert.Throws<CannotException>(() => Parse(json)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_file_that_is_missing_is_told()
    {
        var e = Assert.Throws<CannotException>(() => ConfigFile.Read("/no/such/file.json"));
        Assert.Contains("/no/such/file.json", e.Message, StringComparison.Ordinal);
        Assert.Contains("--config", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Operators_have_hashes()
    {
        var hash = PasswordHash.Make("secret", rounds: 10);
        var given = Parse($$"""{"operators": [{"name": "Ada", "password": "{{hash}}"}]}""");
        Assert.True(given.Operators!["ada"].Fits("secret"));
    }

    [Fact]
    public void The_command_line_goes_before_the_file()
    {
        var file = Parse("""{"port": 1, "name": "file", "lan": true, "data": "/f"}""");
        var line = new GivenOptions
        {
            Port = 2,
            Hosts = ["::1"],
            Ephemeral = true,
        };
        var options = line.Over(file).Complete();
        Assert.Equal(2, options.Port);
        Assert.Equal("file", options.Name);
        Assert.Equal(["::1"], options.Hosts);
        Assert.Null(options.DataFolder);
    }

    [Theory]
    [InlineData("port", "port", 0)]
    [InlineData("prot", "port", 2)]
    [InlineData("", "lan", 3)]
    [InlineData("Host", "host", 0)]
    [InlineData("hosts", "host", 1)]
    public void The_distance_counts_changes(string a, string b, int expected) =>
        Assert.Equal(expected, NearestKey.Distance(a, b));

    private static GivenOptions Parse(string json) =>
        ConfigFile.Parse(json, "/etc/hubbub/hubbub.json");
}
