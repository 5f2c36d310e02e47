using System.Collections.Concurrent;
using System.Net.Sockets;
using Hubbub.Cli.Screen;
using Hubbub.Cli.Serve;
using Hubbub.Client.Connecting;
using Hubbub.Client.Trust;
using Hubbub.Datagrams;
using Hubbub.Files;

namespace Hubbub.Cli.Transfers;

/// <summary>`hubbub send`: goes to a receiver, offers, and shows how it goes.</summary>
internal sealed class SendCommand(SendOptions options)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(6);

    private readonly ITransferShow _show = TransferShow.For(options.IsQuiet, options.IsJson);

    /// <summary>By which the drop has offered what came, for the end.</summary>
    private readonly ConcurrentQueue<string> _lines = new();

    private string Place =>
        options.IsByCode ? "the receiver"
        : options.To is { } to ? Visible.Of(to.Name)
        : $"{Visible.Of(options.Destination.Host)}, port {options.Destination.Port}";

    public async Task<int> RunAsync(CancellationToken ct)
    {
        using var stop = new StopSignal();
        var tree = Collect();
        if (!options.IsByCode && options.To is null)
            _show.Note("connecting", $"Connecting to {Place} …");
        await using var way = options.Drop is { } drop
            ? await OpenDropAsync(drop, ct)
            : await DialAsync(tree.Offer, stop, ct);
        _show.Note("connected", $"Connected to {Place} ({TransferWords.Way(way.Address)}).");
        _show.Offered(tree.Offer, "To be sent");
        await using var transfer = way.Offer(tree);
        var view = new TransferView(transfer, tree.Offer, _show);
        var end = await view.RunAsync(stop.Asked, "the sender");
        if (!end.IsDone)
            throw new CannotException(Cannot(end));
        var isLeft = options.To is not null && way is DropWay;
        while (_lines.TryDequeue(out var line))
            _show.Note("offered", line);
        _show.Note(
            "done",
            TransferWords.Done(
                isLeft ? $"Left with the server for {Place}:" : $"Sent to {Place}:",
                tree.Offer,
                view.Pace,
                view.Moved
            )
        );
        return ExitCode.Done;
    }

    private string Cannot(TransferEnd end)
    {
        if (end is { Kind: EndKind.Stopped, IsHere: true })
            return "Stopped. The same command goes on where it was.";
        var text = Visible.Of(end.Text);
        if (end.Kind == EndKind.Refused && !end.IsHere)
            return $"Not sent to {Place}: {text}.";
        if (end.Kind == EndKind.OtherKind && options.Drop is null)
            return $"Not sent to {Place}: {text}. If a hubbub server does: --drop brings it into its drop.";
        return $"Not everything was sent to {Place}: {text}."
            + (end.CanGoOn ? " The same command goes on where it was." : "");
    }

    private SourceTree Collect()
    {
        try
        {
            var from = options.From ?? $"{Environment.UserName}@{Environment.MachineName}";
            var tree = SourceTree.Collect(options.Files, from, options.As);
            foreach (var skipped in tree.Skipped)
                _show.Note("skipped", $"Not sent, a link or no plain file: {Visible.Of(skipped)}");
            return tree;
        }
        catch (TransferException e)
        {
            throw new CannotException($"Cannot send: {Visible.Of(e.Message)}.", e);
        }
    }

    private async Task<ISendWay> OpenDropAsync(DropOptions drop, CancellationToken ct)
    {
        var session = await DropDoor.OpenAsync(
            options.Destination,
            drop,
            drop.Room,
            options.Trust,
            text => _show.Note("identity", text),
            ct
        );
        try
        {
            return await DropWay.OpenAsync(session, drop.Room, _lines.Enqueue, ct);
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    private async Task<ISendWay> DialAsync(Offer offer, StopSignal stop, CancellationToken ct)
    {
        using var cancel = stop.Linked(ct);
        try
        {
            if (options.IsByCode)
                // Whoever answers has shown that they know the code.
                return new DirectWay(await new CodeSending(options, _show).MeetAsync(cancel.Token));
            if (options.To is { } person)
                return await new PersonSending(options, person, _show).OpenAsync(
                    offer,
                    cancel.Token
                );
            var sender = await FileSender.ConnectAsync(
                await HostNames.ResolveAsync(options.Destination, cancel.Token),
                s_patience,
                cancel.Token
            );
            var way = new DirectWay(sender);
            if (Refusal(sender) is not { } why)
                return way;
            await way.DisposeAsync();
            throw new CannotException($"Nothing was sent to {Place}: {why}");
        }
        catch (Exception e) when (stop.Asked.IsCompleted && e is not CannotException)
        {
            throw new CannotException("Stopped.", e);
        }
        catch (DialException e)
        {
            throw new CannotException(
                e.Failure == DialFailure.Silence
                    ? $"Cannot reach {Place}: nobody waits for files there (UDP). Is hubbub receive running, and the port right?"
                    : $"Cannot reach {Place}: {e.Message}.",
                e
            );
        }
        catch (Exception e) when (e is ConnectException or SocketException)
        {
            throw new CannotException($"Cannot reach {Place}: {e.Message}", e);
        }
    }

    /// <summary>Why it is not to be trusted; null: it is. Before anything is said to it.</summary>
    private string? Refusal(FileSender sender)
    {
        var known = new KnownServers(UserFolder.PathOf("known-servers"), TimeProvider.System);
        if (options.Trust is { } fingerprint)
            known.Trust(options.Destination, fingerprint);
        var doorkeeper = new Doorkeeper(
            options.Destination,
            known,
            text => _show.Note("identity", text)
        );
        return doorkeeper.Refuse("identity", sender.Fingerprint.Hex);
    }
}
