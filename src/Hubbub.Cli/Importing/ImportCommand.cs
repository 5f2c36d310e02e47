using System.Diagnostics;
using System.Globalization;
using Hubbub.Cli.Screen;
using Hubbub.Node;
using Hubbub.Node.History;
using Hubbub.Protocols.Logs;
using Hubbub.Storage;

namespace Hubbub.Cli.Importing;

/// <param name="Format">Null: found out by itself.</param>
/// <param name="IsSure">False: it is only told what would be done.</param>
internal sealed record ImportOptions(
    IReadOnlyList<string> Files,
    string Room,
    string Folder,
    IForeignFormat? Format,
    TimeZoneInfo Zone,
    bool IsSure
);

/// <summary>`hubbub import`: logs of other programs into a room's history.</summary>
internal sealed class ImportCommand(ImportOptions options, TextWriter output, TextWriter errors)
{
    /// <exception cref="CannotException">It cannot be done, and why.</exception>
    public async Task<int> RunAsync()
    {
        var surveys = options
            .Files.Select(file => Survey.Of(ForeignFile.Open(file, options.Format, options.Zone)))
            .OrderBy(survey => survey.Tally.First)
            .ToList();
        foreach (var line in surveys.SelectMany(survey => survey.Lines()))
            Print(line);
        var trouble = Trouble(surveys);
        if (options.IsSure && trouble is not null)
            throw new CannotException(trouble + " Nothing was changed.");
        if (options.IsSure)
            await ImportAsync(surveys);
        else if (trouble is not null)
            Print($"It cannot be imported so: {trouble}");
        else
            Print(
                $"{Count(surveys.Sum(survey => survey.Tally.Said))} would go into {Visible.Of(options.Room)} in {Visible.Of(options.Folder)}. Nothing was changed: --yes does it."
            );
        return ExitCode.Done;
    }

    private static string? Trouble(List<Survey> surveys)
    {
        var now = TimeProvider.System.GetUtcNow();
        if (surveys.Select(one => one.Trouble(now)).FirstOrDefault(t => t is not null) is { } one)
            return one;
        var twice = surveys.GroupBy(survey => survey.Tally.Hash).Where(same => same.Count() > 1);
        if (twice.FirstOrDefault() is { } same)
            return $"{string.Join(" and ", same.Select(s => Visible.Of(s.File.Name)))} are the same file.";
        for (var i = 1; i < surveys.Count; i++)
        {
            if (surveys[i].Tally.First < surveys[i - 1].Tally.Last)
                return $"{Visible.Of(surveys[i].File.Name)} begins before {Visible.Of(surveys[i - 1].File.Name)} ends: they are not one after the other.";
        }

        return null;
    }

    private async Task ImportAsync(List<Survey> surveys)
    {
        var since = Stopwatch.GetTimestamp();
        try
        {
            await using var data = DataParts.InFolder(
                options.Folder,
                TimeSpan.Zero,
                errors.WriteLine
            );
            using var node = new LoneNode(data, errors.WriteLine);
            var import = new RoomImport(data, node, options.Room);
            var count = import.Run(surveys);
            var seconds = Stopwatch.GetElapsedTime(since).TotalSeconds;
            Print(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Count(count)} went into {Visible.Of(options.Room)}, in {seconds:0.0} s. Making the history…"
                )
            );
            import.Finish();
            Print("Done.");
        }
        catch (Exception e)
            when (e
                    is StorageException
                        or LogDamagedException
                        or TooNewException
                        or HistoryBrokenException
            )
        {
            throw new CannotException($"{e.Message} Nothing was changed after that.", e);
        }
    }

    private void Print(string line) => output.WriteLine(line);

    private static string Count(long messages) =>
        messages == 1 ? "1 message" : $"{messages} messages";
}
