using Hubbub.Core;

namespace Hubbub.Node.History;

/// <summary>
/// Works out how far everything is to be forgotten by now. Reads only; what it finds is proposed, and
/// the log decides.
/// </summary>
/// <param name="serverSpan">How long the server keeps what nobody has decided on; see <see cref="Keep"/>.</param>
public sealed class ForgetPlan(ILog log, IOldLines lines, long serverSpan)
{
    private const long Day = 86_400_000_000;

    private readonly LogTimes _times = new(log);

    /// <summary>Marks that would change something.</summary>
    /// <param name="hub">The history has seen everything up to its place.</param>
    /// <param name="now">Microseconds since 1970 UTC.</param>
    /// <exception cref="LogDamagedException" />
    /// <exception cref="HistoryBrokenException" />
    public IReadOnlyList<ForgetMark> Make(ForgettingsAnswer hub, long now)
    {
        var marks = new List<ForgetMark>();
        Add(marks, default, serverSpan, hub.Others, now, _times.LastBefore);
        foreach (var room in hub.Rooms)
        {
            var span = room.Span == Keep.AsServer ? serverSpan : room.Span;
            var last = (long at) => lines.LastBefore(room.Room, at);
            Add(marks, room.Room, span, room.Forgotten, now, last);
        }

        return marks;
    }

    /// <summary>How often it is to be made: a tenth of the shortest span, 1 s to 1 h; null: nothing is forgotten by time.</summary>
    public TimeSpan? Interval(ForgettingsAnswer hub)
    {
        var least = hub.Rooms.Aggregate(
            serverSpan,
            (least, room) => room.Span == Keep.AsServer ? least : Math.Min(least, room.Span)
        );
        return least == Keep.Forever
            ? null
            : TimeSpan.FromMicroseconds(Math.Clamp(least / 10, 1_000_000, 3_600_000_000));
    }

    private static void Add(
        List<ForgetMark> marks,
        RoomId room,
        long span,
        in Forgotten before,
        long now,
        Func<long, ulong> lastBefore
    )
    {
        // What is erased stays so, though its lines are no more to be found.
        var upTo = span == Keep.Forever ? 0 : lastBefore(now - span);
        var mark = new ForgetMark(room, Math.Max(upTo, before.Erased), Math.Min(Day, span));
        if (before.Mark(mark.UpTo, mark.Grace, now) != before)
            marks.Add(mark);
    }
}
