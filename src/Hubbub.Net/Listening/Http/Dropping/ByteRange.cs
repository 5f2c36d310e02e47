using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Hubbub.Net.Listening.Http.Dropping;

/// <summary>What of a file is asked for.</summary>
/// <param name="IsPart">206; else all of it.</param>
internal readonly record struct ByteRange(long From, long Length, bool IsPart)
{
    /// <summary>
    /// RFC 9110 14: one range in bytes. Several, another unit or what cannot be read is passed over ("a server MAY
    /// ignore the Range header field"). Null: 416, nothing of it is there.
    /// </summary>
    /// <param name="tag">Of the file as it is: <c>If-Range</c> with another asks for all of it.</param>
    public static ByteRange? Of(HttpRequest request, long size, EntityTagHeaderValue tag)
    {
        var all = new ByteRange(0, size, IsPart: false);
        if (
            !HttpMethods.IsGet(request.Method)
            || !RangeHeaderValue.TryParse(request.Headers.Range.ToString(), out var header)
            || header.Unit != "bytes"
            || header.Ranges.Count != 1
            || IsOfAnother(request, tag)
        )
            return all;
        var asked = header.Ranges.First();
        if (asked.From is { } from)
        {
            if (from >= size)
                return null;
            var last = Math.Min(asked.To ?? (size - 1), size - 1);
            return new ByteRange(from, last - from + 1, IsPart: true);
        }

        var tail = Math.Min(asked.To ?? 0, size);
        return tail == 0 ? null : new ByteRange(size - tail, tail, IsPart: true);
    }

    private static bool IsOfAnother(HttpRequest request, EntityTagHeaderValue tag)
    {
        var given = request.Headers.IfRange.ToString();
        return given.Length > 0
            && !(EntityTagHeaderValue.TryParse(given, out var its) && its.Compare(tag, true));
    }
}
