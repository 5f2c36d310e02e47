using System.Buffers;
using Hubbub.Core;
using Hubbub.Net.Dropping;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace Hubbub.Net.Listening.Http.Dropping;

/// <summary>
/// The bytes of a file that is for one time: counted, and watched until the other side has taken them. The system buffers
/// megabytes; that they went out does not say that they arrived.
/// </summary>
internal sealed class OneTimeSending(ServerDrop drop, CancellationToken stopping)
{
    private const int Piece = 128 * 1024;

    /// <summary>Whoever reads so slowly, of what is in the system's buffers, and says nothing, has it.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);

    /// <summary>HTTP/2 does not tell when somebody has taken a thing, only when they do not want it any more.</summary>
    private static readonly TimeSpan s_patienceHttp2 = TimeSpan.FromSeconds(2);

    /// <param name="path">Where its bytes lie.</param>
    public async Task SendAsync(HttpContext context, DroppedFile file, string path, ByteRange range)
    {
        drop.Deliveries.Resumes(file, range.From);
        var sent = 0L;
        var isTaken = false;
        try
        {
            await using var bytes = File.OpenRead(path);
            bytes.Position = range.From;
            var buffer = ArrayPool<byte>.Shared.Rent(Piece);
            try
            {
                while (sent < range.Length)
                {
                    var want = (int)Math.Min(buffer.Length, range.Length - sent);
                    var count = await bytes.ReadAsync(
                        buffer.AsMemory(0, want),
                        context.RequestAborted
                    );
                    if (count == 0)
                        throw new EndOfStreamException();
                    sent += count;
                    await context.Response.Body.WriteAsync(
                        buffer.AsMemory(0, count),
                        context.RequestAborted
                    );
                }
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }

            // An empty file has nothing that could be lost, and its head goes out with the end of the answer.
            isTaken = range.Length == 0 || await IsTakenAsync(context);
        }
        finally
        {
            var end = range.From + sent;
            if (!isTaken)
                drop.Deliveries.CutOff(file, range.From, end);
            else if (drop.Deliveries.Took(file, range.From, end))
                drop.Delivered(file);
        }
    }

    /// <summary>
    /// Whoever has read everything closes in good order (it was told to, by <c>Connection: close</c>) or asks for something
    /// else. Whoever is gone before resets: bytes were left unread (RFC 1122 4.2.2.13).
    /// </summary>
    private async Task<bool> IsTakenAsync(HttpContext context)
    {
        if (HttpProtocol.IsHttp2(context.Request.Protocol))
            return await IsStillThereAsync(context.RequestAborted);
        // Kestrel reads nothing here before this request, which has no body, is answered.
        if (
            context.Features.Get<IConnectionTransportFeature>()
            is not { Transport.Input: { } input }
        )
            return true;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        patience.CancelAfter(s_patience);
        try
        {
            var read = await input.ReadAsync(patience.Token);
            if (read.IsCanceled)
                // It ends just now: how?
                read = await input.ReadAsync(patience.Token);
            input.AdvanceTo(read.Buffer.Start);
            return true;
        }
        catch (OperationCanceledException)
        {
            return !stopping.IsCancellationRequested;
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            return false;
        }
    }

    private static async Task<bool> IsStillThereAsync(CancellationToken gone)
    {
        try
        {
            await Task.Delay(s_patienceHttp2, gone);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
