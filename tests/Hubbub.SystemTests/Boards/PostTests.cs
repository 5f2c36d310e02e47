using System.Text.Json;
using Hubbub.SystemTests.Join;
using Hubbub.SystemTests.Running;
using Hubbub.SystemTests.Storage;

namespace Hubbub.SystemTests.Boards;

/// <summary>`hubbub post` and `hubbub board --list`, from scripts.</summary>
[Collection("processes")]
public sealed class PostTests
{
    /// <summary>"one post, then done (also from a pipe)"; "show and leave".</summary>
    [Fact]
    public async Task What_a_script_posts_is_there_after_a_restart_as_text_and_as_JSON()
    {
        using var temp = new TempFolder();
        await using var joining = new Joining();
        var data = temp.PathOf("data");
        await using (var server = await ServerProcess.StartOnAsync(data))
        {
            var posted = await RunAsync(
                joining,
                "post",
                "bring cups",
                At(server),
                "--title",
                "Tea"
            );
            Assert.Equal((0, "Posted in #lobby: post 1.\n"), (posted.ExitCode, posted.Output));
            await using var piped = joining.Run([
                "post",
                "-",
                At(server),
                "--expires",
                "2d",
                "--nick",
                "ada",
                "--room",
                "tea",
            ]);
            await piped.TypeAsync("line one\nline two");
            piped.CloseInput();
            Assert.Equal("Posted in #tea: post 1.\n", (await piped.EndedAsync()).Output);
            // Durable when it says so.
            await server.KillAsync();
        }

        await using var again = await ServerProcess.StartOnAsync(data);
        var list = await RunAsync(joining, "board", At(again), "--list");
        Assert.Equal(0, list.ExitCode);
        Assert.EndsWith(
            "  [post 1]\n    Tea\n    bring cups\n",
            list.Output,
            StringComparison.Ordinal
        );
        var json = await RunAsync(
            joining,
            "board",
            At(again),
            "--list",
            "--json",
            "--room",
            "#tea"
        );
        var post = JsonDocument.Parse(json.Output).RootElement;
        Assert.Equal("line one\nline two", post.GetProperty("text").GetString());
        Assert.Equal(1, post.GetProperty("post").GetProperty("number").GetInt32());
        Assert.True(post.GetProperty("post").TryGetProperty("expires", out _));
    }

    [Fact]
    public async Task An_expired_post_goes_from_the_board_by_itself()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var ada = await IrcPerson.ComeAsync(server.Port, "ada");
        await ada.SendAsync("CAP REQ :hubbub/board message-tags\r\n");
        await ada.JoinAsync("#lobby");
        await ada.SendAsync("BOARD #lobby POST expires=1s :soon gone\r\n");
        await ada.ReadUntilAsync("soon gone");
        await ada.ReadUntilAsync("BOARD EXPIRED #lobby 1\r\n");
        await using var joining = new Joining();
        Assert.Equal("", (await RunAsync(joining, "board", At(server), "--list")).Output);
    }

    [Fact]
    public async Task What_is_not_allowed_is_told_and_the_exit_code_is_1()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var joining = new Joining();
        var ran = await RunAsync(joining, "post", "me first", At(server), "--pin");
        Assert.Equal((1, ""), (ran.ExitCode, ran.Output));
        Assert.Contains("operator", ran.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no text to post.", "post", "")]
    [InlineData("--expires has to be", "post", "x", "localhost", "--expires", "soon")]
    [InlineData("--title has to have", "post", "x", "localhost", "--title", "")]
    [InlineData("PORT has to be a number", "board", "localhost", "high")]
    [InlineData("Required argument 'TEXT' missing", "post")]
    public async Task Wrong_arguments_are_told_with_the_syntax_and_2(
        string why,
        params string[] arguments
    )
    {
        var ran = await ServerProcess.RunAsync(arguments);
        Assert.Equal(2, ran.ExitCode);
        Assert.Contains(why, ran.Errors, StringComparison.Ordinal);
        Assert.Contains(
            $"Usage: hubbub {arguments[0]}{(arguments[0] == "post" ? " TEXT" : "")} [HOST] [PORT] [options]",
            ran.Errors,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Where_nobody_answers_it_is_told_and_the_exit_code_is_1()
    {
        await using var joining = new Joining();
        var ran = await RunAsync(joining, "post", "x", $"localhost:{ServerProcess.FreePort()}");
        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("Cannot join localhost, port", ran.Errors, StringComparison.Ordinal);
    }

    private static string At(ServerProcess server) => $"localhost:{server.Port}";

    private static async Task<Ran> RunAsync(Joining joining, params string[] arguments)
    {
        await using var running = joining.Run([.. arguments, "--nick", "ada"]);
        running.CloseInput();
        return await running.EndedAsync();
    }
}
