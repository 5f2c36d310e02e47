using System.Globalization;
using Hubbub.Core;
using Hubbub.Node;
using Hubbub.Storage;
using Hubbub.Storage.Sqlite;
using Hubbub.SystemTests.Running;
using Hubbub.SystemTests.Storage;

namespace Hubbub.SystemTests.Crash;

/// <summary>Every message that anybody saw outlives kill -9, once, in the same order.</summary>
[Collection("processes")]
public sealed class KillNineTests
{
    /// <summary>After so many rounds the log is looked at; all other rounds the server alone recovers.</summary>
    private const int RoundsBetweenLooks = 10;

    private static readonly int s_rounds =
        Environment.GetEnvironmentVariable("HUBBUB_LONG") == "1" ? 1000 : 100;

    [Fact]
    public async Task Given_a_server_under_load_when_it_is_killed_then_all_that_was_seen_is_in_the_log()
    {
        using var temp = new TempFolder();
        var data = temp.PathOf("data");
        // A failure names its seed.
        var seed = int.TryParse(Environment.GetEnvironmentVariable("HUBBUB_SEED"), out var given)
            ? given
            : Environment.TickCount;
        var dice = new Random(seed);
        var seen = new List<List<Message>>();
        var comparison = new Comparison();
        var (looked, next) = (0, 1UL);
        for (var round = 1; round <= s_rounds; round++)
        {
            seen.AddRange(await RunRoundAsync(data, round, dice));
            if (round % RoundsBetweenLooks != 0)
                continue;
            next = ReadOn(data, next, comparison);
            for (; looked < seen.Count; looked++)
                comparison.Check(seen[looked]);
            Assert.True(
                comparison.Faults.Count == 0,
                $"seed {seed}, up to round {round}: {string.Join('\n', comparison.Faults.Take(20))}"
            );
            var all = seen.Sum(witness => witness.Count);
            TestContext.Current.SendDiagnosticMessage(
                $"round {round}: {all} sightings of {comparison.Kept} messages"
            );
            Assert.True(all > round, $"seed {seed}: nothing was going on");
        }

        // And nothing of it was lost later.
        var inTheEnd = new Comparison();
        ReadOn(data, 1, inTheEnd);
        foreach (var witness in seen)
            inTheEnd.Check(witness);
        Assert.True(
            inTheEnd.Faults.Count == 0,
            $"seed {seed}, in the end: {string.Join('\n', inTheEnd.Faults.Take(20))}"
        );
        Assert.Equal(comparison.Kept, inTheEnd.Kept);
    }

    /// <summary>From a start to a kill in the middle of the talk.</summary>
    private static async Task<List<List<Message>>> RunRoundAsync(
        string data,
        int round,
        Random dice
    )
    {
        // On a slow disk several blocks are on their way at once (ADR 23).
        string[] disk =
            dice.Next(4) == 0
                ? ["--sync-delay", dice.Next(1, 6).ToString(CultureInfo.InvariantCulture)]
                : [];
        // Only what is told as it is said counts here: a replay shows it again, in other words.
        await using var server = await ServerProcess.StartOnAsync(
            data,
            ["--no-flood-limit", "--replay", "0", .. disk]
        );
        string[] rooms = dice.Next(2) == 0 ? ["#tea"] : ["#tea", "#cup"];
        string[] nicks = dice.Next(2) == 0 ? ["ada", "bob", "cid"] : ["ada", "bob", "cid", "dot"];
        var window = (int)Math.Pow(4, dice.Next(5));
        var left = dice.Next(1, 2000);
        var killAt = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Saw()
        {
            if (Interlocked.Decrement(ref left) == 0)
                killAt.SetResult();
        }

        var witnesses = nicks
            .Select((nick, i) => new Witness(nick, rooms, nicks[(i + 1) % nicks.Length], window))
            .ToList();
        try
        {
            var lives = witnesses.Select(w => w.LiveAsync(server.Port, $"{round}", Saw)).ToList();
            // So many were seen, or all have gone (which would be the server's fault).
            await Task.WhenAny(killAt.Task, Task.WhenAll(lives))
                .WaitAsync(TimeSpan.FromSeconds(30));
            Assert.True(killAt.Task.IsCompleted, server.Program.Errors.Text);
            // Not always right after somebody was sent something.
            Thread.SpinWait(dice.Next(100_000));
            await server.KillAsync();
            await Task.WhenAll(lives);
            return [.. witnesses.Select(w => w.Seen)];
        }
        finally
        {
            foreach (var witness in witnesses)
                witness.Dispose();
        }
    }

    /// <returns>Where to go on the next time.</returns>
    private static ulong ReadOn(string data, ulong next, Comparison comparison)
    {
        using var folder = DataFolder.Open(data);
        using var log = SqliteLog.Open(folder, new SqliteLogOptions { VerifyFrom = next - 1 });
        Assert.Null(log.CutOff);
        var entries = new List<Entry>();
        foreach (var stored in log.Read(next))
        {
            next = stored.Last + 1;
            Assert.True(BlockReader.TryRead(stored.Block, stored.First, entries, out _));
            foreach (var entry in entries)
            {
                if (!log.Skipped.Contains(entry.Index) && MessageOf(entry) is { } message)
                    comparison.Keep(message);
            }
        }

        return next;
    }

    private static Message? MessageOf(Entry entry)
    {
        var text = System.Text.Encoding.UTF8.GetString(entry.Text.Span);
        return entry.Command switch
        {
            SayToRoom room => new Message(room.Room, text),
            SayToPerson person => new Message(person.Nick, text),
            _ => null,
        };
    }
}
