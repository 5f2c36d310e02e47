using System.Net;
using System.Text;
using Hubbub.Net.Dropping;
using Hubbub.Net.Listening.Http.Bots;
using Hubbub.Protocols.Drop;
using Hubbub.Protocols.Http;
using Microsoft.AspNetCore.Http;

namespace Hubbub.Net.Listening.Http.Dropping;

/// <summary>By what right a request brings or removes something (ADR 18).</summary>
internal sealed class Rights(ServerDrop drop, IConnectionHost host, BotSessions programs)
{
    private const string GuestName = "upload";

    private static readonly BotReply s_full = BotReply.Fail(
        503,
        "The server is full. Try again later."
    );

    /// <param name="word">A right that stands in the path; null: none does.</param>
    public async Task<(Bringer? Bringer, BotReply? Refused)> FindAsync(
        HttpContext context,
        string? word
    )
    {
        if (word is not null)
            return ByRight(context, word);
        var header = context.Request.Headers.Authorization.ToString();
        if (Rest(header, "Bearer ") is { } token)
        {
            return host.Face.Bots.NameOf(token) is not { } program ? ByRight(context, token)
                : programs.Of(program, context) is { } session
                    ? (new ProgramBringer(session, IsGuest: false, Target: null), null)
                : (null, s_full);
        }

        if (Rest(header, "Basic ") is { } pair)
            return await ByNameAsync(context, pair);
        return await ByAddressAsync(context);
    }

    private (Bringer?, BotReply?) ByRight(HttpContext context, string word)
    {
        if (drop.Links.Rights.Find(word) is not { } right)
        {
            return (
                null,
                BotReply.Fail(
                    401,
                    "That is no right to bring a file, or none any more. /upload in the room shows a new one."
                )
            );
        }

        return right.MadeBy.Length == 0
            ? (new SessionBringer(drop, right.Session, right.Target), null)
            : Guest(context, GuestName, right.Target);
    }

    /// <summary>Name and password, as <c>curl -u</c> has them.</summary>
    private async Task<(Bringer?, BotReply?)> ByNameAsync(HttpContext context, string pair)
    {
        var bytes = new byte[1024];
        var parts = Convert.TryFromBase64String(pair, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2)
            : [];
        if (parts.Length != 2 || host.Face.Names.Refuse(parts[0]) is not null)
            return (
                null,
                BotReply.Fail(401, "Say a name that you may have here: curl -u NAME:PASSWORD")
            );
        return host.Face.AsksPassword && !await host.Face.Passwords.CheckServerAsync(parts[1])
            ? (null, Ask(context, "That is not the password of this server."))
            : Guest(context, parts[0], target: null);
    }

    /// <summary>Where no password is asked, whoever comes may come under any name.</summary>
    private async Task<(Bringer?, BotReply?)> ByAddressAsync(HttpContext context)
    {
        const string How =
            "Say who you are: curl -u NAME:PASSWORD (any password, where the server asks none); or log on, and /upload shows a link of your own.";
        // A browser says so: a page from elsewhere is nobody who is logged on.
        var isPage = context.Request.Headers.Origin.Count > 0;
        if (host.Face.AsksPassword || isPage)
            return (null, Ask(context, How));
        var ip = context.Connection.RemoteIpAddress ?? IPAddress.None;
        var address = ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip;
        return await drop.OnlyOneAtAsync(address.ToString()) is { } session
            ? (new SessionBringer(drop, session, Target: null), null)
            : (null, Ask(context, How));
    }

    public (Bringer? Bringer, BotReply? Refused) Guest(
        HttpContext context,
        string name,
        FileTarget? target
    )
    {
        var ip = context.Connection.RemoteIpAddress ?? IPAddress.None;
        var guest = new BotSession(
            name,
            (ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip).ToString(),
            IPAddress.IsLoopback(ip),
            context.Request.IsHttps
        );
        return guest.TryOpen(host)
            ? (new ProgramBringer(guest, IsGuest: true, target), null)
            : (null, s_full);
    }

    private static BotReply Ask(HttpContext context, string sentence)
    {
        context.Response.Headers.WWWAuthenticate = "Basic realm=\"hubbub\", charset=\"UTF-8\"";
        return BotReply.Fail(401, sentence);
    }

    private static string? Rest(string header, string scheme) =>
        header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)
            ? header[scheme.Length..].Trim()
            : null;
}
