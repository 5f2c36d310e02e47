using Hubbub.Core;
using Hubbub.Datagrams;
using Hubbub.Files;
using Hubbub.Net.Dropping;
using Hubbub.Protocols;
using Hubbub.Protocols.Drop;
using Hubbub.Protocols.Http;

namespace Hubbub.Net.Listening.Udp;

/// <summary>
/// Files to or from the drop on the connection of a session: one transfer, on a stream beside the lines. Its end is the
/// connection's. Under the gate, but for what says otherwise.
/// </summary>
internal sealed class UdpFiles(UdpEndpoint endpoint, Connection connection, ServerDrop drop)
    : IFileWay
{
    /// <summary>Files of one offer: each is a line.</summary>
    private const int MostFiles = 20;

    private (SessionId Who, FileTarget Target)? _to;

    /// <summary>Hears what concerns the transfer; null: there is none.</summary>
    public IConnectionHandler? Side { get; private set; }

    /// <summary>On the loop's thread.</summary>
    public bool TryTake(SessionId who, FileTarget target)
    {
        using var turn = endpoint.Enter();
        if (Side is not null)
            return false;
        _to = (who, target);
        return true;
    }

    /// <summary>On the loop's thread.</summary>
    public bool TrySend(DroppedFile file)
    {
        using var turn = endpoint.Enter();
        if (Side is not null || connection.IsEnded || !drop.TryBeginTransfer())
            return false;
        var ticks = DateTime.UnixEpoch.Ticks + (file.At * TimeSpan.TicksPerMicrosecond);
        var kept = new KeptFile(file.Name, file.Size, file.Digest, ticks);
        try
        {
            var tree = new DropTree(drop.Folder, drop.Face.Name, [kept]);
            var transfer = OutgoingTransfer.BeginBeside(endpoint, connection, tree);
            Side = transfer.Handler;
            _ = EndAsync(transfer, file);
            return true;
        }
        catch (TransferException)
        {
            // The other side allows no stream.
            drop.EndTransfer();
            return false;
        }
    }

    /// <summary>A stream beside the lines: an offer, where one was asked for.</summary>
    public void Opened(DatagramStream stream)
    {
        if (Side is not null || _to is not var (who, target) || !drop.TryBeginTransfer())
        {
            connection.Close((long)EndKind.Busy, "the server takes no more files at the moment");
            return;
        }

        var transfer = IncomingTransfer.Beside(
            endpoint,
            connection,
            drop.Face.Clock,
            offered => _ = AcceptAsync(offered, who, target)
        );
        Side = transfer.Handler;
        _ = EndAsync(transfer);
        Side.Opened(connection, stream);
    }

    /// <param name="sent">Null: it brings files.</param>
    private async Task EndAsync(Transfer transfer, DroppedFile? sent = null)
    {
        var end = await transfer.Ended;
        if (end.IsDone && sent is { IsHanded: true })
            drop.Delivered(sent);
        await transfer.DisposeAsync();
        drop.EndTransfer();
    }

    private async Task AcceptAsync(IncomingTransfer transfer, SessionId who, FileTarget target)
    {
        var offer = transfer.Offer;
        try
        {
            if (Objection(offer) is { } objection)
            {
                transfer.Stop(EndKind.Refused, objection);
                return;
            }

            using var claim = await drop.Coming.ClaimAsync(transfer, target);
            var (refused, left) = await drop.MayComeAsync(
                who,
                target,
                offer.Items.Max(item => item.Size)
            );
            if (refused is not null)
                transfer.Stop(EndKind.Refused, BotCall.ReplyOf(refused).Sentence.TrimEnd('.'));
            else if (offer.Size > left)
                transfer.Stop(
                    EndKind.NoRoom,
                    $"there is room for {SizeWords.Of(left)} in the drop, and {SizeWords.Of(offer.Size)} are offered"
                );
            else
                await TakeAsync(transfer, who, target);
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or TimeoutException)
        {
            transfer.Stop(EndKind.Disk, "the server has trouble with its drop");
        }
    }

    private async Task TakeAsync(IncomingTransfer transfer, SessionId who, FileTarget target)
    {
        using var store = new DropStore(drop, who, target);
        using var coming = drop.Folder.Reserve(transfer.Offer.Size);
        transfer.Accept(store);
        await transfer.Ended;
        // Its thread may still write.
        await transfer.DisposeAsync();
    }

    private static string? Objection(Offer offer) =>
        offer.Items.Any(item => item.Kind == ItemKind.Folder || item.Path.Contains('/'))
            ? "folders do not go into the drop: make an archive of it"
        : offer.Items.Count > MostFiles
            ? $"{MostFiles} files at once go into the drop: make an archive of more"
        : offer.Items.Any(item =>
            System.Text.Encoding.UTF8.GetByteCount(item.Path) > DropFace.LongestName
        )
            ? $"a name in the drop has {DropFace.LongestName} bytes at most"
        : null;
}
