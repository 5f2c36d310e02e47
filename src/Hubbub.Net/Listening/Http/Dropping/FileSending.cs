using System.Globalization;
using Hubbub.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Hubbub.Net.Listening.Http.Dropping;

/// <summary>
/// A file of the drop as an answer. Strangers wrote it: it gets a policy of its own under which nothing in it runs,
/// loads or is framed, and a browser shows by itself only what cannot do any of that.
/// </summary>
internal static class FileSending
{
    private const string Policy = "sandbox; default-src 'none'; style-src 'none'";

    /// <param name="path">Where its bytes lie.</param>
    /// <param name="once">How the bytes of a file for one time are sent.</param>
    public static async Task SendAsync(
        HttpContext context,
        DroppedFile file,
        string path,
        OneTimeSending once
    )
    {
        var (request, response) = (context.Request, context.Response);
        var tag = new EntityTagHeaderValue($"\"{file.Digest}\"");
        var headers = response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        // It may be removed: whoever has it asks whether it is still there.
        headers.CacheControl = file.IsHanded ? "private, no-store" : "private, no-cache";
        headers.ETag = tag.ToString();
        headers.AcceptRanges = "bytes";
        if (Has(request, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var (type, isShown) = MediaTypes.Of(file.Name);
        response.ContentType = type;
        var disposition = new ContentDispositionHeaderValue(
            isShown && !file.IsHanded ? "inline" : "attachment"
        );
        // RFC 6266: the name twice, once for those who read ASCII only.
        disposition.SetHttpFileName(file.Name);
        headers.ContentDisposition = disposition.ToString();
        if (ByteRange.Of(request, file.Size, tag) is not { } range)
        {
            response.StatusCode = StatusCodes.Status416RangeNotSatisfiable;
            headers.ContentRange = $"bytes */{file.Size}";
            response.ContentLength = 0;
            return;
        }

        response.ContentLength = range.Length;
        if (range.IsPart)
        {
            response.StatusCode = StatusCodes.Status206PartialContent;
            headers.ContentRange = string.Create(
                CultureInfo.InvariantCulture,
                $"bytes {range.From}-{range.From + range.Length - 1}/{file.Size}"
            );
        }

        if (HttpMethods.IsHead(request.Method))
            return;
        if (file.IsHanded)
        {
            // So that it is seen when it was taken.
            if (!HttpProtocol.IsHttp2(request.Protocol))
                headers.Connection = "close";
            await once.SendAsync(context, file, path, range);
        }
        else if (range.Length > 0)
            await response.SendFileAsync(path, range.From, range.Length, context.RequestAborted);
    }

    private static bool Has(HttpRequest request, EntityTagHeaderValue tag) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var theirs)
        && theirs.Any(one => one.Tag == "*" || one.Compare(tag, useStrongComparison: false));
}
