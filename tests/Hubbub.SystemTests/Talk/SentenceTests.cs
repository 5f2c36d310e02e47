using Hubbub.SystemTests.Running;

namespace Hubbub.SystemTests.Talk;

/// <summary>Sentences of the two programs that this one is to be, at real terminals.</summary>
public sealed class SentenceTests
{
    [Fact]
    public async Task By_default_it_runs_on_localhost_and_shows_it_is_waiting_for_connections_on_the_port()
    {
        await using var talking = new Talking();
        var host = await talking.HostAsync();
        await host.SeesAsync($"Waiting for a guest on localhost, port {talking.Port}");
    }

    [Theory]
    [InlineData]
    [InlineData("70000")]
    [InlineData("localhost")]
    [InlineData("localhost", "tea")]
    [InlineData("localhost", "5000", "6000")]
    [InlineData("localhost", "5000", "--once")]
    [InlineData("localhost", "5000", "--nick", "two words")]
    [InlineData("5000", "--nick", "elevenchars")]
    [InlineData("5000", "--line", "many")]
    public async Task If_the_arguments_are_not_given_in_this_format_the_user_is_notified_of_the_syntax(
        params string[] arguments
    )
    {
        var ran = await ServerProcess.RunAsync(["talk", .. arguments]);

        Assert.Equal(2, ran.ExitCode);
        Assert.Contains("Usage: hubbub talk", ran.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task If_the_port_does_not_match_the_client_is_notified_that_the_connection_was_not_made_and_exits()
    {
        var ran = await ServerProcess.RunAsync("talk", "localhost", $"{ServerProcess.FreePort()}");

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("No connection to localhost", ran.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_server_user_is_notified_of_the_connecting_IP_address_and_told_to_wait_for_the_first_message()
    {
        await using var talking = new Talking();
        var (host, guest) = await talking.BothAsync();
        await host.SeesAsync("ada has come from 127.0.0.1. Please wait for the first message.");
        await guest.SeesAsync($"Connected to localhost, port {talking.Port}.");
    }

    [Fact]
    public async Task The_username_must_be_less_than_11_characters_and_cannot_contain_any_whitespace()
    {
        await using var talking = new Talking();
        await talking.HostAsync();
        var guest = await talking.GuestAsync();
        await guest.SeesAsync("Your name:");
        await guest.TypeAsync("two words");
        await guest.SeesAsync("A name cannot have white space in it.");
        await guest.TypeAsync("elevenchars");
        await guest.SeesAsync("too long: at most 10 characters");
        await guest.TypeAsync("tencharact");
        await guest.SeesAsync("You talk with host");
    }

    [Fact]
    public async Task The_username_is_prepended_and_the_messages_alternate_until_one_sends_quit()
    {
        await using var talking = new Talking();
        var (host, guest) = await talking.BothAsync();

        await host.TypeAsync("too early");
        await host.SeesAsync("It is ada's turn. What you typed stays here.");
        await guest.TypeAsync("hello");
        await host.SeesAsync("ada> hello");
        await host.SeesAsync("host> too early");
        await host.PressAsync("Enter");
        await guest.SeesAsync("host> too early");
        await guest.TypeAsync("late enough");
        await host.SeesAsync("ada> late enough");
        await host.TypeAsync(@"\quit");

        await guest.SeesAsync("host closed the conversation.");
        await guest.SeesAsync("[ended 0]");
        await host.SeesAsync("You closed the conversation with ada.");
        await host.SeesAsync($"Still open on localhost, port {talking.Port}.");
    }

    [Theory]
    [InlineData(@"\quit")]
    [InlineData("/QUIT")]
    public async Task If_the_client_sends_quit_it_exits_and_the_server_stays_open_to_other_clients(
        string quit
    )
    {
        await using var talking = new Talking();
        var (host, guest) = await talking.BothAsync();
        await guest.TypeAsync("/say quit");
        await host.SeesAsync("ada> quit");

        await guest.TypeAsync(quit);

        await guest.SeesAsync("[ended 0]");
        await host.SeesAsync("ada closed the conversation.");
        await host.SeesAsync($"Still open on localhost, port {talking.Port}.");
        var next = await talking.GuestAsync("--nick bob");
        await next.SeesAsync("it is your turn");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task If_a_SIGINT_is_raised_on_the_server_the_client_closes_and_exits_and_so_does_the_server(
        bool inTurn
    )
    {
        await using var talking = new Talking();
        var (host, guest) = await talking.BothAsync();
        if (inTurn)
        {
            await guest.TypeAsync("hello");
            await host.SeesAsync("it is your turn");
        }

        await host.PressAsync("x", "C-c");

        await guest.SeesAsync("host closed the conversation.");
        await guest.SeesAsync("[ended 0]");
        await host.SeesAsync("[ended 0]");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task If_a_SIGINT_is_raised_on_the_client_the_server_is_told_and_remains_open(
        bool inTurn
    )
    {
        await using var talking = new Talking();
        var (host, guest) = await talking.BothAsync();
        if (!inTurn)
        {
            await guest.TypeAsync("hello");
            await guest.SeesAsync("it is host's turn");
        }

        await guest.PressAsync("x", "C-c");

        await guest.SeesAsync("[ended 0]");
        await host.SeesAsync("ada closed the conversation.");
        await host.SeesAsync("Still open on");
    }

    [Fact]
    public async Task The_message_must_be_500_characters_or_less_as_people_count_them()
    {
        await using var talking = new Talking();
        var (host, guest) = await talking.BothAsync();

        await guest.TypeAsync(new string('x', 501));
        await guest.SeesAsync("That has 501 characters; at most 500 can be said at once.");
        await guest.PressAsync("BSpace");
        await guest.PressAsync("Enter");

        await host.SeesAsync("it is your turn");
        await host.TypeAsync(string.Concat(Enumerable.Repeat("👩‍🚀", 500)));
        await guest.SeesAsync("it is your turn");
    }
}
