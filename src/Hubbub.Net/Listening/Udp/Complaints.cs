namespace Hubbub.Net.Listening.Udp;

/// <summary>What broke, told at most once a minute: whoever breaks something on purpose is not to fill the log.</summary>
internal sealed class Complaints(Action<string> warn)
{
    private const long Apart = 60_000;

    private long _toldAt = -Apart;
    private int _untold;

    public void Add(string sentence)
    {
        var now = Environment.TickCount64;
        if (now - _toldAt < Apart)
        {
            _untold++;
            return;
        }

        warn(_untold == 0 ? sentence : $"{sentence} ({_untold} more since the last time)");
        (_toldAt, _untold) = (now, 0);
    }
}
