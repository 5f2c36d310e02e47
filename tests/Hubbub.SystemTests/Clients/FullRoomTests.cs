using Hubbub.SystemTests.Running;

namespace Hubbub.SystemTests.Clients;

/// <summary>
/// A room so large, on a disk so slow, that lines come and blocks begin while those before are still being sent
/// (ADR 23).
/// </summary>
[Collection("processes")]
public sealed class FullRoomTests
{
    private const int Listeners = 300;
    private const int Speakers = 5;
    private const int Lines = 40;

    [Fact]
    public async Task All_read_the_same_in_one_order_though_much_is_said_while_it_is_sent()
    {
        await using var server = await ServerProcess.StartAsync(
            "--no-flood-limit",
            "--sync-delay",
            "3"
        );
        var room = new List<IrcPerson>();
        try
        {
            for (var i = 0; i < Speakers + Listeners; i++)
            {
                room.Add(await IrcPerson.ComeAsync(server.Port, $"m{i}"));
                await room[i].SendAsync("JOIN #full\r\n");
            }

            await Task.WhenAll(room.Select(person => person.SettleAsync()));
            await Task.WhenAll(room.Take(Speakers).Select(SpeakAsync));
            await room[0].SendAsync("PRIVMSG #full :over\r\n");
            var read = await Task.WhenAll(
                room.Skip(Speakers).Select(person => person.ReadUntilAsync(" #full :over\r\n"))
            );

            var first = Said(read[0]);
            Assert.Equal((Speakers * Lines) + 1, first.Length);
            for (var i = 0; i < Speakers; i++)
            {
                var own = first.Where(line => line.StartsWith($":m{i}!", StringComparison.Ordinal));
                Assert.Equal(
                    Enumerable.Range(0, Lines).Select(n => $"line {n}"),
                    own.Select(line => line[(line.LastIndexOf(':') + 1)..])
                        .Where(words => words != "over")
                );
            }

            Assert.All(read, text => Assert.Equal(first, Said(text)));
        }
        finally
        {
            foreach (var person in room)
                await person.DisposeAsync();
        }
    }

    /// <summary>A few lines at once; the next when they are told.</summary>
    private static async Task SpeakAsync(IrcPerson person)
    {
        for (var n = 0; n < Lines; n += 4)
        {
            var lines = Enumerable.Range(n, 4).Select(i => $"PRIVMSG #full :line {i}\r\n");
            await person.SendAsync(string.Concat(lines));
            await person.SettleAsync();
        }
    }

    private static string[] Said(string text) =>
        [
            .. text.Split("\r\n")
                .Where(line => line.Contains(" PRIVMSG #full :", StringComparison.Ordinal)),
        ];
}
