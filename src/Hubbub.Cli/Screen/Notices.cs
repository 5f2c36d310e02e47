using Hubbub.Net;

namespace Hubbub.Cli.Screen;

/// <summary>What the server's user is told. Any thread; never waits.</summary>
internal interface INotices : IServerNotices
{
    void Started(StartFacts facts);

    /// <summary>A self-signed certificate is used for the first time in this run.</summary>
    void Fingerprint(string sha256);

    /// <summary>Somebody comes by UDP for the first time in this run: how they know the server again.</summary>
    void UdpFingerprint(string sha256);

    void Ended(string reason);
}

internal static class Notices
{
    /// <summary>Who gives no reason has simply left.</summary>
    public static string Reason(string given) => given.Length == 0 ? "left" : given;

    public static INotices For(Serve.LogFormat format, bool isTerminal, LineOut output) =>
        format switch
        {
            Serve.LogFormat.Json => new JsonNotices(output, TimeProvider.System),
            Serve.LogFormat.Text when isTerminal => new ScreenNotices(output, TimeProvider.System),
            Serve.LogFormat.Text => new LogNotices(output, TimeProvider.System),
        };
}
