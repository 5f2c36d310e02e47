using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Hubbub.Net.Listening.Tls;

/// <summary>ECDSA P-256, ten years; clients trust its fingerprint, not its name.</summary>
internal static class SelfSignedCertificate
{
    public const string FileName = "tls.pem";

    private const int Years = 10;

    public static X509Certificate2 LoadOrMake(string? folder, IReadOnlyList<string> hostNames)
    {
        if (folder is null)
            return X509Certificate2.CreateFromPem(Make(hostNames, out var key), key);
        var file = Path.Combine(folder, FileName);
        if (!File.Exists(file))
            KeyFile.Keep(file, Make(hostNames, out var newKey) + "\n" + newKey + "\n");
        return X509Certificate2.CreateFromPemFile(file);
    }

    private static string Make(IReadOnlyList<string> hostNames, out string key)
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var machine = Dns.GetHostName();
        var name = new X500DistinguishedNameBuilder();
        name.AddCommonName(machine.Length is > 0 and <= 64 ? machine : "hubbub");
        var request = new CertificateRequest(name.Build(), ecdsa, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(Names([machine, .. hostNames]));
        request.CertificateExtensions.Add(
            new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false)
        );
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(false, false, 0, critical: true)
        );
        // A day back: clocks differ.
        var from = TimeProvider.System.GetUtcNow().AddDays(-1);
        using var certificate = request.CreateSelfSigned(from, from.AddYears(Years));
        key = ecdsa.ExportPkcs8PrivateKeyPem();
        return certificate.ExportCertificatePem();
    }

    private static X509Extension Names(IEnumerable<string> hostNames)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        foreach (
            var name in hostNames.Prepend("localhost").Distinct(StringComparer.OrdinalIgnoreCase)
        )
        {
            if (IPAddress.TryParse(name, out var address))
            {
                if (!IPAddress.IsLoopback(address))
                    names.AddIpAddress(address);
            }
            else if (Uri.CheckHostName(name) == UriHostNameType.Dns)
            {
                names.AddDnsName(name);
            }
        }

        return names.Build();
    }
}
