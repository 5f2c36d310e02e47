using System.Collections.Concurrent;
using System.Diagnostics;
using Hubbub.Core;
using Hubbub.Node.History;

namespace Hubbub.Net.History;

/// <summary>
/// Answers inquiries on a thread of its own, one after the other, each from data that is complete up
/// to its place. Who comes when too many wait, or waits too long, is told so.
/// </summary>
internal sealed class AnswerThread : IDisposable
{
    private const int MostWaiting = 1024;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private readonly Func<Inquiry, Answer> _read;
    private readonly ProjectionThread _projection;
    private readonly Action<string> _warn;
    private readonly BlockingCollection<Request> _waiting = new(MostWaiting);
    private readonly Thread _thread;

    public AnswerThread(
        string name,
        Func<Inquiry, Answer> read,
        ProjectionThread projection,
        Action<string> warn
    )
    {
        (_read, _projection, _warn) = (read, projection, warn);
        _thread = new Thread(Run) { Name = name, IsBackground = true };
        _thread.Start();
    }

    public void Begin(Inquiry inquiry, ulong upTo, Action<Answer> answered)
    {
        if (!_waiting.TryAdd(new Request(inquiry, upTo, answered, Stopwatch.GetTimestamp())))
            answered(new Unread(Unread.Why.Busy));
    }

    /// <summary>The projection has to have ended, so that nobody waits for it any more.</summary>
    public void Dispose()
    {
        _waiting.CompleteAdding();
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
            return _read(request.Inquiry);
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
