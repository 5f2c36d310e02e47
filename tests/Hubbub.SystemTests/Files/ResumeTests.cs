using Hubbub.SystemTests.Datagrams;

namespace Hubbub.SystemTests.Files;

/// <summary>What was cut goes on: the same command, and only what is missing goes again.</summary>
public sealed class ResumeTests : IDisposable
{
    private const int Size = 60_000_000;

    /// <summary>"at most 64 MiB … of data sent again": far less here.</summary>
    private const long MostAgain = Size / 2;

    private readonly Carrying _carrying = new();

    public void Dispose() => _carrying.Dispose();

    [Fact]
    public async Task After_kill_9_of_the_receiver_the_same_command_goes_on()
    {
        _carrying.Write("film", Size);
        var (receiver, port) = await _carrying.ReceiveAsync();
        await using var relay = Carrying.SlowRelay(port);
        var sending = _carrying.StartSending("film", relay);
        await _carrying.PartAsync("film", Size / 2);
        await receiver.KillAsync();
        await receiver.DisposeAsync();
        // It does not wait for the silence to be noticed.
        await sending.KillAsync();
        await sending.DisposeAsync();
        await GoesOnAsync();
    }

    [Fact]
    public async Task After_kill_9_of_the_sender_the_same_command_goes_on()
    {
        _carrying.Write("film", Size);
        var (receiver, port) = await _carrying.ReceiveAsync("--once");
        await using var relay = Carrying.SlowRelay(port);
        var sending = _carrying.StartSending("film", relay);
        await _carrying.PartAsync("film", Size / 2);
        await sending.KillAsync();
        await sending.DisposeAsync();
        var left = await Carrying.EndAsync(receiver);
        Assert.Equal(1, left.ExitCode);
        Assert.Contains("fell silent", left.Errors, StringComparison.Ordinal);
        Assert.Contains("it goes on where it was", left.Errors, StringComparison.Ordinal);
        await GoesOnAsync();
    }

    [Fact]
    public async Task Ctrl_C_on_the_sender_is_told_on_both_sides_and_the_same_command_goes_on()
    {
        _carrying.Write("film", Size);
        var (receiver, port) = await _carrying.ReceiveAsync("--once");
        await using var relay = Carrying.SlowRelay(port);
        var sending = _carrying.StartSending("film", relay);
        await _carrying.PartAsync("film", Size / 2);
        await sending.SignalAsync("INT");
        var sent = await Carrying.EndAsync(sending);
        Assert.Equal(
            (1, "Stopped. The same command goes on where it was.\n"),
            (sent.ExitCode, sent.Errors)
        );
        var received = await Carrying.EndAsync(receiver);
        Assert.Equal(1, received.ExitCode);
        Assert.Contains("the sender has stopped it", received.Errors, StringComparison.Ordinal);
        await GoesOnAsync();
    }

    [Fact]
    public async Task Through_a_relay_that_loses_doubles_reorders_and_moves_the_copy_is_identical()
    {
        _carrying.Write("all/text.txt", 30_000);
        _carrying.Write("all/film", 4_000_000);
        _carrying.Write("all/empty", 0);
        var (receiver, port) = await _carrying.ReceiveAsync("--once");
        await using var relay = new UdpRelay(Carrying.Local(port), seed: 3)
        {
            Loss = 0.03,
            Doubled = 0.03,
            Late = 0.05,
            Delay = TimeSpan.FromMilliseconds(5),
        };
        var sending = _carrying.StartSending("all", relay);
        await _carrying.PartAsync("all/film", 500_000);
        relay.Move();
        var sent = await Carrying.EndAsync(sending);
        Assert.True(sent.ExitCode == 0, sent.All);
        Assert.Equal(0, (await Carrying.EndAsync(receiver)).ExitCode);
        _carrying.AreSame("all");
    }

    [Fact]
    public async Task A_part_that_was_damaged_since_is_believed_as_far_as_it_is_right()
    {
        _carrying.Write("film", Size);
        var (receiver, port) = await _carrying.ReceiveAsync("--once");
        await using (var relay = Carrying.SlowRelay(port))
        {
            var sending = _carrying.StartSending("film", relay);
            await _carrying.PartAsync("film", Size / 2);
            await sending.SignalAsync("INT");
            await Carrying.EndAsync(sending);
            await Carrying.EndAsync(receiver);
        }

        Damage(_carrying.Received("film.hubbub.part"), (Size / 2) - 3_000_000);
        await GoesOnAsync();
    }

    private static void Damage(string path, long at)
    {
        using var part = File.OpenHandle(path, access: FileAccess.ReadWrite);
        RandomAccess.Write(part, new byte[100], at);
    }

    private async Task GoesOnAsync()
    {
        var (receiver, port) = await _carrying.ReceiveAsync("--once");
        await using var relay = new UdpRelay(Carrying.Local(port), seed: 1);
        var sent = await Carrying.EndAsync(_carrying.StartSending("film", relay));
        Assert.True(sent.ExitCode == 0, sent.All);
        Assert.Equal(0, (await Carrying.EndAsync(receiver)).ExitCode);
        _carrying.AreSame("film");
        Assert.InRange(relay.BytesToServer, 1, Size - MostAgain + 5_000_000);
    }
}
