using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Hubbub.Net.Listening.Tls;

/// <summary>
/// The server's certificate: the user's own, or one that is made at the first need. No
/// cryptography is touched before somebody speaks TLS (or a certificate was given).
/// </summary>
public sealed class Certificates
{
    private readonly Lazy<SslStreamCertificateContext> _context;

    private Certificates(Func<SslStreamCertificateContext> make) =>
        _context = new(make, LazyThreadSafetyMode.ExecutionAndPublication);

    /// <summary>The user's own, PEM. Read at once, so that a mistake is told at the start.</summary>
    /// <param name="keyFile">Null: the key is in the same file.</param>
    /// <exception cref="ListenException">A file is missing, is no PEM, or the two do not belong together.</exception>
    public static Certificates FromFiles(string certificateFile, string? keyFile)
    {
        var context = Load(certificateFile, keyFile);
        return new(() => context);
    }

    /// <summary>Self-signed, made at the first need and kept.</summary>
    /// <param name="folder">Where it is kept (<c>tls.pem</c>, 0600). Null: in memory only.</param>
    /// <param name="hostNames">For whom it stands, besides localhost and this machine's name.</param>
    /// <param name="fingerprint">Told the SHA-256 (hex pairs with colons) at its first use.</param>
    public static Certificates SelfSigned(
        string? folder,
        IReadOnlyList<string> hostNames,
        Action<string> fingerprint
    ) =>
        new(() =>
        {
            var certificate = SelfSignedCertificate.LoadOrMake(folder, hostNames);
            fingerprint(Fingerprint(certificate));
            return SslStreamCertificateContext.Create(certificate, null, offline: true);
        });

    internal SslStreamCertificateContext Context => _context.Value;

    internal static string Fingerprint(X509Certificate2 certificate) =>
        string.Join(':', SHA256.HashData(certificate.RawData).Select(b => b.ToString("X2", null)));

    private static SslStreamCertificateContext Load(string certificateFile, string? keyFile)
    {
        foreach (var file in new[] { certificateFile, keyFile ?? certificateFile })
        {
            if (!File.Exists(file))
                throw new ListenException($"There is no file {file}. Check --cert and --key.");
        }

        try
        {
            var certificate = X509Certificate2.CreateFromPemFile(certificateFile, keyFile);
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(certificateFile);
            return SslStreamCertificateContext.Create(certificate, chain, offline: true);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new ListenException(
                $"The certificate {certificateFile} and the key {keyFile ?? certificateFile} cannot be used: {Why(e)} Both have to be PEM, without a passphrase, and belong together.",
                e
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ListenException(
                $"The certificate or its key cannot be read: {e.Message} Check the rights of the files.",
                e
            );
        }
    }

    private static string Why(Exception e) =>
        e is ArgumentException ? "they do not belong together." : "they are not whole PEM files.";
}
