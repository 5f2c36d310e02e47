using Hubbub.Datagrams;

namespace Hubbub.Tests.Datagrams.Simulated;

public sealed class SimulationTests
{
    [Fact]
    public void Given_any_seed_when_the_network_loses_doubles_reorders_damages_and_people_move_then_all_arrives_once_in_order()
    {
        using var identity = Identity.Create();
        var isLong = Environment.GetEnvironmentVariable("HUBBUB_LONG") == "1";
        for (var seed = 1; seed <= (isLong ? 20_000 : 1_000); seed++)
            Story.Run(seed, identity);
    }

    [Fact]
    public void Given_any_seed_when_people_on_such_a_network_post_edit_and_take_down_then_all_read_the_same_once_in_one_order()
    {
        using var identity = Identity.Create();
        var isLong = Environment.GetEnvironmentVariable("HUBBUB_LONG") == "1";
        for (var seed = 1; seed <= (isLong ? 20_000 : 1_000); seed++)
            BoardStory.Run(seed, identity);
    }
}
