using System.Globalization;
using Hubbub.SystemTests.Running;
using Hubbub.SystemTests.Storage;

namespace Hubbub.SystemTests.History;

/// <summary>kill -9 while the history lags: what was said is read back all the same.</summary>
public sealed class KilledHistoryTests
{
    private const int Messages = 2_000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Given_kill_9_while_the_history_lags_when_started_again_then_it_has_every_message(
        bool withoutFile
    )
    {
        using var temp = new TempFolder();
        var data = temp.PathOf("data");
        await using (var server = await ServerProcess.StartOnAsync(data, "--no-flood-limit"))
        {
            await using var ada = await IrcPerson.ComeAsync(server.Port, "ada");
            await ada.JoinAsync("#lobby");
            var lines = Enumerable.Range(0, Messages).Select(i => $"PRIVMSG #lobby :m{i}\r\n");
            await ada.SendAsync(string.Concat(lines));
            // All durable and answered; the history gathers for a tenth of a second before it writes.
            await ada.SettleAsync();
            await server.KillAsync();
        }

        if (withoutFile)
            File.Delete(Path.Combine(data, "history.db"));
        await using var again = await ServerProcess.StartOnAsync(data, "--replay", "0");
        await using var bob = await IrcPerson.ComeAsync(again.Port, "bob");
        await bob.JoinAsync("#lobby");
        await bob.SendAsync("CAP REQ :batch draft/chathistory\r\n");
        var found = new List<string>();
        foreach (
            var verb in new[]
            {
                "LATEST #lobby * 1000",
                "AFTER #lobby timestamp=2000-01-01T00:00:00.000Z 1000",
            }
        )
        {
            await bob.SendAsync($"CHATHISTORY {verb}\r\n");
            var read = await bob.ReadUntilAsync("BATCH -");
            found.AddRange(
                read.Split('\n')
                    .Where(line => line.Contains(" PRIVMSG #lobby :m", StringComparison.Ordinal))
                    .Select(line => line.Split(" :m")[1].Trim())
            );
        }

        Assert.Equal(
            Enumerable.Range(0, Messages),
            found.Select(word => int.Parse(word, CultureInfo.InvariantCulture)).Order()
        );
    }
}
