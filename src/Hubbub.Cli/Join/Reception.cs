using Hubbub.Files;

namespace Hubbub.Cli.Join;

/// <summary>Files that are coming.</summary>
/// <param name="running">Ends when its folder is not used any more.</param>
internal sealed class Reception(OfferSummary what, IncomingTransfer transfer, Task running)
{
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(2);

    public OfferSummary What => what;

    /// <summary>
    /// The same is offered again. If nothing comes any more its sender has died, and has come again before that was
    /// noticed: what is here is to be gone on with, and only one can.
    /// </summary>
    public async Task EndIfStalledAsync()
    {
        var before = transfer.Progress.Bytes;
        await Task.WhenAny(running, Task.Delay(s_look));
        if (!running.IsCompleted && transfer.Progress.Bytes == before)
            transfer.Stop(EndKind.Lost, "the sender has come again");
        else if (!running.IsCompleted)
            return;
        await running;
    }
}
