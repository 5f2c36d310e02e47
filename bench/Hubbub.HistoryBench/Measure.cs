using System.Diagnostics;

namespace Hubbub.HistoryBench;

internal static class Measure
{
    public static void Rate(string what, int count, Action work)
    {
        var began = Stopwatch.GetTimestamp();
        work();
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        Console.WriteLine($"{what, -36} {count / seconds, 10:N0} messages/s");
    }

    /// <summary>Each run of the work, in order.</summary>
    public static void Times(string what, int times, Action<int> work)
    {
        var each = new List<double>();
        for (var i = 0; i < times; i++)
        {
            var began = Stopwatch.GetTimestamp();
            work(i);
            each.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        each.Sort();
        Console.WriteLine(
            $"{what, -36} p50 {each[each.Count / 2], 7:F2}  p95 {each[(int)(each.Count * 0.95)], 7:F2}  max {each[^1], 7:F2} ms"
        );
    }
}
