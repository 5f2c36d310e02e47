using Hubbub.Cli.Screen;
using Hubbub.Client.State;

namespace Hubbub.Cli.Serve.AtConsole;

/// <summary>The server's notices, above the console's edit line.</summary>
/// <param name="ownName">Its user's, whose own coming is no news.</param>
/// <param name="after">For what is told when the console has gone.</param>
internal sealed class ConsoleNotices(
    Action<string, TellKind> note,
    Func<string> ownName,
    INotices after
) : INotices
{
    public void Started(StartFacts facts)
    {
        foreach (var line in StartText.For(facts).ReplaceLineEndings("\n").Split('\n'))
            note(line, TellKind.Plain);
        if (facts.OthersLink is { } link)
        {
            foreach (var row in QrCode.Rows(link))
                note(row, TellKind.Picture);
        }

        note("/help shows the commands.", TellKind.Plain);
        note("", TellKind.Plain);
    }

    public void Came(string name, string address)
    {
        if (address != ConsoleStream.ConsoleAddress)
            note($"{name} came ({address})", TellKind.Info);
    }

    public void Went(string name, string reason)
    {
        if (name != ownName())
            note($"{name} left ({Notices.Reason(reason)})", TellKind.Info);
    }

    public void Warn(string sentence) => note(sentence, TellKind.Error);

    public void Fingerprint(string sha256) =>
        note($"TLS certificate, SHA-256 {sha256}", TellKind.Info);

    public void UdpFingerprint(string sha256) =>
        note($"UDP identity, SHA-256 {sha256}", TellKind.Info);

    public void Ended(string reason) => after.Ended(reason);
}
