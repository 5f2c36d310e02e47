using System.Globalization;
using System.Net.Sockets;
using Hubbub.Cli.Screen;
using Hubbub.Client.Connecting;
using Hubbub.Client.Discovery;
using Hubbub.Client.Trust;
using Hubbub.Terminal.Tty;

namespace Hubbub.Cli.Join;

/// <summary>`hubbub join` alone: which servers there are, and which it is to be.</summary>
internal static class Nearby
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMilliseconds(1_800);
    private static readonly TimeSpan s_probe = TimeSpan.FromMilliseconds(500);
    private const int MostUsed = 9;

    private sealed record Place(Destination Destination, string Words);

    /// <exception cref="CannotException">There is none, or none was chosen.</exception>
    public static async Task<Destination> ChooseAsync(KnownServers known)
    {
        await Console.Out.WriteLineAsync("Looking for servers …");
        var places = await FindAsync(known);
        if (places.Count == 0)
        {
            throw new CannotException(
                "No server was found on this computer or this network. Say which one: hubbub join HOST [PORT]. Start one: hubbub serve."
            );
        }

        for (var i = 0; i < places.Count; i++)
            await Console.Out.WriteLineAsync(
                $"  {i + 1}  {places[i].Destination, -28} {Visible.Of(places[i].Words)}"
            );
        await Console.Out.WriteAsync("Which one [1]: ");
        while (TerminalLine.Read() is { } typed)
        {
            var word = typed.Trim();
            if (word.Length == 0)
                return places[0].Destination;
            if (
                int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number >= 1
                && number <= places.Count
            )
                return places[number - 1].Destination;
            await Console.Out.WriteAsync($"A number from 1 to {places.Count}: ");
        }

        throw new CannotException("No server was chosen.");
    }

    private static async Task<List<Place>> FindAsync(KnownServers known)
    {
        using var limit = new CancellationTokenSource(s_longest);
        var here = new Destination("localhost", Destination.DefaultPort, IsTls: false);
        var isHere = ProbeAsync(here, limit.Token);
        var used = known.All.Take(MostUsed).ToList();
        var answers = await Browser.BrowseAsync(limit.Token);
        var places = new List<Place>();
        if (await isHere)
            places.Add(new(here, "on this computer"));
        places.AddRange(
            answers.Select(s => new Place(
                new Destination(s.Address.ToString(), s.Port, IsTls: false),
                $"{s.Name}, on this network"
            ))
        );
        places.AddRange(
            used.Select(s => new Place(
                s.Destination,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"used before, {s.Used.ToLocalTime():yyyy-MM-dd}"
                )
            ))
        );
        return [.. places.DistinctBy(p => (p.Destination.Host, p.Destination.Port))];
    }

    private static async Task<bool> ProbeAsync(Destination destination, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(s_probe);
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(destination.Host, destination.Port, limit.Token);
            return true;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return false;
        }
    }
}
