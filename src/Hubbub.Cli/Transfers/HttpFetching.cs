using System.Net.Security;
using System.Security.Cryptography;
using Hubbub.Client.Connecting;
using Hubbub.Client.Dropping;
using Hubbub.Client.Trust;
using Hubbub.Files;

namespace Hubbub.Cli.Transfers;

/// <summary>
/// A file of a server's drop by its link, where UDP does not get through or the link is for one time. Encrypted where
/// the chat is; its digest comes from the chat, so nobody else decides what it is. Not resumed.
/// </summary>
/// <param name="server">As the chat is connected to it.</param>
internal sealed class HttpFetching(Destination server, Doorkeeper doorkeeper)
{
    private const int Piece = 256 * 1024;
    private static readonly TimeSpan s_frame = TimeSpan.FromMilliseconds(200);

    /// <returns>Bytes a second.</returns>
    /// <exception cref="HttpRequestException">It does not come.</exception>
    /// <exception cref="TransferException">What came is not the file, or cannot be written.</exception>
    public async Task<double> RunAsync(
        DroppedFileView file,
        DiskStore folder,
        ITransferShow show,
        CancellationToken ct
    )
    {
        if (!ReceivedPath.TryParse(file.Name, out var path, out var why))
            throw new TransferException(EndKind.Refused, $"its name is refused: {why}");
        var item = new OfferedItem(ItemKind.File, file.Name, file.Size, 0, DateTime.UtcNow.Ticks);
        var offer = new Offer(file.By, [item]);
        if (Taking.Objection(offer, folder) is { } objection)
            throw new TransferException(EndKind.NoRoom, objection);
        using var client = new HttpClient(Handler()) { Timeout = Timeout.InfiniteTimeSpan };
        using var answer = await client.GetAsync(
            LinkOf(file),
            HttpCompletionOption.ResponseHeadersRead,
            ct
        );
        answer.EnsureSuccessStatusCode();
        await using var bytes = await answer.Content.ReadAsStreamAsync(ct);
        // Of no size: without a journal nobody tries to go on with it.
        using var part = folder.Begin(path, item with { Size = 0 });
        var pace = new Pace(TimeProvider.System);
        var digest = await CopyAsync(
            bytes,
            part,
            file.Size,
            length =>
            {
                pace.Add(length);
                show.Progress(offer, new(TransferStage.Flowing, 0, length, 0, 0, length), pace);
            },
            ct
        );
        show.Over();
        if (digest != file.Digest)
            throw new TransferException(EndKind.Changed, "what came is not the file");
        show.Verified(offer, new VerifiedFile(0, digest, part.Finish(), WasThere: false));
        return file.Size / Math.Max(0.001, pace.Elapsed.TotalSeconds);
    }

    /// <returns>Its SHA-256.</returns>
    private static async Task<string> CopyAsync(
        Stream from,
        IPartFile to,
        long size,
        Action<long> look,
        CancellationToken ct
    )
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var piece = new byte[Piece];
        var length = 0L;
        var looked = 0L;
        int count;
        look(0);
        while ((count = await from.ReadAsync(piece, ct)) > 0)
        {
            if (length + count > size)
                throw new TransferException(EndKind.Changed, "what comes is longer than the file");
            to.Write(length, piece.AsSpan(0, count));
            digest.AppendData(piece, 0, count);
            length += count;
            if (TimeProvider.System.GetElapsedTime(looked) < s_frame)
                continue;
            looked = TimeProvider.System.GetTimestamp();
            look(length);
        }

        look(length);
        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }

    private Uri LinkOf(DroppedFileView file)
    {
        var scheme = server.IsTls || server.IsUdp ? "https" : "http";
        return new Uri($"{scheme}://{server}{file.Path}");
    }

    private SocketsHttpHandler Handler() =>
        new()
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
                    // Over UDP the chat knows the server by another key, and this one by nothing.
                    errors == SslPolicyErrors.None
                    || server.IsLoopback
                    || server.IsUdp
                    || (
                        certificate is not null
                        && doorkeeper.Refuse("certificate", Fingerprint.Of(certificate)) is null
                    ),
            },
        };
}
