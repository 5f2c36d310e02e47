using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Hubbub.Core;
using Hubbub.Protocols;
using Hubbub.Protocols.Http;
using Microsoft.AspNetCore.Http;

namespace Hubbub.Net.Listening.Http.Bots;

/// <summary>
/// <c>/rooms/NAME</c> for programs: POST says what its body holds, GET reads, and waits for more
/// where there is nothing new (docs/bots.md).
/// </summary>
internal sealed class RoomsDoor(
    IConnectionHost host,
    BotSessions sessions,
    CancellationToken stopping
)
{
    private const int UsualLines = 50;
    private const int UsualWait = 25;
    private const int LongestWait = 60;

    /// <summary>A busy room elsewhere wakes whoever waits; not more often than this.</summary>
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    public static bool IsFor(PathString path) =>
        path.StartsWithSegments("/rooms", StringComparison.Ordinal);

    public async Task<BotReply> RespondAsync(HttpContext context)
    {
        var request = context.Request;
        if (host.Face.Bots.NameOf(TokenOf(request)) is not { } name)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return BotReply.Fail(
                401,
                "This needs a token: an operator makes one by /token NAME. Give it as “Authorization: Bearer TOKEN”."
            );
        }

        if (RoomIn(request.Path) is not { } room)
            return BotReply.Fail(404, "There is no such room. A path looks like /rooms/lobby.");
        var isPost = HttpMethods.IsPost(request.Method);
        if (!isPost && !HttpMethods.IsGet(request.Method))
        {
            context.Response.Headers.Allow = "GET, POST";
            return BotReply.Fail(405, "GET reads a room, POST says something in it.");
        }

        if (sessions.Of(name, context) is not { } session)
            return BotReply.Fail(503, "The server is full. Try again later.");
        return isPost
            ? await SayAsync(context, session, room)
            : await ReadAsync(context, session, room);
    }

    private static async Task<BotReply> SayAsync(
        HttpContext context,
        BotSession session,
        string room
    )
    {
        var (text, length) = await BodyAsync(context);
        if (length > Measure.MostBytes)
            return BotReply.Fail(413, $"At most {Measure.MostBytes} bytes may be said at once.");
        if (!Utf8.IsValid(text))
            return BotReply.Fail(400, "The text is not UTF-8. Send it as UTF-8.");
        var said = Lines.Tidy(text);
        if (said.Length == 0)
            return BotReply.Fail(400, "There is nothing to say: the text is the request's body.");
        return said.AsSpan().Count((byte)'\n') >= Measure.MostLines
            ? BotReply.Fail(413, $"At most {Measure.MostLines} lines may be said at once.")
            : await session.AskAsync(new SayCall(room, said));
    }

    private async Task<BotReply> ReadAsync(HttpContext context, BotSession session, string room)
    {
        var query = context.Request.Query;
        MessageId? after = null;
        if (query["after"].ToString() is { Length: > 0 } token)
        {
            if (!host.Face.Tokens.TryRead(Encoding.UTF8.GetBytes(token), out var id))
                return BotReply.Fail(404, "“after” is not the id of a message of this server.");
            after = id;
        }

        if (
            Number(query["limit"], UsualLines, 1, host.Face.HistoryLimit) is not { } most
            || Number(query["wait"], UsualWait, 0, LongestWait) is not { } wait
        )
        {
            return BotReply.Fail(
                400,
                $"“limit” is a number from 1 to {host.Face.HistoryLimit}, “wait” one of seconds from 0 to {LongestWait}."
            );
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted,
            stopping
        );
        patience.CancelAfter(TimeSpan.FromSeconds(wait));
        while (true)
        {
            // Taken before reading: what is said meanwhile is not missed.
            var said = session.Said;
            var reply = await session.AskAsync(new ReadCall(room, after, most));
            if (!reply.IsEmpty || after is null || patience.IsCancellationRequested)
                return reply;
            try
            {
                await said.WaitAsync(patience.Token);
                await Task.Delay(s_pause, patience.Token);
            }
            catch (OperationCanceledException)
            {
                // Once more: what came in the pause.
            }
        }
    }

    /// <summary>Never more than may be said is read, whatever is sent.</summary>
    private static async Task<(byte[] Text, int Length)> BodyAsync(HttpContext context)
    {
        var buffer = new byte[Measure.MostBytes + 1];
        var length = 0;
        try
        {
            while (length < buffer.Length)
            {
                var read = await context.Request.Body.ReadAsync(
                    buffer.AsMemory(length),
                    context.RequestAborted
                );
                if (read == 0)
                    break;
                length += read;
            }
        }
        catch (BadHttpRequestException tooMuch)
            when (tooMuch.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            length = buffer.Length;
        }

        return (buffer[..length], length);
    }

    /// <summary>Bearer; Basic with any name, as <c>curl -u</c> has it; or <c>?token=</c>.</summary>
    private static string TokenOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return header["Bearer ".Length..].Trim();
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
            return request.Query["token"].ToString();
        Span<byte> pair = stackalloc byte[256];
        return Convert.TryFromBase64String(header["Basic ".Length..].Trim(), pair, out var length)
            ? Encoding.UTF8.GetString(pair[..length]).Split(':', 2)[^1]
            : "";
    }

    /// <summary>With its #, which cannot stand in a path; null: it is no room's name.</summary>
    private static string? RoomIn(PathString path)
    {
        var name = path.Value!["/rooms".Length..].Trim('/');
        var room = "#" + name.TrimStart('#');
        return new NameRules().RefuseRoom(room) is null ? room : null;
    }

    private static int? Number(string? given, int usual, int least, int most)
    {
        if (string.IsNullOrEmpty(given))
            return Math.Min(usual, most);
        return
            int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least
            && number <= most
            ? number
            : null;
    }
}
