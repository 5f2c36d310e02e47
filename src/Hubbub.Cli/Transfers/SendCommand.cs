using System.Net;
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

    private string Place =>
        options.IsByCode
            ? "the receiver"
            : $"{Visible.Of(options.Destination.Host)}, port {options.Destination.Port}";

    public async Task<int> RunAsync(CancellationToken ct)
    {
        using var stop = new StopSignal();
        var tree = Collect();
        if (!options.IsByCode)
            _show.Note("connecting", $"Connecting to {Place} …");
        await using var sender = await DialAsync(stop, ct);
        // By code, whoever answered has shown that they know it.
        if (!options.IsByCode)
            Trust(sender);
        _show.Note("connected", $"Connected to {Place} ({sender.Address.Address}).");
        _show.Offered(tree.Offer, "To be sent");
        await using var transfer = sender.Offer(tree);
        var view = new TransferView(transfer, tree.Offer, _show);
        var end = await view.RunAsync(stop.Asked, "the sender");
        if (!end.IsDone)
            throw new CannotException(Cannot(end));
        _show.Note(
            "done",
            TransferWords.Done($"Sent to {Place}:", tree.Offer, view.Pace, view.Moved)
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

    private async Task<FileSender> DialAsync(StopSignal stop, CancellationToken ct)
    {
        using var cancel = stop.Linked(ct);
        try
        {
            if (options.IsByCode)
                return await new CodeSending(options, _show).MeetAsync(cancel.Token);
            var addresses = await HostNames.ResolveAsync(options.Destination.Host, cancel.Token);
            return await FileSender.ConnectAsync(
                [.. addresses.Select(a => new IPEndPoint(a, options.Destination.Port))],
                s_patience,
                cancel.Token
            );
        }
        catch (Exception e) when (stop.Asked.IsCompleted)
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

    /// <summary>Before anything is said to it.</summary>
    private void Trust(FileSender sender)
    {
        var known = new KnownServers(UserFolder.PathOf("known-servers"), TimeProvider.System);
        if (options.Trust is { } fingerprint)
            known.Trust(options.Destination, fingerprint);
        var doorkeeper = new Doorkeeper(
            options.Destination,
            known,
            text => _show.Note("identity", text)
        );
        if (doorkeeper.Refuse("identity", sender.Fingerprint.Hex) is { } why)
            throw new CannotException($"Nothing was sent to {Place}: {why}");
    }
}
