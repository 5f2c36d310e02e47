using System.Collections.Concurrent;
using System.Diagnostics;
using Hubbub.Core;
using Hubbub.Node.History;

namespace Hubbub.Net.History;

/// <summary>
/// Answers inquiries on a thread of its own, one after the other, each from a history that is
/// complete up to its place. Who comes when too many wait, or waits too long, is told so.
/// </summary>
public sealed class HistoryDesk : IHistory, IDisposable
{
    private const int MostWaiting = 1024;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private readonly IHistoryStore _store;
    private readonly ProjectionThread _projection;
    private readonly Action<string> _warn;
    private readonly BlockingCollection<Request> _waiting = new(MostWaiting);
    private readonly Thread _thread;

    /// <param name="warn">Told what the server's user is to know. Any thread.</param>
    public HistoryDesk(IHistoryStore store, Projector projector, Action<string> warn)
    {
        (_store, _warn) = (store, warn);
        _projection = new ProjectionThread(store, projector, warn);
        _thread = new Thread(Run) { Name = "hubbub reader", IsBackground = true };
        _thread.Start();
    }

    /// <summary>The last entry that the history has seen.</summary>
    public ulong Position => _store.Position.Index;

    /// <summary>The hub has applied everything up to an entry. The loop's, after every block.</summary>
    public void Applied(ulong index) => _projection.Applied(index);

    public void Begin(Inquiry inquiry, ulong upTo, Action<Answer> answered)
    {
        if (!_waiting.TryAdd(new Request(inquiry, upTo, answered, Stopwatch.GetTimestamp())))
            answered(new Unread(Unread.Why.Busy));
    }

    public void Dispose()
    {
        _waiting.CompleteAdding();
        _projection.Dispose();
        _thread.Join();
        _waiting.Dispose();
    }

    private void Run()
    {
        foreach (var request in _waiting.GetConsumingEnumerable())
            request.Answered(AnswerTo(request));
    }

    private Answer AnswerTo(in Request request)
    {
        var left = s_patience - Stopwatch.GetElapsedTime(request.Since);
        if (left <= TimeSpan.Zero)
            return new Unread(Unread.Why.Busy);
        if (!_projection.WaitFor(request.UpTo, left))
            return new Unread(Unread.Why.Behind);
        try
        {
            return _store.Read(request.Inquiry);
        }
        catch (HistoryBrokenException broken)
        {
            if (broken.IsDamage)
                _projection.StartAnew();
            else
                _warn($"History could not be read: {broken.Message}.");
            return new Unread(Unread.Why.Unavailable);
        }
    }

    private readonly record struct Request(
        Inquiry Inquiry,
        ulong UpTo,
        Action<Answer> Answered,
        long Since
    );
}
