namespace Hubbub.Net.Listening.Http.Dropping;

/// <summary>
/// What a file is by its name, as <c>Content-Type</c> says it, and whether a browser may show it by itself: what
/// only can be looked at or heard, not what can run or link.
/// </summary>
internal static class MediaTypes
{
    private static readonly Dictionary<string, (string Type, bool IsShown)> s_types = new(
        StringComparer.OrdinalIgnoreCase
    )
    {
        [".txt"] = ("text/plain; charset=utf-8", true),
        [".md"] = ("text/plain; charset=utf-8", true),
        [".log"] = ("text/plain; charset=utf-8", true),
        [".csv"] = ("text/csv; charset=utf-8", false),
        [".json"] = ("application/json", false),
        [".html"] = ("text/html; charset=utf-8", false),
        [".htm"] = ("text/html; charset=utf-8", false),
        [".svg"] = ("image/svg+xml", false),
        [".xml"] = ("application/xml", false),
        [".pdf"] = ("application/pdf", false),
        [".zip"] = ("application/zip", false),
        [".gz"] = ("application/gzip", false),
        [".tgz"] = ("application/gzip", false),
        [".tar"] = ("application/x-tar", false),
        [".7z"] = ("application/x-7z-compressed", false),
        [".png"] = ("image/png", true),
        [".jpg"] = ("image/jpeg", true),
        [".jpeg"] = ("image/jpeg", true),
        [".gif"] = ("image/gif", true),
        [".webp"] = ("image/webp", true),
        [".avif"] = ("image/avif", true),
        [".bmp"] = ("image/bmp", true),
        [".mp3"] = ("audio/mpeg", true),
        [".ogg"] = ("audio/ogg", true),
        [".opus"] = ("audio/ogg", true),
        [".flac"] = ("audio/flac", true),
        [".wav"] = ("audio/wav", true),
        [".m4a"] = ("audio/mp4", true),
        [".mp4"] = ("video/mp4", true),
        [".webm"] = ("video/webm", true),
        [".mov"] = ("video/quicktime", true),
    };

    public static (string Type, bool IsShown) Of(string name) =>
        s_types.TryGetValue(Path.GetExtension(name), out var found)
            ? found
            : ("application/octet-stream", false);
}
