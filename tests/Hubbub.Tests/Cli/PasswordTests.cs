using Hubbub.Cli.Passwords;

namespace Hubbub.Tests.Cli;

public sealed class PasswordTests
{
    [Fact]
    public void A_hash_fits_its_password_only_also_when_read_back()
    {
        var text = PasswordHash.Make("päßword", rounds: 100).ToString();
        Assert.StartsWith("pbkdf2-sha256$100$", text, StringComparison.Ordinal);
        Assert.True(PasswordHash.TryParse(text, out var hash));
        Assert.True(hash.Fits("päßword"));
        Assert.False(hash.Fits("password"));
        Assert.False(hash.Fits(""));
    }

    [Fact]
    public void The_same_password_never_has_the_same_hash_twice() =>
        Assert.NotEqual(
            PasswordHash.Make("a", rounds: 1).ToString(),
            PasswordHash.Make("a", rounds: 1).ToString()
        );

    [Fact]
    public void Unless_told_otherwise_there_are_600_000_rounds() =>
        Assert.Equal(600_000, PasswordHash.Make("a").Rounds);

    [Theory]
    [InlineData("")]
    [InlineData("secret")]
    [InlineData("pbkdf2-sha256$0$AAAA$AAAA")]
    [InlineData("pbkdf2-sha256$99999999$AAAA$AAAA")]
    [InlineData("pbkdf2-sha256$1$$AAAA")]
    [InlineData("pbkdf2-sha256$1$AAAA")]
    [InlineData("pbkdf2-sha256$1$!!!!$AAAA")]
    public void What_is_no_hash_is_not_taken_for_one(string text) =>
        Assert.False(PasswordHash.TryParse(text, out _));

    [Fact]
    public async Task The_book_knows_the_server_and_its_operators()
    {
        var operators = new Dictionary<string, PasswordHash>
        {
            ["ada"] = PasswordHash.Make("love", rounds: 10),
        };
        using var book = new PasswordBook("come in", operators);
        Assert.True(await book.CheckServerAsync("come in"));
        Assert.False(await book.CheckServerAsync("come"));
        Assert.True(await book.CheckOperatorAsync("Ada", "love"));
        Assert.False(await book.CheckOperatorAsync("ada", "lace"));
        Assert.False(await book.CheckOperatorAsync("bob", "love"));
    }

    [Fact]
    public async Task The_servers_password_may_be_a_hash()
    {
        using var book = new PasswordBook(
            PasswordHash.Make("come in", rounds: 10).ToString(),
            new Dictionary<string, PasswordHash>()
        );
        Assert.True(await book.CheckServerAsync("come in"));
        Assert.False(await book.CheckServerAsync("come out"));
    }
}
