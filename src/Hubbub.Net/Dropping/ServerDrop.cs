using Hubbub.Core;
using Hubbub.Files;
using Hubbub.Net.Loop;
using Hubbub.Protocols;
using Hubbub.Protocols.Drop;
using Hubbub.Protocols.Http;

namespace Hubbub.Net.Dropping;

/// <summary>
/// The drop of a running server: the folder, and the questions and asks to the hub that go with it. Any thread.
/// </summary>
/// <param name="warn">Told what could not be swept away.</param>
internal sealed class ServerDrop(
    DropFolder folder,
    DropFace links,
    ServerFace face,
    ServerLoop loop,
    Action<string> warn
)
{
    /// <summary>Left to the log, whatever comes.</summary>
    private const long Reserve = 64 * 1024 * 1024;

    /// <summary>The loop answers at once, unless it has ended.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <summary>Transfers by UDP at once: each has up to 32 MiB in memory.</summary>
    private const int MostTransfers = 4;

    private int _sweeps;
    private int _transfers;

    public DropFolder Folder => folder;

    public DropFace Links => links;

    public ServerFace Face => face;

    /// <summary>Bytes that the disk has for files.</summary>
    public long DiskRoom => Math.Max(0, folder.Free - Reserve);

    /// <summary>What is coming by UDP.</summary>
    public ComingFiles Coming { get; } = new();

    /// <summary>Why a file of this size may not come; and how many bytes there is room for, with all that is coming.</summary>
    /// <exception cref="TimeoutException">The server is ending.</exception>
    public async Task<(Refused? Refused, long Left)> MayComeAsync(
        SessionId who,
        FileTarget target,
        long size
    )
    {
        var may = (MayOfferAnswer)await ReadAsync(who, target.MayCome(size));
        return (may.Refused, Math.Clamp(may.Room - folder.ComingBytes, 0, DiskRoom));
    }

    /// <returns>False: as many are under way as may be.</returns>
    public bool TryBeginTransfer()
    {
        if (Interlocked.Increment(ref _transfers) <= MostTransfers)
            return true;
        EndTransfer();
        return false;
    }

    public void EndTransfer() => Interlocked.Decrement(ref _transfers);

    /// <summary>Reads from the state as it is now.</summary>
    /// <exception cref="TimeoutException">The server is ending.</exception>
    public Task<Answer> ReadAsync(SessionId asker, Question question) =>
        OnLoopAsync(() => loop.Node.Hub.Answer(asker, question));

    /// <summary>Asks it in the session's name.</summary>
    /// <exception cref="TimeoutException">The server is ending, or its disk is full.</exception>
    public async Task<BotReply> AskAsync(BotCall call, SessionId who)
    {
        var ask = call.Beside(who, face);
        loop.Post(() => loop.Node.Submit(ask));
        return await call.Reply.WaitAsync(s_patience);
    }

    /// <summary>Who is logged on from an address, if that is just one person; null: nobody, or several.</summary>
    public Task<SessionId?> OnlyOneAtAsync(string address) =>
        OnLoopAsync(() => loop.Connections.OnlyOneAt(address));

    /// <summary>How far files for one time have been delivered.</summary>
    public Deliveries Deliveries { get; } = new();

    /// <summary>A file for one time has been delivered, every byte of it.</summary>
    public void Delivered(DroppedFile file) =>
        loop.Post(() => loop.Node.Propose(new CloseFile(file.Number)));

    /// <summary>Files were removed: their bytes go, in a while.</summary>
    public void Sweep()
    {
        // One at a time; what is removed meanwhile is looked at once more.
        if (Interlocked.Increment(ref _sweeps) == 1)
            _ = Task.Run(SweepAsync);
    }

    private async Task SweepAsync()
    {
        int seen;
        do
        {
            seen = Volatile.Read(ref _sweeps);
            try
            {
                await folder.SweepAsync(async digest =>
                    await ReadAsync(default, new UsesOf(digest)) is not UsesAnswer { Count: 0 }
                );
            }
            catch (TimeoutException)
            {
                // The server ends; the next start sweeps.
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                warn($"Files that nobody keeps any more could not be removed: {e.Message}");
            }
        } while (Interlocked.CompareExchange(ref _sweeps, 0, seen) != seen);
    }

    private async Task<T> OnLoopAsync<T>(Func<T> read)
    {
        var answer = new TaskCompletionSource<T>(
            TaskCreationOptions.RunContinuationsAsynchronously
        );
        loop.Post(() => answer.SetResult(read()));
        return await answer.Task.WaitAsync(s_patience);
    }
}

/// <summary>A host that keeps files for rooms.</summary>
internal interface IDropHost
{
    /// <summary>Null: none are kept.</summary>
    ServerDrop? Drop { get; }
}
