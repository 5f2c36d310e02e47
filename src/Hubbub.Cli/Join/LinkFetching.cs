using Hubbub.Cli.Screen;
using Hubbub.Cli.Transfers;
using Hubbub.Client.Connecting;
using Hubbub.Client.Dropping;
using Hubbub.Client.Trust;
using Hubbub.Files;

namespace Hubbub.Cli.Join;

/// <summary>
/// Brings a file here that lies with the server, by what its link holds: over UDP, by a session that is in no room; where
/// that does not get through, by HTTP.
/// </summary>
/// <param name="nick">Ours: the session beside is called so, with a number.</param>
internal sealed class LinkFetching(TakerOptions options, string nick, ChatShow show)
{
    private readonly Taking _taking = new(options.Into, show);

    /// <returns>Why it came to nothing, for people; null: it is here, or we go.</returns>
    public async Task<string?> RunAsync(DroppedFileView file, CancellationToken ct)
    {
        try
        {
            _taking.TryFolder();
            using var folder = _taking.OpenFolder();
            if (file.IsForOneTime || await ByUdpAsync(file, folder, ct) is not { } ended)
                return await ByHttpAsync(file, folder, ct);
            return ended.IsDone ? null : Taking.Words(ended, "the server");
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (CannotException e)
        {
            return e.Message;
        }
    }

    /// <returns>Null: there is no such way.</returns>
    private async Task<TransferEnd?> ByUdpAsync(
        DroppedFileView file,
        DiskStore folder,
        CancellationToken ct
    )
    {
        try
        {
            var server = options.Server with { IsUdp = true, IsTls = false };
            var doorkeeper = DoorkeeperOf(server);
            await using var session = await DropSession.OpenAsync(
                server,
                fingerprint => doorkeeper.Refuse("identity", fingerprint),
                nick,
                options.Password,
                room: null,
                ct
            );
            var stop = Task.Delay(Timeout.Infinite, ct);
            await using var transfer = await DropFetching.BeginAsync(
                session,
                "*",
                file.Key,
                folder,
                stop,
                ct
            );
            var view = new TransferView(transfer, transfer.Offer, show);
            var end = await view.RunAsync(stop, "the receiver");
            // Its thread may still write.
            await transfer.DisposeAsync();
            if (end.IsDone)
                Tell(TransferWords.Done("Fetched", transfer.Offer, view.Pace, view.Moved));
            return end;
        }
        catch (ConnectException)
        {
            return null;
        }
    }

    private async Task<string?> ByHttpAsync(
        DroppedFileView file,
        DiskStore folder,
        CancellationToken ct
    )
    {
        try
        {
            var fetching = new HttpFetching(options.Server, DoorkeeperOf(options.Server));
            var speed = await fetching.RunAsync(file, folder, show, ct);
            Tell($"Fetched 1 file, {Amount.Of(file.Size)}, by HTTP, at {Amount.Speed(speed)}.");
            return null;
        }
        catch (Exception e) when (e is HttpRequestException or TransferException or IOException)
        {
            return $"{Visible.Of(file.Name)} was not fetched: {Visible.Of(e.Message.TrimEnd('.'))}.";
        }
        finally
        {
            show.Over();
        }
    }

    private Doorkeeper DoorkeeperOf(Destination server) =>
        new(server, options.Known, text => show.Note("identity", text));

    private void Tell(string what) =>
        show.Note("done", $"{what} It is in {Visible.Of(options.Into)}.");
}
