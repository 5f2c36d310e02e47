using Hubbub.Storage.Sqlite;
using Hubbub.Tests.Simulated;

namespace Hubbub.SystemTests.Simulated;

public sealed class SqliteSimulationTests
{
    [Fact]
    public void Given_any_seed_when_the_real_log_meets_a_failing_disk_then_what_was_told_is_in_it_once_in_order()
    {
        var isLong = Environment.GetEnvironmentVariable("HUBBUB_LONG") == "1";
        var happened = new HashSet<CommitFault>();
        var (overtaken, lost) = (0, 0L);
        for (var seed = 1; seed <= (isLong ? 5_000 : 60); seed++)
        {
            SqliteDisk? disk = null;
            Simulation.Run(seed, makeDisk: dice => disk = new SqliteDisk(dice));
            happened.UnionWith(disk!.Faults.Keys);
            overtaken += disk.Overtaken;
            lost += disk.Lost;
        }

        // Else it would prove less than it says.
        Assert.Equal(Enum.GetValues<CommitFault>().Order(), happened.Order());
        Assert.True(overtaken > 0 && lost > 0, $"{overtaken} overtaken, {lost} bytes lost");
    }

    [Fact]
    public void Given_a_telling_that_was_forged_when_checked_then_the_simulation_sees_it() =>
        Assert.ThrowsAny<Exception>(() =>
            Simulation.RunAndForge(seed: 1, dice => new SqliteDisk(dice))
        );
}
