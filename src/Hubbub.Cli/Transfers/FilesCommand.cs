using Hubbub.Cli.Screen;
using Hubbub.Cli.Serve;
using Hubbub.Client.Connecting;
using Hubbub.Client.Dropping;
using Hubbub.Files;
using Hubbub.Protocols.Irc.Client;

namespace Hubbub.Cli.Transfers;

/// <summary>`hubbub files`: what is in a server's drop; fetches and removes.</summary>
internal sealed class FilesCommand(FilesOptions options)
{
    private readonly ITransferShow _show = TransferShow.For(options.IsQuiet, options.IsJson);

    private string Place =>
        $"{Visible.Of(options.Destination.Host)}, port {options.Destination.Port}";

    private string Room => options.Drop.Room;

    public async Task<int> RunAsync(CancellationToken ct)
    {
        using var stop = new StopSignal();
        await using var session = await DropDoor.OpenAsync(
            options.Destination,
            options.Drop,
            options.Drop.Room,
            options.Trust,
            text => _show.Note("identity", text),
            ct
        );
        try
        {
            if (options.Get is { } what)
                await FetchAsync(session, what, stop.Asked, ct);
            else if (options.Remove is { } number)
                await RemoveAsync(session, number, ct);
            else
                await DropList.ShowAsync(session, Room, options.IsJson, Console.Out, ct);
            return ExitCode.Done;
        }
        catch (ConnectException e)
        {
            throw new CannotException($"{Place}: {Visible.Of(e.Message.TrimEnd('.'))}.", e);
        }
    }

    private async Task RemoveAsync(DropSession session, string number, CancellationToken ct)
    {
        // The answer to the PING comes when it is done, or was refused.
        var answer = await session.AskAsync(
            ClientLine.Of("FILES", Room, "REMOVE", number) + "\r\nPING done",
            line =>
                line.Verb == "PONG" ? Verdict.Last
                : DropSession.RefusalOf(line) is not null ? Verdict.Part
                : Verdict.Other,
            ct
        );
        if (answer.Select(DropSession.RefusalOf).FirstOrDefault(w => w is not null) is { } why)
            throw new CannotException($"File {number} was not removed: {Visible.Of(why)}.");
        _show.Note("removed", $"File {number} of {Room} is removed.");
    }

    private async Task FetchAsync(DropSession session, string what, Task stop, CancellationToken ct)
    {
        using var folder = OpenFolder();
        var offered = new TaskCompletionSource<IncomingTransfer>(
            TaskCreationOptions.RunContinuationsAsynchronously
        );
        await using var transfer = Listen(session, offered);
        var answer = await session.AskAsync(
            ClientLine.Of("FILES", Room, "FETCH", what),
            line =>
                line.Tags.ContainsKey("+hubbub/fetch") || DropSession.RefusalOf(line) is not null
                    ? Verdict.Last
                    : Verdict.Other,
            ct
        );
        if (DropSession.RefusalOf(answer[0]) is { } why)
            throw new CannotException($"“{Visible.Of(what)}” of {Room}: {Visible.Of(why)}.");
        await Task.WhenAny(offered.Task, transfer.Ended, stop);
        if (offered.Task.IsCompleted)
        {
            _show.Offered(transfer.Offer, $"From the drop of {Place}");
            if (transfer.Offer.Size > folder.Free && folder.HeldOf(transfer.Offer) == 0)
                throw new CannotException(
                    $"There is room for {Amount.Of(folder.Free)} in {Visible.Of(options.Into)} only."
                );
            transfer.Accept(folder);
        }

        var view = new TransferView(transfer, transfer.Offer, _show);
        var end = await view.RunAsync(stop, "the receiver");
        // Its thread may still write.
        await transfer.DisposeAsync();
        if (!end.IsDone)
            throw new CannotException(Cannot(end));
        _show.Note(
            "done",
            TransferWords.Done($"Fetched from {Place}:", transfer.Offer, view.Pace, view.Moved)
        );
    }

    private static IncomingTransfer Listen(
        DropSession session,
        TaskCompletionSource<IncomingTransfer> offered
    )
    {
        using var turn = session.Endpoint.Enter();
        var transfer = IncomingTransfer.Beside(
            session.Endpoint,
            session.Connection,
            TimeProvider.System,
            offered.SetResult
        );
        session.Files = transfer.Handler;
        return transfer;
    }

    private string Cannot(TransferEnd end)
    {
        if (end is { Kind: EndKind.Stopped, IsHere: true })
            return "Stopped. The same command goes on where it was.";
        return $"Not everything came from {Place}: {Visible.Of(end.Text)}."
            + (end.CanGoOn ? " The same command goes on where it was." : "");
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
