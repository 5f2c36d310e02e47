using Hubbub.Client.Connecting;
using Hubbub.Client.Trust;

namespace Hubbub.Tests.Client;

public sealed class DestinationTests
{
    [Theory]
    [InlineData(null, null, "localhost", 53142, false, null)]
    [InlineData("5000", null, "localhost", 5000, false, null)]
    [InlineData("host", null, "host", 53142, false, null)]
    [InlineData("host", "5000", "host", 5000, false, null)]
    [InlineData("host:5000", null, "host", 5000, false, null)]
    [InlineData("::1", null, "::1", 53142, false, null)]
    [InlineData("[::1]:5000", null, "::1", 5000, false, null)]
    [InlineData("irc://host", null, "host", 6667, false, null)]
    [InlineData("ircs://host", null, "host", 6697, true, null)]
    [InlineData("irc://host:5000/tea", null, "host", 5000, false, "#tea")]
    [InlineData("ircs://host/#tea", null, "host", 6697, true, "#tea")]
    [InlineData("irc://[::1]:5000/", null, "::1", 5000, false, null)]
    [InlineData("http://host:5000/", null, "host", 5000, false, null)]
    public void What_people_type_leads_there(
        string? host,
        string? port,
        string expected,
        int its,
        bool tls,
        string? room
    )
    {
        Assert.True(Destination.TryParse(host, port, out var destination, out _));
        Assert.Equal(new Destination(expected, its, tls, room), destination);
    }

    [Fact]
    public void A_link_may_name_UDP()
    {
        Assert.True(Destination.TryParse("udp://host/#tea", null, out var destination, out _));
        Assert.Equal(
            new Destination("host", 53142, IsTls: false, "#tea") { IsUdp = true },
            destination
        );
    }

    [Theory]
    [InlineData("host", "0")]
    [InlineData("host", "65536")]
    [InlineData("host", "tea")]
    [InlineData("99999", null)]
    [InlineData("host:tea", null)]
    [InlineData("two words", null)]
    [InlineData("", null)]
    [InlineData("ftp://host", null)]
    [InlineData("irc://host", "5000")]
    public void What_leads_nowhere_is_refused_with_the_reason(string host, string? port)
    {
        Assert.False(Destination.TryParse(host, port, out _, out var why));
        Assert.NotEmpty(why);
    }

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("127.0.0.2", true)]
    [InlineData("::1", true)]
    [InlineData("192.168.1.1", false)]
    public void Loopback_is_known(string host, bool isLoopback) =>
        Assert.Equal(isLoopback, new Destination(host, 1, false).IsLoopback);

    [Fact]
    public void A_fingerprint_is_read_as_people_write_it()
    {
        var digits = string.Concat(Enumerable.Repeat("ab", 32));
        Assert.Equal(digits, Fingerprint.Parse(string.Join(':', Enumerable.Repeat("AB", 32))));
        Assert.Null(Fingerprint.Parse("ab"));
    }
}
