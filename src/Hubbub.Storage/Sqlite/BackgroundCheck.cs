using System.Diagnostics;
using Hubbub.Node;

namespace Hubbub.Storage.Sqlite;

/// <summary>Walks through old blocks while the server serves.</summary>
internal static class BackgroundCheck
{
    /// <summary>After this much work it rests four times as long: Linux heeds no thread's priority.</summary>
    private static readonly TimeSpan s_work = TimeSpan.FromMilliseconds(2);

    public static Task<Damage?> RunAsync(
        IEnumerable<StoredBlock> blocks,
        CancellationToken cancellation
    )
    {
        var found = new TaskCompletionSource<Damage?>(
            TaskCreationOptions.RunContinuationsAsynchronously
        );
        var thread = new Thread(() => Run(blocks, found, cancellation))
        {
            IsBackground = true,
            Name = "log check",
            Priority = ThreadPriority.Lowest,
        };
        thread.Start();
        return found.Task;
    }

    private static void Run(
        IEnumerable<StoredBlock> blocks,
        TaskCompletionSource<Damage?> found,
        CancellationToken cancellation
    )
    {
        try
        {
            Walk(blocks, cancellation);
            found.SetResult(null);
        }
        catch (LogDamagedException damage)
        {
            found.SetResult(new Damage(damage.Block, damage.Message));
        }
        catch (OperationCanceledException)
        {
            found.SetCanceled(cancellation);
        }
        catch (Exception other)
        {
            found.SetException(other);
        }
    }

    private static void Walk(IEnumerable<StoredBlock> blocks, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        foreach (var block in blocks)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Stopwatch.GetElapsedTime(began) < s_work)
                continue;
            cancellation.WaitHandle.WaitOne(4 * s_work);
            began = Stopwatch.GetTimestamp();
        }
    }
}
