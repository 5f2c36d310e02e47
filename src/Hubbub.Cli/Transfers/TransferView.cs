using System.Net;
using Hubbub.Files;

namespace Hubbub.Cli.Transfers;

/// <summary>Looks at a transfer until it ends, and shows what it sees.</summary>
internal sealed class TransferView(Transfer transfer, Offer offer, ITransferShow show)
{
    private static readonly TimeSpan s_frame = TimeSpan.FromMilliseconds(200);

    private IPEndPoint? _movedTo;

    public Pace Pace { get; } = new(TimeProvider.System);

    /// <summary>Bytes that went now, not before.</summary>
    public long Moved { get; private set; }

    /// <param name="stop">When it completes, the transfer is stopped.</param>
    /// <param name="who">"the sender", "the receiver": stops it.</param>
    public async Task<TransferEnd> RunAsync(Task stop, string who)
    {
        var ended = transfer.Ended;
        while (!ended.IsCompleted)
        {
            if (stop.IsCompleted)
                transfer.Stop(EndKind.Stopped, $"{who} has stopped it");
            Look();
            await Task.WhenAny(ended, Task.Delay(s_frame), stop);
            if (stop.IsCompleted)
                await Task.WhenAny(ended, Task.Delay(10));
        }

        Look();
        show.Over();
        return await ended;
    }

    private void Look()
    {
        var progress = transfer.Progress;
        if (progress.Stage == TransferStage.Flowing)
        {
            Pace.Add(progress.Bytes);
            Moved = progress.Bytes - progress.Held;
        }

        if (transfer.MovedTo is { } to && !to.Equals(_movedTo))
        {
            _movedTo = to;
            show.Note(
                "moved",
                $"Another way was found: packets go to {TransferWords.Way(to)} now."
            );
        }

        while (transfer.Verified.TryRead(out var file))
            show.Verified(offer, file);
        if (!transfer.Ended.IsCompleted)
            show.Progress(offer, progress, Pace);
    }
}
