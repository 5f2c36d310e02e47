namespace Hubbub.Cli.Screen;

/// <summary>For a person at a terminal: <c>12:03  ada came (192.168.1.5)</c></summary>
internal sealed class ScreenNotices(LineOut output, TimeProvider time) : INotices
{
    public void Started(StartFacts facts)
    {
        output.Write(StartText.For(facts));
        if (facts.OthersLink is { } link)
            output.Write(QrCode.Draw(link));
    }

    public void Came(string name, string address) => Tell($"{name} came ({address})");

    public void Went(string name, string reason) => Tell($"{name} went ({Notices.Reason(reason)})");

    public void Warn(string sentence) => Tell("! " + sentence);

    public void Fingerprint(string sha256) => Tell($"TLS certificate, SHA-256 {sha256}");

    public void UdpFingerprint(string sha256) => Tell($"UDP identity, SHA-256 {sha256}");

    public void Ended(string reason) => Tell(reason);

    private void Tell(string text) =>
        output.Write(time.GetLocalNow().ToString("HH:mm", null) + "  " + Visible.Of(text));
}
