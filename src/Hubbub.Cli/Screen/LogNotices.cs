namespace Hubbub.Cli.Screen;

/// <summary>For a log file: <c>2026-11-21T06:16:54Z came name="ada" address="192.168.1.5"</c></summary>
internal sealed class LogNotices(LineOut output, TimeProvider time) : INotices
{
    public void Started(StartFacts facts) => output.Write(StartText.For(facts));

    public void Came(string name, string address) =>
        Tell($"came name={Quote(name)} address={Quote(address)}");

    public void Went(string name, string reason) =>
        Tell($"went name={Quote(name)} reason={Quote(Notices.Reason(reason))}");

    public void Warn(string sentence) => Tell("warning " + Quote(sentence));

    public void Fingerprint(string sha256) => Tell($"certificate sha256={sha256}");

    public void UdpFingerprint(string sha256) => Tell($"udp-identity sha256={sha256}");

    public void Ended(string reason) => Tell("ended " + Quote(reason));

    private void Tell(string text) =>
        output.Write(time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", null) + " " + text);

    private static string Quote(string text) =>
        '"' + Visible.Of(text).Replace("\\", "\\\\").Replace("\"", "\\\"") + '"';
}
