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
        using var folder = new Taking(options.Into, _show).OpenFolder();
        await using var transfer = await DropFetching.BeginAsync(
            session,
            Room,
            what,
            folder,
            stop,
            ct
        );
        if (transfer.Offer.Items.Count > 0)
            _show.Offered(transfer.Offer, $"From the drop of {Place}");
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

    private string Cannot(TransferEnd end)
    {
        if (end is { Kind: EndKind.Stopped, IsHere: true })
            return "Stopped. The same command goes on where it was.";
        return $"Not everything came from {Place}: {Visible.Of(end.Text)}."
            + (end.CanGoOn ? " The same command goes on where it was." : "");
    }
}
