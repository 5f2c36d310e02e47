namespace Hubbub.Protocols.Logs;

/// <summary>The formats that can be read: one table.</summary>
public static class ForeignFormats
{
    public static readonly IReadOnlyList<IForeignFormat> All =
    [
        new WeeChatFormat(),
        new IrssiFormat(),
        new BracketFormat("znc", hasSeconds: true),
        new BracketFormat("energymech", hasSeconds: false),
    ];

    public static string Names => string.Join(", ", All.Select(format => format.Name).Order());

    /// <summary>Null: there is no such.</summary>
    public static IForeignFormat? Named(string name) =>
        All.FirstOrDefault(format => format.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The one that knows most of these lines; null: none knows any.</summary>
    public static IForeignFormat? Recognise(IReadOnlyList<string> lines)
    {
        var best = All.Select(format =>
                (Format: format, Known: lines.Count(line => format.Read(line) is not null))
            )
            .MaxBy(one => one.Known);
        return best.Known > 0 ? best.Format : null;
    }
}
