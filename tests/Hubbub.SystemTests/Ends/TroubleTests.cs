using Hubbub.SystemTests.Running;
using Hubbub.SystemTests.Storage;

namespace Hubbub.SystemTests.Ends;

/// <summary>A damaged log, a full disk.</summary>
[Collection("processes")]
public sealed class TroubleTests
{
    private const string Flipped =
        "UPDATE block SET entries = substr(entries, 1, 30) || x'ff' || substr(entries, 32) WHERE ";

    [Fact]
    public async Task Given_a_flipped_byte_in_the_last_block_when_started_then_it_is_cut_off_and_told()
    {
        using var temp = new TempFolder();
        var data = await TalkAsync(temp);
        LogStory.Tamper(data, Flipped + "first = (SELECT max(first) FROM block)");

        await using var server = await ServerProcess.StartOnAsync(data);

        await server.Screen.ReadUntilAsync("Ctrl-C");
        Assert.Contains("were cut off", server.Screen.Text + server.Program.Errors.Text);
        await using var bob = await Line.OpenAsync(server.Port);
        await bob.SendAsync("bob\n");
        await bob.ReadUntilAsync("ada> one");
    }

    [Fact]
    public async Task Given_a_flipped_byte_in_an_earlier_block_when_started_then_it_is_refused_by_name()
    {
        using var temp = new TempFolder();
        var data = await TalkAsync(temp);
        var block = LogStory.Look(data, "SELECT first FROM block ORDER BY first LIMIT 1 OFFSET 3");
        LogStory.Tamper(data, Flipped + $"first = {block}");

        var ran = await ServerProcess.RunAsync(
            "serve",
            $"{ServerProcess.FreePort()}",
            "--data",
            data
        );

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains($"the block of entry {block}", ran.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ran.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_full_disk_when_people_talk_then_they_may_read_and_leave_and_go_on_when_there_is_room()
    {
        using var disk = await SmallDisk.MountAsync(megabytes: 24);
        await using var server = await ServerProcess.StartOnAsync(disk.Folder, "--no-flood-limit");
        await using var ada = await IrcPerson.ComeAsync(server.Port, "ada");
        await using var bob = await IrcPerson.ComeAsync(server.Port, "bob");
        await ada.JoinAsync("#tea");
        await bob.JoinAsync("#tea");

        disk.Fill();
        // The log may have some room left in pages it holds already.
        var refused = "";
        for (var i = 0; i < 200 && !refused.Contains("full", StringComparison.Ordinal); i++)
        {
            await ada.SayAsync("#tea", $"{i} " + new string('x', 400));
            refused = await ada.SettleAsync();
        }

        Assert.Contains("disk", refused, StringComparison.Ordinal);
        // Questions are answered.
        await bob.SendAsync("WHOIS ada\r\nNAMES #tea\r\n");
        await bob.ReadUntilAsync(" 318 bob ada ");
        await bob.ReadUntilAsync(" 366 bob #tea ");
        // Leaving is possible.
        await bob.SendAsync("PART #tea\r\n");
        await ada.ReadUntilAsync(":bob!");
        await ada.ReadUntilAsync(" PART #tea");

        disk.Empty();
        await bob.JoinAsync("#tea");
        await ada.SayAsync("#tea", "there is room again");
        await bob.ReadUntilAsync("there is room again");
        Assert.Equal(0, (await server.EndAsync()).ExitCode);
    }

    /// <summary>A log of several blocks, from a server that was killed.</summary>
    private static async Task<string> TalkAsync(TempFolder temp)
    {
        var data = temp.PathOf("data");
        await using var server = await ServerProcess.StartOnAsync(data);
        await using var ada = await IrcPerson.ComeAsync(server.Port, "ada");
        await ada.JoinAsync("#lobby");
        foreach (var word in new[] { "one", "two", "three", "four" })
        {
            await ada.SayAsync("#lobby", word);
            await ada.SettleAsync();
        }

        await server.KillAsync();
        return data;
    }
}
