using Hubbub.Core;
using Hubbub.Node;
using Hubbub.Protocols;
using Hubbub.Storage;
using Hubbub.Storage.Sqlite;

namespace Hubbub.Cli.Reading;

/// <summary>
/// `hubbub log`: applies the log to a hub of its own, as a server would, and shows what came of it.
/// Every block is verified on the way.
/// </summary>
internal sealed class LogCommand(LogOptions options)
{
    private readonly Hub _hub = new();

    public int Run(TextWriter output)
    {
        try
        {
            using var file = LogFile.Open(options.Folder);
            var (blocks, entries) = Walk(file, output);
            if (options.Verify)
                output.WriteLine(
                    $"The log is whole: {entries} entries in {blocks} blocks, each fits its digest."
                );
            return ExitCode.Done;
        }
        catch (Exception e) when (e is StorageException or LogDamagedException)
        {
            throw new CannotException(e.Message, e);
        }
    }

    private (long Blocks, long Entries) Walk(LogFile file, TextWriter output)
    {
        var skipped = file.Skipped();
        var entries = new List<Entry>();
        var (blockCount, entryCount) = (0L, 0L);
        foreach (var stored in file.Blocks())
        {
            if (
                !BlockReader.TryRead(stored.Block, stored.First, entries, out _, verifyTexts: false)
            )
                throw new LogDamagedException(stored.First, $"block {stored.First} cannot be read");
            blockCount++;
            entryCount += entries.Count;
            foreach (var entry in options.Verify ? [] : entries)
                Apply(entry, skipped.Contains(entry.Index), output);
        }

        return (blockCount, entryCount);
    }

    private void Apply(in Entry entry, bool isSkipped, TextWriter output)
    {
        if (isSkipped)
        {
            _hub.PassOver(entry);
            return;
        }

        try
        {
            var events = _hub.Apply(entry);
            for (var ordinal = 0; ordinal < events.Count; ordinal++)
                Show(Told.Of(events[ordinal], ordinal, entry), output);
        }
        catch (DecideException)
        {
            // It had no effect when it was first decided on, either.
        }
    }

    private void Show(in Told told, TextWriter output)
    {
        if (told.At < options.Since || LogLine.Of(told) is not { } line)
            return;
        if (options.Room is { } room && NameRules.FoldRoom(line.Room) != room)
            return;
        if (
            !options.Words.All(word => line.Text.Contains(word, StringComparison.OrdinalIgnoreCase))
        )
            return;
        output.WriteLine(options.Json ? line.ToJson() : line.ToText(TimeZoneInfo.Local));
    }
}
