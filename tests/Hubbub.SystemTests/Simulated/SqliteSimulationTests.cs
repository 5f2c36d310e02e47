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
        for (var seed = 1; seed <= (isLong ? 5_000 : 100); seed++)
        {
            SqliteDisk? disk = null;
            Simulation.Run(seed, makeDisk: dice => disk = new SqliteDisk(dice));
            happened.UnionWith(disk!.Faults.Keys);
        }

        // Else it would prove less than it says.
        Assert.Equal(Enum.GetValues<CommitFault>().Order(), happened.Order());
    }

    [Fact]
    public void Given_a_telling_that_was_forged_when_checked_then_the_simulation_sees_it() =>
        Assert.ThrowsAny<Exception>(() =>
            Simulation.RunAndForge(seed: 1, dice => new SqliteDisk(dice))
        );
}
