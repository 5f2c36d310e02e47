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
        var end = range.From;
        var isTaken = false;
        try
        {
            // It may be removed while it goes: whoever has begun may finish.
            await using var bytes = new FileStream(
                path,
                FileMode.Open,
                FileAccess.Read,
                FileShare.Read | FileShare.Delete,
                bufferSize: 0
            );
            bytes.Position = range.From;
            using var last = Watch(context);
            await CopyAsync(context, bytes, range.Length, sent => end += sent);
            // An empty file has nothing that could be lost, and its head goes out with the end of the answer.
            isTaken = range.Length == 0 || await IsTakenAsync(context, range.Length, last);
        }
        catch (IOException e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // Somebody else was first, just now.
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status410Gone;
        }
        finally
        {
            if (!isTaken)
                drop.Deliveries.CutOff(file, range.From, end);
            else if (drop.Deliveries.Took(file, range.From, end))
                drop.Delivered(file);
        }
    }

    /// <returns>Null: nobody is there any more, which writing will find.</returns>
    private static LastBytes? Watch(HttpContext context)
    {
        try
        {
            return context.Features.Get<IConnectionSocketFeature>() is { Socket: { } socket }
                ? new(socket)
                : null;
        }
        catch (ObjectDisposedException)
        {
            return null;
        }
    }

    /// <param name="going">Told before so many bytes go.</param>
    private static async Task CopyAsync(
        HttpContext context,
        FileStream bytes,
        long length,
        Action<int> going
    )
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Piece);
        try
        {
            for (var left = length; left > 0; )
            {
                var want = buffer.AsMemory(0, (int)Math.Min(buffer.Length, left));
                var count = await bytes.ReadAsync(want, context.RequestAborted);
                if (count == 0)
                    throw new EndOfStreamException();
                left -= count;
                going(count);
                await context.Response.Body.WriteAsync(want[..count], context.RequestAborted);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>
    /// Whoever has read everything closes in good order (it was told to, by <c>Connection: close</c>) or asks for something
    /// else. Whoever is gone before resets: bytes were left unread (RFC 1122 4.2.2.13).
    /// </summary>
    private async Task<bool> IsTakenAsync(HttpContext context, long length, LastBytes? last)
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
            return last is null || await last.HaveArrivedAsync(length, patience.Token);
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
