using Hubbub.Cli;
using Hubbub.Cli.Passwords;
using Hubbub.Cli.Serve;

namespace Hubbub.Tests.Cli;

/// <summary>What the config file says of IRC.</summary>
public sealed class IrcOptionTests
{
    private static readonly string s_hash =
        $"{PasswordHash.Prefix}1${Convert.ToBase64String(new byte[16])}${Convert.ToBase64String(new byte[32])}";

    [Fact]
    public void Given_the_keys_when_read_then_they_reach_the_options()
    {
        var options = Parse(
                $$"""
                {
                  "cert": "chain.pem", "sts": 30, "admin": ["here", "there", "a@example.org"],
                  "icon": "https://example.org/i.png", "client-tag-deny": "*,-typing",
                  "webirc": [{ "password": "{{s_hash}}", "hosts": ["10.0.0.0/8", "::1"] }]
                }
                """
            )
            .Complete();
        Assert.Equal(TimeSpan.FromDays(30), options.Sts);
        Assert.Equal(["here", "there", "a@example.org"], options.Admin);
        Assert.Equal("https://example.org/i.png", options.Icon);
        Assert.Equal("*,-typing", options.ClientTagDeny);
        var gateway = Assert.Single(options.Gateways);
        Assert.True(gateway.IsAt("10.1.2.3"));
        Assert.True(gateway.IsAt("::ffff:10.1.2.3"));
        Assert.True(gateway.IsAt("::1"));
        Assert.False(gateway.IsAt("11.1.2.3"));
        Assert.False(gateway.IsAt("unknown"));
    }

    [Theory]
    [InlineData("""{"icon": "icon.png"}""", "“icon” has to be an address")]
    [InlineData("""{"client-tag-deny": "a b"}""", "“client-tag-deny” has to be one word")]
    [InlineData("""{"sts": 10000}""", "“sts” has to be a number of days")]
    [InlineData("""{"webirc": [{"password": "plain", "hosts": ["::1"]}]}""", "“webirc” has to be")]
    [InlineData("""{"webirc": {}}""", "“webirc” has to be")]
    public void Given_a_wrong_value_when_read_then_it_is_told_what_it_has_to_be(
        string json,
        string told
    ) => Assert.Contains(told, Assert.Throws<CannotException>(() => Parse(json)).Message);

    [Fact]
    public void Given_hosts_that_are_none_when_read_then_it_is_told() =>
        Assert.Throws<CannotException>(() =>
            Parse($$"""{"webirc": [{"password": "{{s_hash}}", "hosts": ["kiwi"]}]}""")
        );

    [Fact]
    public void Given_sts_without_a_certificate_when_completed_then_it_is_refused() =>
        Assert.Contains(
            "--sts needs --cert",
            Assert.Throws<SyntaxException>(() => Parse("""{"sts": 30}""").Complete()).Message
        );

    [Fact]
    public async Task Given_a_gateway_when_it_gives_its_password_then_only_from_its_hosts()
    {
        var key = new GatewayKey(
            PasswordHash.Make("sesame", rounds: 1),
            GatewayKey.HostsOf(["127.0.0.1"])!
        );
        using var book = new PasswordBook(
            null,
            new Dictionary<string, PasswordHash>(StringComparer.Ordinal),
            [key]
        );
        Assert.True(await book.CheckGatewayAsync("sesame", "127.0.0.1"));
        Assert.False(await book.CheckGatewayAsync("wrong", "127.0.0.1"));
        Assert.False(await book.CheckGatewayAsync("sesame", "127.0.0.2"));
    }

    private static GivenOptions Parse(string json) => ConfigFile.Parse(json, "/etc/hubbub.json");
}
