using Hubbub.Cli.Screen;
using Hubbub.Cli.Serve;
using Hubbub.Files;

namespace Hubbub.Cli.Transfers;

/// <summary>`hubbub receive`: waits, asks, takes, one transfer after the other.</summary>
internal sealed class ReceiveCommand(ReceiveOptions options)
{
    private readonly ITransferShow _show = TransferShow.For(options.IsQuiet, options.IsJson);
    private readonly OfferAnswer _answer = new(Console.Out);

    public async Task<int> RunAsync(CancellationToken ct)
    {
        if (!options.IsYes && (Console.IsInputRedirected || Console.IsOutputRedirected))
        {
            throw new CannotException(
                "Without a terminal nobody can be asked. --yes takes everything that is offered."
            );
        }

        using var stop = new StopSignal();
        // Whatever is wrong with the folder is told before anybody comes.
        OpenFolder().Dispose();
        TryFolder();
        if (options.Code is not null)
            return await TakeByCodeAsync(stop, ct);
        await using var receiver = await OpenAsync(ct);
        while (await NextAsync(receiver, stop.Asked, ct) is { } transfer)
        {
            var wrong = await TakeAsync(transfer, stop.Asked);
            if (options.IsOnce)
                return wrong is null ? ExitCode.Done : throw new CannotException(wrong);
            if (wrong is not null)
                await Console.Error.WriteLineAsync(wrong);
            if (stop.Asked.IsCompleted)
                break;
            _show.Note("waiting", $"Waiting for files on port {receiver.Local[0].Port}.");
        }

        _show.Note("ended", "Stopped: nobody waits for files here any more.");
        return options.IsOnce ? ExitCode.Cannot : ExitCode.Done;
    }

    private async Task<FileReceiver> OpenAsync(CancellationToken ct)
    {
        var receiver = await ReceivePlace.OpenAsync(
            options,
            sha =>
                _show.Note(
                    "identity",
                    $"Senders know this receiver by its identity, SHA-256 {Plain(sha)}"
                ),
            ct
        );
        foreach (var line in ReceivePlace.Words(receiver, options))
            _show.Note("waiting", line);
        return receiver;
    }

    private async Task<int> TakeByCodeAsync(StopSignal stop, CancellationToken ct)
    {
        await using var end = new WaitingEnd(TimeProvider.System);
        using var cancel = stop.Linked(ct);
        try
        {
            var transfer = await new CodeReceiving(options, _show).MeetAsync(end, cancel.Token);
            return await TakeAsync(transfer, stop.Asked) is { } wrong
                ? throw new CannotException(wrong)
                : ExitCode.Done;
        }
        catch (OperationCanceledException e) when (stop.Asked.IsCompleted)
        {
            throw new CannotException("Stopped.", e);
        }
    }

    /// <returns>Null: somebody has stopped it.</returns>
    private static async Task<IncomingTransfer?> NextAsync(
        FileReceiver receiver,
        Task stop,
        CancellationToken ct
    )
    {
        if (stop.IsCompleted)
            return null;
        using var given = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var next = receiver.NextAsync(given.Token).AsTask();
        if (await Task.WhenAny(next, stop) == next)
            return await next;
        await given.CancelAsync();
        return null;
    }

    /// <returns>What went wrong, for people; null: nothing.</returns>
    private async Task<string?> TakeAsync(IncomingTransfer transfer, Task stop)
    {
        var offer = transfer.Offer;
        var who = $"{Visible.Of(offer.From)} ({TransferWords.Way(transfer.Address)})";
        _show.Offered(offer, $"{who} offers");
        using var folder = OpenFolder();
        if (Objection(offer, folder) is { } objection)
        {
            transfer.Stop(EndKind.NoRoom, objection);
            return $"Refused: {objection}.";
        }

        if (!options.IsYes && !await _answer.AskAsync(transfer, stop))
        {
            transfer.Stop(
                stop.IsCompleted ? EndKind.Stopped : EndKind.Refused,
                stop.IsCompleted ? "the receiver has stopped" : "the receiver does not want it"
            );
            return Words(await transfer.Ended, who);
        }

        transfer.Accept(folder);
        var view = new TransferView(transfer, offer, _show);
        var end = await view.RunAsync(stop, "the receiver");
        // Its thread may still write: the folder is closed when it has ended.
        await transfer.DisposeAsync();
        if (!end.IsDone)
            return Words(end, who);
        _show.Note(
            "done",
            TransferWords.Done($"Received from {who}:", offer, view.Pace, view.Moved)
        );
        return null;
    }

    /// <summary>As the sender's program shows it: to be compared by eye.</summary>
    private static string Plain(string sha) =>
        sha.Replace(":", "", StringComparison.Ordinal).ToLowerInvariant();

    private string? Objection(Offer offer, DiskStore folder)
    {
        if (offer.Size > options.Most)
            return $"the receiver takes {Amount.Of(options.Most)} at the most, and {Amount.Of(offer.Size)} are offered";
        // What is there of it already needs no room. The disk itself has the last word.
        var free = folder.Free;
        return offer.Size > free && offer.Size - folder.HeldOf(offer) > free
            ? $"the receiver's disk has room for {Amount.Of(free)}, and {Amount.Of(offer.Size)} are offered"
            : null;
    }

    private static string Words(TransferEnd end, string who)
    {
        if (end is { Kind: EndKind.Refused, IsHere: true })
            return $"Refused: nothing was taken from {who}.";
        var text = Visible.Of(end.Text);
        return end.IsHere && end.Kind == EndKind.Stopped
            ? "Stopped. What has come is kept: sent again, it goes on where it was."
            : $"Not everything came from {who}: {text}."
                + (
                    end.CanGoOn
                        ? " What has come is kept: sent again, it goes on where it was."
                        : ""
                );
    }

    /// <summary>A folder that may only be read opens as any other does.</summary>
    private void TryFolder()
    {
        var probe = Path.Combine(options.Into, $".hubbub-{Path.GetRandomFileName()}");
        try
        {
            using var file = File.Create(probe, 1, FileOptions.DeleteOnClose);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new CannotException(
                $"Files cannot go into {Visible.Of(options.Into)}: you may not write there.",
                e
            );
        }
        catch (IOException)
        {
            // A disk that is full now may have room when somebody comes: it has the last word.
        }
    }

    private DiskStore OpenFolder()
    {
        try
        {
            return DiskStore.Open(options.Into);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CannotException(
                $"Files cannot go into {Visible.Of(options.Into)}: {e.Message}",
                e
            );
        }
    }
}
