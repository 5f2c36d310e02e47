using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Hubbub.Client.Connecting;

namespace Hubbub.Client.Trust;

public enum TrustResult
{
    /// <summary>Seen for the first time, remembered.</summary>
    New,
    Same,
    Changed,
}

public static class Fingerprint
{
    /// <summary>SHA-256 over the certificate, in hexadecimal digits.</summary>
    public static string Of(X509Certificate certificate) =>
        Convert.ToHexStringLower(SHA256.HashData(certificate.GetRawCertData()));

    /// <summary>As people write it: with colons or spaces, in capitals.</summary>
    public static string? Parse(string text)
    {
        var digits = text.Replace(":", "", StringComparison.Ordinal)
            .Replace(" ", "", StringComparison.Ordinal)
            .ToLowerInvariant();
        return digits.Length == 64 && digits.All(char.IsAsciiHexDigit) ? digits : null;
    }
}

/// <param name="Fingerprint">Null: it showed no certificate or identity of its own.</param>
public sealed record KnownServer(Destination Destination, string? Fingerprint, DateTimeOffset Used);

/// <summary>
/// The servers that were joined: trust at first use, and where one has been. A text file, one
/// server and way (TCP, UDP) a line; what cannot be read counts as unknown.
/// </summary>
public sealed class KnownServers(string path, TimeProvider time)
{
    private const int Most = 1_000;

    private readonly Lock _gate = new();

    /// <summary>Latest used first.</summary>
    public IReadOnlyList<KnownServer> All
    {
        get
        {
            lock (_gate)
                return [.. Read().OrderByDescending(s => s.Used)];
        }
    }

    public string? FingerprintOf(Destination destination)
    {
        lock (_gate)
            return Find(Read(), destination)?.Fingerprint;
    }

    public TrustResult Check(Destination destination, string fingerprint)
    {
        lock (_gate)
        {
            var remembered = Find(Read(), destination)?.Fingerprint;
            if (remembered == fingerprint)
                return TrustResult.Same;
            if (remembered is not null)
                return TrustResult.Changed;
            Put(destination, fingerprint);
            return TrustResult.New;
        }
    }

    /// <summary>From now on this one (<c>--trust</c>).</summary>
    public void Trust(Destination destination, string fingerprint)
    {
        lock (_gate)
            Put(destination, fingerprint);
    }

    /// <summary>It was joined.</summary>
    public void Used(Destination destination)
    {
        lock (_gate)
            Put(destination, Find(Read(), destination)?.Fingerprint);
    }

    private void Put(Destination destination, string? fingerprint)
    {
        var servers = Read();
        if (Find(servers, destination) is { } old)
            servers.Remove(old);
        servers.Add(new(destination, fingerprint, time.GetUtcNow()));
        Write(servers.OrderByDescending(s => s.Used).Take(Most));
    }

    private static KnownServer? Find(List<KnownServer> servers, Destination destination) =>
        servers.Find(s =>
            s.Destination.Port == destination.Port
            // A certificate and an identity are two keys of one server.
            && s.Destination.IsUdp == destination.IsUdp
            && s.Destination.Host.Equals(destination.Host, StringComparison.OrdinalIgnoreCase)
        );

    private List<KnownServer> Read()
    {
        try
        {
            return File.Exists(path)
                ? [.. File.ReadLines(path).Take(Most).Select(Parse).OfType<KnownServer>()]
                : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static KnownServer? Parse(string line) =>
        line.Split(' ') is [var host, var port, var way, var fingerprint, var used]
        && int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && DateTimeOffset.TryParse(used, CultureInfo.InvariantCulture, out var at)
            ? new(
                new Destination(host, number, IsTls: way == "tls") { IsUdp = way == "udp" },
                fingerprint == "-" ? null : fingerprint,
                at
            )
            : null;

    private static string Write(KnownServer server)
    {
        var (host, port) = (server.Destination.Host, server.Destination.Port);
        var way =
            server.Destination.IsUdp ? "udp"
            : server.Destination.IsTls ? "tls"
            : "plain";
        return $"{host} {port} {way} {server.Fingerprint ?? "-"} {server.Used.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}";
    }

    /// <summary>Whole or not at all: by another file that takes its place.</summary>
    private void Write(IEnumerable<KnownServer> servers)
    {
        var lines = servers.Select(Write);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var other = path + ".new";
            File.WriteAllLines(other, lines);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(other, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.Move(other, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Not remembered: the next time counts as the first.
        }
    }
}
