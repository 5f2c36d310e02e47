using Hubbub.Datagrams;

namespace Hubbub.Tests.Files;

public sealed class SimulationTests
{
    [Fact]
    public void Given_any_seed_when_links_are_bad_and_programs_die_and_disks_fill_up_then_the_files_are_the_same_in_the_end()
    {
        using var identity = Identity.Create();
        var isLong = Environment.GetEnvironmentVariable("HUBBUB_LONG") == "1";
        for (var seed = 1; seed <= (isLong ? 3_000 : 60); seed++)
            FileStory.Run(seed, identity);
    }
}
