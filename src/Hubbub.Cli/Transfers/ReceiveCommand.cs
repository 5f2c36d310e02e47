using Hubbub.Cli.Screen;
using Hubbub.Cli.Serve;
using Hubbub.Files;

namespace Hubbub.Cli.Transfers;

/// <summary>`hubbub receive`: waits, asks, takes, one transfer after the other.</summary>
internal sealed class ReceiveCommand
{
    private readonly ReceiveOptions _options;
    private readonly ITransferShow _show;
    private readonly Taking _taking;
    private readonly OfferAnswer _answer = new(Console.Out);

    public ReceiveCommand(ReceiveOptions options)
    {
        _options = options;
        _show = TransferShow.For(options.IsQuiet, options.IsJson);
        _taking = new Taking(options.Into, _show);
    }

    public async Task<int> RunAsync(CancellationToken ct)
    {
        if (!_options.IsYes && (Console.IsInputRedirected || Console.IsOutputRedirected))
        {
            throw new CannotException(
                "Without a terminal nobody can be asked. --yes takes everything that is offered."
            );
        }

        using var stop = new StopSignal();
        // Whatever is wrong with the folder is told before anybody comes.
        _taking.TryFolder();
        if (_options.Code is not null)
            return await TakeByCodeAsync(stop, ct);
        await using var receiver = await OpenAsync(ct);
        while (await NextAsync(receiver, stop.Asked, ct) is { } transfer)
        {
            var wrong = await TakeAsync(transfer, stop.Asked);
            if (_options.IsOnce)
                return wrong is null ? ExitCode.Done : throw new CannotException(wrong);
            if (wrong is not null)
                await Console.Error.WriteLineAsync(wrong);
            if (stop.Asked.IsCompleted)
                break;
            _show.Note("waiting", $"Waiting for files on port {receiver.Local[0].Port}.");
        }

        _show.Note("ended", "Stopped: nobody waits for files here any more.");
        return _options.IsOnce ? ExitCode.Cannot : ExitCode.Done;
    }

    private async Task<FileReceiver> OpenAsync(CancellationToken ct)
    {
        var receiver = await ReceivePlace.OpenAsync(
            _options,
            sha =>
                _show.Note(
                    "identity",
                    $"Senders know this receiver by its identity, SHA-256 {Plain(sha)}"
                ),
            ct
        );
        foreach (var line in ReceivePlace.Words(receiver, _options))
            _show.Note("waiting", line);
        return receiver;
    }

    private async Task<int> TakeByCodeAsync(StopSignal stop, CancellationToken ct)
    {
        await using var end = new WaitingEnd(TimeProvider.System);
        using var cancel = stop.Linked(ct);
        try
        {
            var transfer = await new CodeReceiving(_options, _show).MeetAsync(end, cancel.Token);
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
        using var folder = _taking.OpenFolder();
        if (Taking.Objection(offer, folder, _options.Most) is { } objection)
        {
            transfer.Stop(EndKind.NoRoom, objection);
            return $"Refused: {objection}.";
        }

        if (!_options.IsYes && !await _answer.AskAsync(transfer, stop))
        {
            transfer.Stop(
                stop.IsCompleted ? EndKind.Stopped : EndKind.Refused,
                stop.IsCompleted ? "the receiver has stopped" : "the receiver does not want it"
            );
            return Taking.Words(await transfer.Ended, who);
        }

        return await _taking.RunAsync(transfer, folder, who, stop);
    }

    /// <summary>As the sender's program shows it: to be compared by eye.</summary>
    private static string Plain(string sha) =>
        sha.Replace(":", "", StringComparison.Ordinal).ToLowerInvariant();
}
