namespace Hubbub.Tests.Simulated;

public sealed class SimulationTests
{
    [Fact]
    public void Given_any_seed_when_the_disk_delays_fills_and_the_node_dies_then_what_was_told_is_in_the_log_once_in_order()
    {
        var isLong = Environment.GetEnvironmentVariable("HUBBUB_LONG") == "1";
        for (var seed = 1; seed <= (isLong ? 20_000 : 1_000); seed++)
            Simulation.Run(seed);
    }

    [Fact]
    public void Given_a_telling_that_was_forged_when_checked_then_the_simulation_sees_it() =>
        Assert.ThrowsAny<Exception>(() => Simulation.RunAndForge(seed: 1));
}
