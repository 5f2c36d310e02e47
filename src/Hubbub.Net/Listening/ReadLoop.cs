using System.IO.Pipelines;
using Hubbub.Core;
using Hubbub.Net.Listening.Transports;

namespace Hubbub.Net.Listening;

/// <summary>Bytes from a connection to its session, until one of the two ends it.</summary>
internal static class ReadLoop
{
    public static async Task RunAsync(PipeReader input, Transport transport, IInlet inlet)
    {
        var cause = DetachCause.Left;
        var reason = "Connection closed";
        try
        {
            while (true)
            {
                var result = await input.ReadAsync();
                var buffer = result.Buffer;
                if (!buffer.IsEmpty && !transport.IsClosing)
                    await inlet.FeedAsync(buffer);
                input.AdvanceTo(buffer.End);
                // A half-close (`printf … | nc -N`): the other end still listens for what comes of it.
                if (result.IsCompleted || transport.IsClosing)
                    break;
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            cause = DetachCause.ConnectionLost;
            reason = "Connection reset";
            transport.Die();
        }

        inlet.End(cause, reason);
    }

    /// <summary>
    /// After the last byte out: what still comes in is thrown away for a moment. Closing a socket
    /// with unread bytes resets it, and the last words would be lost.
    /// </summary>
    public static async Task LingerAsync(PipeReader input, TimeSpan longest, TimeProvider time)
    {
        var started = time.GetTimestamp();
        var timer = time.CreateTimer(
            static i => ((PipeReader)i!).CancelPendingRead(),
            input,
            longest,
            // Again, because a timer may come a little early by the clock that is asked below.
            TimeSpan.FromMilliseconds(50)
        );
        await using (timer)
        {
            try
            {
                while (time.GetElapsedTime(started) < longest)
                {
                    var result = await input.ReadAsync();
                    input.AdvanceTo(result.Buffer.End);
                    if (result.IsCompleted)
                        break;
                }
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // It has gone first.
            }
        }
    }
}
