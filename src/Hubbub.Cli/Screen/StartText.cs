using System.Text;
using Hubbub.Core;
using Hubbub.Net.Listening;
using Hubbub.Protocols;

namespace Hubbub.Cli.Screen;

/// <summary>What is told when the server has started.</summary>
/// <param name="OthersAddresses">Where people on other machines reach it.</param>
/// <param name="DataFolder">Null: nothing is kept.</param>
/// <param name="Keep">How long what is said stays.</param>
internal sealed record StartFacts(
    string Version,
    IReadOnlyList<ListenEndpoint> Endpoints,
    IReadOnlyList<string> OthersAddresses,
    string? DataFolder,
    long Keep = Core.Keep.Forever
)
{
    public int Port => Endpoints[0].Port;

    /// <summary>The host to be typed on this machine, or by whoever the server is open to.</summary>
    public string Host => OthersAddresses.Count > 0 ? OthersAddresses[0] : OwnHost;

    public string Link => LinkTo(Host);

    /// <summary>Null: it is open to this machine only.</summary>
    public string? OthersLink => OthersAddresses.Count > 0 ? LinkTo(OthersAddresses[0]) : null;

    public string LinkTo(string host) => $"http://{new ListenEndpoint(host, Port)}/";

    private string OwnHost =>
        Endpoints.Any(e => e.Host is "127.0.0.1" or "::1" or "0.0.0.0" or "::")
            ? "localhost"
            : Endpoints[0].Host;
}

internal static class StartText
{
    public static string For(StartFacts facts)
    {
        var text = new StringBuilder();
        var hosts = string.Join(", ", facts.Endpoints.Select(e => e.Host));
        text.AppendLine($"Hubbub {facts.Version} has started on {hosts}, port {facts.Port}.");
        text.AppendLine();
        text.AppendLine("To join:");
        text.AppendLine($"  IRC client    {facts.Host}, port {facts.Port} (plain or TLS)");
        text.AppendLine(
            $"  terminal      hubbub join {facts.Host} {facts.Port}  or  nc {facts.Host} {facts.Port}"
        );
        text.AppendLine($"  browser       {facts.Link}");
        foreach (var other in facts.OthersAddresses.Skip(1))
            text.AppendLine($"                {facts.LinkTo(other)}");
        text.AppendLine();
        text.AppendLine(
            facts.DataFolder is { } folder
                ? $"{Kept(facts.Keep)} in {Visible.Of(folder)}"
                : "Nothing is kept: what is said is gone when the server ends."
        );
        text.Append("Ctrl-C ends the server.");
        return text.ToString();
    }

    private static string Kept(long span) =>
        span == Keep.Forever
            ? "Everything said is kept"
            : $"What is said is kept {KeepWords.Of(span)}";
}
