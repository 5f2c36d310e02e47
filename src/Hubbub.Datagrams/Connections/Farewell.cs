using System.Text;

namespace Hubbub.Datagrams;

/// <summary>
/// The end of a connection. Who closes says so up to three times or until the other side has said so
/// too; who is told says so once for each time that it is told.
/// </summary>
internal sealed class Farewell
{
    public const int MostText = 255;

    private const int MostTimes = 3;

    private byte[] _text = [];
    private long _code;
    private int _times;
    private bool _wasTold;

    /// <summary>Nothing but the farewell is sent any more.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Forget the connection.</summary>
    public bool IsOver { get; private set; }

    public long At { get; private set; } = Moment.Never;

    /// <summary>When whatever is still under way has arrived or never will.</summary>
    private long OverAt { get; set; } = Moment.Never;

    public long Timer => IsOver ? Moment.Never : Math.Min(At, OverAt);

    public void Begin(long code, string text, long now)
    {
        HasBegun = true;
        _code = code;
        _text = Encoding.UTF8.GetBytes(text);
        if (_text.Length > MostText)
            _text = Encoding.UTF8.GetBytes(Cut(text));
        At = now;
    }

    /// <summary>The other side has closed.</summary>
    public void OnClose(long patience, long now)
    {
        // Both have said it: an answer is not answered, or that would never end.
        if (_times > 0 && !_wasTold)
        {
            IsOver = true;
            return;
        }

        _wasTold = true;
        HasBegun = true;
        _times = MostTimes - 1;
        At = now;
        OverAt = Math.Min(OverAt, now + patience);
    }

    /// <summary>Nothing is said: there is nobody to hear it.</summary>
    public void EndAtOnce()
    {
        HasBegun = true;
        IsOver = true;
    }

    public void Write(ref WireWriter to, long apart, long now)
    {
        to.Byte((int)FrameKind.Close);
        to.Varint(_code);
        to.Short(_text);
        At = ++_times < MostTimes ? now + apart : Moment.Never;
        if (_times >= MostTimes)
            OverAt = Math.Min(OverAt, now + apart);
    }

    public void OnTimer(long now) => IsOver |= OverAt <= now;

    private static string Cut(string text)
    {
        var cut = text;
        while (Encoding.UTF8.GetByteCount(cut) > MostText)
            cut = cut[..^1];
        return cut;
    }
}
