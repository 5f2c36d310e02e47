using System.Globalization;
using System.Text;
using Hubbub.Cli.Serving;
using Hubbub.Net;
using Hubbub.Net.Listening;

namespace Hubbub.Cli.Screens;

/// <summary>What the server's user reads: that it has started and how to join; who comes, who goes.</summary>
internal abstract class Screen : IServerNotices
{
    public static Screen For(ServeOptions options)
    {
        Console.OutputEncoding = Encoding.UTF8;
        if (options.LogsJson)
            return new JsonScreen(Console.Out);
        return new TextScreen(Console.Out, isTerminal: !Console.IsOutputRedirected);
    }

    /// <param name="data">Null: nothing is kept.</param>
    public abstract void Started(
        ServeOptions options,
        IReadOnlyList<ListenEndpoint> endpoints,
        string? data
    );

    public abstract void Came(string name, string address);

    public abstract void Went(string name, string reason);

    public abstract void Warn(string sentence);

    public abstract void Fingerprint(string sha256);

    public abstract void Ending();

    public abstract void Ended();

    /// <summary>Names and reasons come from others: nothing in them may move the cursor or ring.</summary>
    protected static string Visible(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) ? '\u00B7' : c));

    protected static string Now() =>
        DateTime.Now.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
