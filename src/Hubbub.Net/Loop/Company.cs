using System.Diagnostics;

namespace Hubbub.Net.Loop;

/// <summary>
/// Waits a little for more lines, before a turn that will be dear whatever it tells. One line to a
/// room of 5 000 costs 5 000 sends, and so do sixteen lines that come together; but those that answer
/// the turn before come one by one while it is still being sent. So a turn after a dear one is
/// held back for a quarter of what that one's sending took, and no longer than more comes in; and what is
/// on its way to the disk then is told in the same turn. Rooms of some hundreds and a server with
/// little to do never wait.
/// </summary>
/// <param name="count">How many connections have something for the loop.</param>
internal sealed class Company(IWaiting waiting, Func<int> count)
{
    /// <summary>Sends an entry: below, a turn's cost grows with its entries, and waiting gains nothing.</summary>
    private const int DearSends = 64;

    private const int Steps = 4;

    /// <summary>The clock of waits is of milliseconds.</summary>
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(1);

    private static readonly TimeSpan s_most = TimeSpan.FromMilliseconds(12);

    private long _sentAt;
    private TimeSpan _worth;
    private TimeSpan _worthBlock;

    /// <summary>A turn has been sent.</summary>
    /// <param name="began">When the sending began, in ticks of <see cref="Stopwatch"/>.</param>
    public void Sent(int sends, ulong entries, long began)
    {
        _worth = _worthBlock = TimeSpan.Zero;
        if (entries == 0 || (ulong)sends / entries < DearSends)
            return;
        _sentAt = Stopwatch.GetTimestamp();
        var quarter = Stopwatch.GetElapsedTime(began, _sentAt) / 4;
        _worth = _worthBlock = quarter < s_most ? quarter : s_most;
    }

    /// <summary>Before a turn: returns when waiting is not worth it any more.</summary>
    public void Gather()
    {
        var step = (int)(_worth.TotalMilliseconds / Steps) is var part && part > 0 ? part : 1;
        while (_worth - Stopwatch.GetElapsedTime(_sentAt) >= TimeSpan.FromMilliseconds(step))
        {
            var before = count();
            Thread.Sleep(step);
            waiting.Wait(TimeSpan.Zero);
            if (count() == before)
                break;
        }

        _worth = TimeSpan.Zero;
    }

    /// <summary>
    /// Before a turn is sent: returns when what is under way is told too, or it is not worth it. Else
    /// those who wait for each other's lines would come to be two groups that take turns for ever.
    /// </summary>
    /// <param name="blocks">So many are under way now. Those that follow are not waited for.</param>
    /// <param name="tell">Tells those that are durable by now, and returns how many they were.</param>
    public void Await(int blocks, Func<int> tell)
    {
        var began = Stopwatch.GetTimestamp();
        while (blocks > 0 && _worthBlock - Stopwatch.GetElapsedTime(began) >= s_step)
        {
            waiting.Look(s_step);
            blocks -= tell();
        }

        _worthBlock = TimeSpan.Zero;
    }
}
