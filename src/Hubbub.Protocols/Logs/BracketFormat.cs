using System.Globalization;
using Hubbub.Core;

namespace Hubbub.Protocols.Logs;

/// <summary>
/// <c>[12:34:56] &lt;nick&gt; text</c>, events after <c>***</c>; the day stands in the file's name. ZNC's log
/// module has seconds (<see href="https://wiki.znc.in/Log"/>), EnergyMech has none.
/// </summary>
internal sealed class BracketFormat(string name, bool hasSeconds) : IForeignFormat
{
    public string Name => name;

    public ForeignLine? Read(ReadOnlySpan<char> line)
    {
        if (
            !Scan.TryTake(ref line, "[")
            || !Scan.TryTime(ref line, out var time, out var seconds)
            || seconds != hasSeconds
            || !Scan.TryTake(ref line, "] ")
        )
            return null;
        if (line.StartsWith("*** ", StringComparison.Ordinal))
            return ForeignEvent.Instance;
        return Scan.Said(line, time);
    }

    public string Write(ForeignSaid said)
    {
        var time = said.Time.ToString(
            hasSeconds ? "HH:mm:ss" : "HH:mm",
            CultureInfo.InvariantCulture
        );
        return said.Kind switch
        {
            MessageKind.Action => $"[{time}] * {said.Nick} {said.Text}",
            MessageKind.Notice => $"[{time}] -{said.Nick}- {said.Text}",
            _ => $"[{time}] <{said.Nick}> {said.Text}",
        };
    }
}
