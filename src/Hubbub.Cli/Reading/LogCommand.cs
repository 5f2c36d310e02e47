using Hubbub.Core;
using Hubbub.Node;
using Hubbub.Protocols;
using Hubbub.Storage;
using Hubbub.Storage.Sqlite;

namespace Hubbub.Cli.Reading;

/// <summary>
/// `hubbub log`: applies the log to a hub of its own, as a server would, and shows what came of it.
/// Twice, because what is forgotten stands behind what it forgets. Every block is verified on the way.
/// </summary>
internal sealed class LogCommand(LogOptions options)
{
    public int Run(TextWriter output)
    {
        try
        {
            using var file = LogFile.Open(options.Folder);
            if (options.Verify)
                Verify(file, output);
            else
                Show(file, output);
            return ExitCode.Done;
        }
        catch (Exception e) when (e is StorageException or LogDamagedException)
        {
            throw new CannotException(e.Message, e);
        }
    }

    private static void Verify(LogFile file, TextWriter output)
    {
        var (blocks, entries) = Walk(file, (_, _) => { });
        output.WriteLine(
            $"The log is whole: {entries} entries in {blocks} blocks, each fits its digest."
        );
    }

    private void Show(LogFile file, TextWriter output)
    {
        var hub = Replay(file, _ => { });
        var answer = (ForgettingsAnswer)hub.Answer(default, new Forgettings());
        var rooms = answer.Rooms.ToDictionary(room => room.Room, room => room.Forgotten.UpTo);
        Replay(
            file,
            told =>
            {
                if (LogLine.Of(told) is not { } line)
                    return;
                if (line.Index > rooms.GetValueOrDefault(line.Id, answer.Others.UpTo))
                    Show(line, output);
            }
        );
    }

    private void Show(LogLine line, TextWriter output)
    {
        if (line.At < options.Since)
            return;
        if (options.Room is { } room && NameRules.FoldRoom(line.Room) != room)
            return;
        if (
            !options.Words.All(word => line.Text.Contains(word, StringComparison.OrdinalIgnoreCase))
        )
            return;
        output.WriteLine(options.Json ? line.ToJson() : line.ToText(TimeZoneInfo.Local));
    }

    /// <summary>All that was told, from the beginning.</summary>
    private static Hub Replay(LogFile file, Action<Told> tell)
    {
        var hub = new Hub();
        Walk(
            file,
            (entry, isSkipped) =>
            {
                if (isSkipped)
                    hub.PassOver(entry);
                else
                    Apply(hub, entry, tell);
            }
        );
        return hub;
    }

    private static void Apply(Hub hub, in Entry entry, Action<Told> tell)
    {
        try
        {
            var events = hub.Apply(entry);
            for (var ordinal = 0; ordinal < events.Count; ordinal++)
                tell(Told.Of(events[ordinal], ordinal, entry));
        }
        catch (DecideException)
        {
            // It had no effect when it was first decided on, either.
        }
    }

    private static (long Blocks, long Entries) Walk(LogFile file, Action<Entry, bool> each)
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
            foreach (var entry in entries)
                each(entry, skipped.Contains(entry.Index));
        }

        return (blockCount, entryCount);
    }
}
