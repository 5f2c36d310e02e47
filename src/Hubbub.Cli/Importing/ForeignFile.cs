using System.Globalization;
using System.Text.RegularExpressions;
using Hubbub.Protocols.Logs;

namespace Hubbub.Cli.Importing;

/// <summary>A log of another program. Read as often as it is asked for, a line at a time.</summary>
/// <param name="Format">Null: of none that is known.</param>
internal sealed record ForeignFile(string Path, IForeignFormat? Format, TimeZoneInfo Zone)
{
    /// <summary>Lines that are looked at to find the format.</summary>
    private const int Enough = 200;

    public string Name => System.IO.Path.GetFileName(Path);

    /// <exception cref="CannotException">It cannot be read.</exception>
    public static ForeignFile Open(string path, IForeignFormat? format, TimeZoneInfo zone)
    {
        if (format is not null)
            return new ForeignFile(path, format, zone);
        using var lines = LinesOf(path);
        var some = new List<string>();
        while (some.Count < Enough && TryRead(lines, path, out var line))
        {
            if (!string.IsNullOrEmpty(line))
                some.Add(line);
        }

        return new ForeignFile(path, ForeignFormats.Recognise(some), zone);
    }

    /// <summary>What was said, in order.</summary>
    /// <param name="tally">Told of everything else.</param>
    /// <exception cref="CannotException">It cannot be read.</exception>
    public IEnumerable<(long At, ForeignSaid Said)> Read(Tally tally)
    {
        if (Format is null)
            yield break;
        using var lines = LinesOf(Path);
        var times = new ForeignTimes(Zone, DayOf(Name));
        while (TryRead(lines, Path, out var line))
        {
            tally.Lines++;
            var read = line is null ? null : Format.Read(line);
            switch (read)
            {
                case ForeignDay day:
                    times.Turn(day.Day);
                    tally.Events++;
                    break;
                case ForeignEvent:
                    tally.Events++;
                    break;
                case ForeignSaid said when times.Of(said) is { } at:
                    tally.Count(at);
                    yield return (at, said with { Text = Clean(said.Text) });
                    break;
                case ForeignSaid:
                    tally.Untimed ??= lines.Number;
                    break;
                case null when line is not { Length: 0 }:
                    tally.PassOver(lines.Number);
                    break;
                default:
                    break;
            }
        }

        tally.Hash = lines.TakeHash();
    }

    /// <summary><c>2024-01-31.log</c>, <c>#tea_20240131.log</c>.</summary>
    internal static DateOnly? DayOf(string name)
    {
        var found = Regex.Match(
            name,
            "(?<![0-9])(?<y>[0-9]{4})-?(?<m>[0-9]{2})-?(?<d>[0-9]{2})(?![0-9])",
            RegexOptions.None,
            TimeSpan.FromSeconds(1)
        );
        return DateOnly.TryParseExact(
            $"{found.Groups["y"]}{found.Groups["m"]}{found.Groups["d"]}",
            "yyyyMMdd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
            : null;
    }

    /// <summary>Colours and bold stay, as in what is said here; other control characters have no business in a line.</summary>
    internal static string Clean(string text) =>
        text.AsSpan().IndexOfAnyInRange('\0', '\u001f') < 0
            ? text
            : string.Concat(text.Where(c => c >= ' ' || IsFormatting(c)));

    private static bool IsFormatting(char c) =>
        c
            is '\t'
                or '\u0002'
                or '\u0003'
                or '\u0004'
                or '\u000f'
                or '\u0011'
                or '\u0016'
                or '\u001d'
                or '\u001e'
                or '\u001f';

    private static TextLines LinesOf(string path)
    {
        try
        {
            return new TextLines(File.OpenRead(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CannotException($"{path} cannot be read: {e.Message}", e);
        }
    }

    private static bool TryRead(TextLines lines, string path, out string? line)
    {
        try
        {
            return lines.TryRead(out line);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CannotException($"{path} cannot be read: {e.Message}", e);
        }
    }
}

/// <summary>What stands in a file.</summary>
internal sealed class Tally
{
    private const int MostShown = 5;

    public long Lines { get; set; }

    public long Said { get; private set; }

    public long Events { get; set; }

    /// <summary>Lines that are not of the format, or too long.</summary>
    public long Unknown { get; private set; }

    public IReadOnlyList<long> FirstUnknown => _unknown;

    private readonly List<long> _unknown = [];

    /// <summary>The first line whose day is not known, or that is before the one above it; null: there is none.</summary>
    public long? Untimed { get; set; }

    /// <summary>Microseconds since 1970 UTC.</summary>
    public long First { get; private set; }

    public long Last { get; private set; }

    /// <summary>Of all of its bytes.</summary>
    public ulong Hash { get; set; }

    public void Count(long at)
    {
        if (Said++ == 0)
            First = at;
        Last = at;
    }

    public void PassOver(long number)
    {
        Unknown++;
        if (_unknown.Count < MostShown)
            _unknown.Add(number);
    }
}
