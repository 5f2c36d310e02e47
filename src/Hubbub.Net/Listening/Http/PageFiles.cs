using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.IO.Compression;
using System.Reflection;
using System.Text;

namespace Hubbub.Net.Listening.Http;

/// <summary>One file of the page, as a browser gets it.</summary>
/// <param name="Encoding">Of the body, as <c>Content-Encoding</c> has it; null: plain.</param>
internal sealed record PageFile(byte[] Body, string Type, string? Encoding, string Caching);

/// <summary>
/// The page (<c>web/</c>), embedded by the build and compressed there. Files under <c>assets/</c>
/// have a hash of their content in their name, so that they may be kept for ever.
/// </summary>
internal sealed class PageFiles
{
    private const string Folder = "page/";

    private const string Compressed = ".br";

    private readonly FrozenDictionary<string, byte[]> _brotli;

    /// <summary>For browsers that do not take Brotli: over plain HTTP none does. Made when first asked for.</summary>
    private readonly ConcurrentDictionary<(string Path, string Encoding), byte[]> _other = [];

    private PageFiles(string index, FrozenDictionary<string, byte[]> brotli)
    {
        Index = index;
        _brotli = brotli;
    }

    /// <summary>Null: this server was built without the page.</summary>
    public static PageFiles? Embedded { get; } = Load(typeof(PageFiles).Assembly);

    /// <summary>The page itself, with places for the server's name and address.</summary>
    public string Index { get; }

    /// <param name="path">As in the request: begins with a slash.</param>
    /// <param name="accepted">The request's <c>Accept-Encoding</c>.</param>
    public PageFile? Find(string path, string accepted)
    {
        if (!_brotli.TryGetValue(path.TrimStart('/'), out var brotli))
            return null;
        var encoding =
            Takes(accepted, "br") ? "br"
            : Takes(accepted, "gzip") ? "gzip"
            : "identity";
        var body =
            encoding == "br"
                ? brotli
                : _other.GetOrAdd((path, encoding), key => Recoded(brotli, key.Encoding));
        var caching = path.StartsWith("/assets/", StringComparison.Ordinal)
            ? "public, max-age=31536000, immutable"
            : "no-cache";
        return new(body, TypeOf(path), encoding == "identity" ? null : encoding, caching);
    }

    private static PageFiles? Load(Assembly assembly)
    {
        string? index = null;
        var brotli = new Dictionary<string, byte[]>();
        foreach (var name in assembly.GetManifestResourceNames())
        {
            // Where it was built on Windows, folders end with a backslash.
            var path = name.Replace('\\', '/');
            if (!path.StartsWith(Folder, StringComparison.Ordinal))
                continue;
            var bytes = Read(assembly, name);
            if (path == Folder + "index.html")
                index = Encoding.UTF8.GetString(bytes);
            else if (path.EndsWith(Compressed, StringComparison.Ordinal))
                brotli[path[Folder.Length..^Compressed.Length]] = bytes;
        }

        return index is null ? null : new(index, brotli.ToFrozenDictionary());
    }

    private static byte[] Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static byte[] Recoded(byte[] brotli, string encoding)
    {
        using var source = new BrotliStream(new MemoryStream(brotli), CompressionMode.Decompress);
        using var result = new MemoryStream();
        if (encoding == "gzip")
        {
            using var gzip = new GZipStream(result, CompressionLevel.SmallestSize);
            source.CopyTo(gzip);
        }
        else
        {
            source.CopyTo(result);
        }

        return result.ToArray();
    }

    private static bool Takes(string accepted, string encoding) =>
        accepted
            .Split(',', StringSplitOptions.TrimEntries)
            .Any(one =>
                one.Split(';')[0].Trim().Equals(encoding, StringComparison.OrdinalIgnoreCase)
                && !one.Replace(" ", "", StringComparison.Ordinal)
                    .EndsWith(";q=0", StringComparison.Ordinal)
            );

    private static string TypeOf(string path) =>
        Path.GetExtension(path) switch
        {
            ".js" => "text/javascript; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".svg" => "image/svg+xml",
            ".png" => "image/png",
            ".webmanifest" => "application/manifest+json",
            _ => "application/octet-stream",
        };
}
