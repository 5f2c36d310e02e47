using System.Net;
using Hubbub.SystemTests.Datagrams;
using Hubbub.SystemTests.Join;
using Hubbub.SystemTests.Running;

namespace Hubbub.SystemTests.Boards;

/// <summary>"On a link with 5 % loss, 5 % duplication, 10 % reordering and 200 ms round trip […]: everyone has all of them, once, in the same order".</summary>
[Collection("processes")]
public sealed class BadLinkTests
{
    private const int People = 5;
    private const int PostsOfEach = 40;

    [Fact]
    public async Task Everyone_has_all_posts_once_in_the_same_order()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var joining = new Joining();
        var relays = new List<UdpRelay>();
        var boards = new List<RunningProgram>();
        try
        {
            for (var i = 0; i < People; i++)
            {
                relays.Add(
                    new UdpRelay(new(IPAddress.Loopback, server.Port), seed: i)
                    {
                        Loss = 0.05,
                        Doubled = 0.05,
                        Late = 0.10,
                        Delay = TimeSpan.FromMilliseconds(100),
                    }
                );
                var port = relays[i].Local.Port;
                boards.Add(
                    joining.Run(["board", "127.0.0.1", $"{port}", "--nick", $"p{i}", "--json"])
                );
                await boards[i].Output.ReadUntilAsync("\"event\":\"entered\"");
            }

            await Task.WhenAll(boards.Select(PostAsync));
            await Task.WhenAll(
                boards.Select(board =>
                    board.Output.ReadUntilAsync($"\"number\":{People * PostsOfEach},")
                )
            );
            var heard = boards.Select(board => Numbers(board.Output.Text)).ToList();
            Assert.All(
                heard,
                numbers => Assert.Equal(Enumerable.Range(1, People * PostsOfEach), numbers)
            );
        }
        finally
        {
            foreach (var board in boards)
                await board.DisposeAsync();
            foreach (var relay in relays)
                await relay.DisposeAsync();
        }
    }

    private static async Task PostAsync(RunningProgram board)
    {
        for (var i = 0; i < PostsOfEach; i++)
            await board.TypeAsync($"post {i}");
    }

    private static List<int> Numbers(string output) =>
        [
            .. output
                .Split("\"number\":")
                .Skip(1)
                .Select(rest =>
                    int.Parse(rest.Split(',')[0], System.Globalization.CultureInfo.InvariantCulture)
                ),
        ];
}
