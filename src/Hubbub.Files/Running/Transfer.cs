using System.Net;
using System.Threading.Channels;

namespace Hubbub.Files;

/// <summary>A transfer under way, for code that awaits.</summary>
public abstract class Transfer : IAsyncDisposable
{
    private readonly TaskCompletionSource<TransferEnd> _ended = New<TransferEnd>();
    private readonly TaskCompletionSource _greeted = New();
    private Worker? _worker;
    private bool _isClosed;

    private protected Transfer(IGate gate)
    {
        Gate = gate;
        Watcher = new Notes(this);
    }

    /// <summary>The other side speaks our language; cancelled: it never did.</summary>
    public Task Greeted => _greeted.Task;

    /// <summary>How it has ended, on both sides.</summary>
    public Task<TransferEnd> Ended => _ended.Task;

    /// <summary>The files that are complete, in order; it ends with the transfer.</summary>
    public ChannelReader<VerifiedFile> Verified => Files.Reader;

    /// <summary>Where packets go since the way has changed; null: it has not.</summary>
    public IPEndPoint? MovedTo { get; private set; }

    public abstract TransferProgress Progress { get; }

    private protected IGate Gate { get; }

    private protected ITransferWatcher Watcher { get; }

    // As many as an offer can hold.
    private Channel<VerifiedFile> Files { get; } =
        Channel.CreateBounded<VerifiedFile>(OfferLimits.MostItems);

    /// <summary>Ends it, in so many words for both sides.</summary>
    public abstract void Stop(EndKind kind, string text);

    /// <summary>Stops it if it has not ended. Afterwards nothing is read or written any more.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_ended.Task.IsCompleted)
            Stop(EndKind.Stopped, "stopped");
        _worker?.Stop();
        await (_worker?.Ended ?? Task.CompletedTask);
        if (!Interlocked.Exchange(ref _isClosed, true))
            CloseFiles();
        GC.SuppressFinalize(this);
    }

    private protected abstract void CloseFiles();

    private protected virtual void OnOffered(Offer offer) { }

    /// <summary>Under the gate: the side is there.</summary>
    private protected void Begin(string name, Func<bool> step, Action look) =>
        _worker = new Worker(name, step, look);

    private static TaskCompletionSource<T> New<T>() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static TaskCompletionSource New() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class Notes(Transfer transfer) : ITransferWatcher
    {
        public void Greeted() => transfer._greeted.TrySetResult();

        public void Offered(Offer offer) => transfer.OnOffered(offer);

        public void Moved(IPEndPoint to) => transfer.MovedTo = to;

        public void Verified(VerifiedFile file) => transfer.Files.Writer.TryWrite(file);

        public void Ended(TransferEnd end)
        {
            transfer.Files.Writer.TryComplete();
            transfer._greeted.TrySetCanceled();
            transfer._ended.TrySetResult(end);
        }

        public void Wake() => transfer._worker?.Wake();
    }
}
