using System.Globalization;
using Hubbub.Cli.Screen;

namespace Hubbub.Cli.Importing;

/// <summary>One file, looked through: what would be imported of it.</summary>
internal sealed record Survey(ForeignFile File, Tally Tally)
{
    /// <summary>Clocks of other machines are off by a little.</summary>
    private static readonly TimeSpan s_slack = TimeSpan.FromDays(1);

    public static Survey Of(ForeignFile file)
    {
        var tally = new Tally();
        foreach (var _ in file.Read(tally)) { }
        return new Survey(file, tally);
    }

    /// <summary>Why nothing of it can be imported; null: it can.</summary>
    public string? Trouble(DateTimeOffset now)
    {
        var name = Visible.Of(File.Name);
        if (File.Format is null)
            return $"{name} is no log that is known. Say which with --format.";
        if (Tally.Untimed is { } line)
            return $"{name}, line {line}: its day is not known (no date in the file's name or above the line), or it is hours before the line above.";
        if (Tally.Said == 0)
            return $"Nothing was said in {name}.";
        return Time(Tally.Last) > now + s_slack
            ? $"{name} goes on in the future, to {Shown(Tally.Last)}: are its date and --zone right?"
            : null;
    }

    public IEnumerable<string> Lines()
    {
        var name = Visible.Of(File.Name);
        if (File.Format is null || Tally.Said == 0)
        {
            yield return $"{name}: {File.Format?.Name ?? "of no format that is known"}, {Tally.Lines} lines";
            yield break;
        }

        yield return $"{name}: {File.Format.Name}, {Tally.Lines} lines, {Shown(Tally.First)} to {Shown(Tally.Last)}";
        yield return $"  {Tally.Said} messages; {Tally.Events} lines of comings and goings are left out";
        if (Tally.Unknown > 0)
        {
            var more = Tally.Unknown > Tally.FirstUnknown.Count ? ", …" : "";
            yield return $"  {Tally.Unknown} not understood, left out: line {string.Join(", ", Tally.FirstUnknown)}{more}";
        }
    }

    public string Shown(long micros) =>
        TimeZoneInfo
            .ConvertTime(Time(micros), File.Zone)
            .ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(long micros) =>
        DateTimeOffset.UnixEpoch.AddMicroseconds(micros);
}
