using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Hubbub.Net.Listening.Http;

/// <summary>
/// Tells how to join: within the chat page to those without scripts, and by itself where the server
/// was built without that. The host comes from the request, so that it is an address that works
/// where the reader is.
/// </summary>
internal static class JoinPage
{
    /// <param name="template">HTML with the places {name}, {room}, {link}, {host} and {port}.</param>
    public static byte[] Render(
        string template,
        string serverName,
        string lobbyName,
        HostString host,
        bool isSecure
    )
    {
        var port = host.Port ?? (isSecure ? 443 : 80);
        var bare = Bare(host.Host);
        var scheme = isSecure ? "ircs" : "irc";
        var room = Uri.EscapeDataString(lobbyName.TrimStart('#'));
        var authority = bare.Contains(':') ? $"[{bare}]:{port}" : $"{bare}:{port}";
        return Encoding.UTF8.GetBytes(
            template
                .Replace("{name}", WebUtility.HtmlEncode(serverName), StringComparison.Ordinal)
                .Replace("{room}", WebUtility.HtmlEncode(lobbyName), StringComparison.Ordinal)
                .Replace("{link}", $"{scheme}://{authority}/{room}", StringComparison.Ordinal)
                .Replace("{host}", bare, StringComparison.Ordinal)
                .Replace("{port}", port.ToString((IFormatProvider?)null), StringComparison.Ordinal)
        );
    }

    /// <summary>Only what a host name or address is made of: nothing else reaches the page.</summary>
    private static string Bare(string host)
    {
        var bare = host.Trim('[', ']');
        return
            bare.Length is > 0 and <= 253
            && bare.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or ':' or '_')
            ? bare
            : "localhost";
    }

    /// <summary>No scripts, nothing from elsewhere, light and dark.</summary>
    public const string Plain = """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{name} – join the chat</title>
        <style>
        :root{--ink:#1b1f24;--soft:#57606a;--paper:#fbfaf8;--card:#fff;--line:#dcd8d0;--go:#0b5d4e;--on:#fff}
        @media(prefers-color-scheme:dark){:root{--ink:#e8e6e1;--soft:#a7adb5;--paper:#14171a;--card:#1d2125;--line:#363c42;--go:#6fd3bd;--on:#08211c}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.6 system-ui,sans-serif}
        main{max-width:40rem;margin:0 auto;padding:clamp(1.5rem,6vw,4rem) 1.25rem}
        h1{font-size:clamp(1.8rem,6vw,2.6rem);line-height:1.15;margin:0 0 .5rem;overflow-wrap:anywhere}
        h2{font-size:1.05rem;margin:0 0 .25rem}
        p{margin:0 0 .75rem}
        .soft{color:var(--soft)}
        .go{display:inline-block;margin:.75rem 0 2rem;padding:.7rem 1.3rem;border-radius:.6rem;background:var(--go);color:var(--on);font-weight:600;text-decoration:none}
        .go:hover{text-decoration:underline}
        a:focus-visible,pre:focus-visible{outline:3px solid var(--go);outline-offset:3px}
        section{background:var(--card);border:1px solid var(--line);border-radius:.8rem;padding:1.1rem 1.25rem;margin:0 0 1rem}
        pre{margin:.25rem 0 0;overflow-x:auto;font:1rem/1.5 ui-monospace,monospace;user-select:all}
        </style>
        </head>
        <body>
        <main>
        <h1>{name}</h1>
        <p class="soft">A chat that you join with whatever you have. No account.</p>
        <a class="go" href="{link}">Open {room} in your IRC client</a>
        <section><h2>Any IRC client</h2><p class="soft">Host and port; TLS works on the same port.</p><pre tabindex="0">/connect {host} {port}</pre></section>
        <section><h2>A terminal, nothing installed</h2><p class="soft">Type a name, then talk. <code>/help</code> tells the rest.</p><pre tabindex="0">nc {host} {port}</pre></section>
        </main>
        </body>
        </html>

        """;
}
