using Hubbub.Cli.Serving;
using Hubbub.Net.Listening;

namespace Hubbub.Cli.Screens;

/// <summary>Readable lines.</summary>
/// <param name="isTerminal">Also a QR code of the link, for phones.</param>
internal sealed class TextScreen(TextWriter output, bool isTerminal) : Screen
{
    private readonly Lock _lock = new();

    public override void Started(
        ServeOptions options,
        IReadOnlyList<ListenEndpoint> endpoints,
        string? data
    )
    {
        var places = Places.Of(endpoints);
        var best = places[0];
        lock (_lock)
        {
            foreach (var endpoint in endpoints)
                output.WriteLine(
                    $"{options.Name} has started on {endpoint.Host}, port {endpoint.Port}."
                );
            output.WriteLine();
            output.WriteLine("To join:");
            foreach (var place in places)
            {
                output.WriteLine($"  in a terminal       nc {place.Host} {place.Port}");
                output.WriteLine(
                    $"  with an IRC client  irc://{place}/lobby  (TLS: ircs://{place}/lobby)"
                );
                output.WriteLine($"  in a browser        http://{place}/");
            }

            output.WriteLine();
            output.WriteLine(
                data is null
                    ? "Nothing is kept: everything is gone when the server ends."
                    : $"Everything said is kept in {data}"
            );
            if (endpoints.All(endpoint => endpoint.IsLoopback))
                output.WriteLine(
                    "Only this machine can join. With --lan everyone on the network can."
                );
            else if (isTerminal)
                output.Write(QrCode.Draw($"http://{best}/"));
            output.WriteLine("Ctrl-C ends the server.");
            output.Flush();
        }
    }

    public override void Came(string name, string address) =>
        Line($"{Visible(name)} came ({address})");

    public override void Went(string name, string reason) =>
        Line(
            reason.Length == 0
                ? $"{Visible(name)} left"
                : $"{Visible(name)} left ({Visible(reason)})"
        );

    public override void Warn(string sentence) => Line($"! {Visible(sentence)}");

    public override void Fingerprint(string sha256) =>
        Line($"The TLS certificate's SHA-256 fingerprint: {sha256}");

    public override void Ending() => Line("Ending: everyone is told.");

    public override void Ended() => Line("The server has ended.");

    private void Line(string text)
    {
        lock (_lock)
        {
            output.WriteLine($"{Now()}  {text}");
            output.Flush();
        }
    }
}
