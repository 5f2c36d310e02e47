using System.Globalization;
using Hubbub.Core;
using Hubbub.Net.Dropping;
using Hubbub.Net.Listening.Http.Bots;
using Hubbub.Protocols;
using Hubbub.Protocols.Drop;
using Hubbub.Protocols.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Hubbub.Net.Listening.Http.Dropping;

/// <summary><c>/files</c>: what docs/files.md has of the drop by HTTP.</summary>
internal sealed class FilesDoor(
    ServerDrop? drop,
    IConnectionHost host,
    BotSessions programs,
    string lobby,
    CancellationToken stopping
)
{
    private const int FilesAPage = 100;

    private const string Over =
        "This link was for one time, and that is over: the file was fetched, declined, taken back, or not fetched in time.";

    public static bool IsFor(PathString path) =>
        path.StartsWithSegments("/files", StringComparison.Ordinal);

    /// <returns>Null: it is answered.</returns>
    public async Task<BotReply?> RespondAsync(HttpContext context)
    {
        if (drop is null)
            return BotReply.Fail(404, "This server keeps no files.");
        // "/files/A/B": A a link's key or a right, B the name; "/files/B": the name alone.
        var rest = context.Request.Path.Value!["/files".Length..].TrimStart('/');
        var slash = rest.IndexOf('/');
        var (word, name) = slash < 0 ? (null, rest) : (rest[..slash], rest[(slash + 1)..]);
        var method = context.Request.Method;
        try
        {
            if (HttpMethods.IsPut(method))
                return await BringAsync(context, word, name);
            if (HttpMethods.IsGet(method) && rest.Length == 0)
                return await ListAsync(context);
            if (HttpMethods.IsGet(method) || HttpMethods.IsHead(method))
                return await SendAsync(context, word ?? rest);
            if (HttpMethods.IsDelete(method))
                return await RemoveAsync(context, word ?? rest);
        }
        catch (TimeoutException)
        {
            return BotReply.Fail(503, "The server does not answer at the moment. Try again later.");
        }

        context.Response.Headers.Allow = "GET, HEAD, PUT, DELETE";
        return BotReply.Fail(405, "GET fetches a file, PUT brings one, DELETE removes it.");
    }

    private async Task<BotReply> BringAsync(HttpContext context, string? word, string name)
    {
        if (name.Length == 0)
            return BotReply.Fail(
                400,
                "Say what it is called: curl -T FILE …/ with a slash at the end, or …/NAME"
            );
        if (HasHiddenSlash(context))
            return BotReply.Fail(400, "A name may have no / in it.");
        var (bringer, refused) = await new Rights(drop!, host, programs).FindAsync(context, word);
        if (bringer is null)
            return refused!;
        try
        {
            return bringer.Target is { } its
                    ? await new Bringing(drop!).RunAsync(context, bringer, its, name)
                : TargetIn(context) is { } asked
                    ? await new Bringing(drop!).RunAsync(context, bringer, asked, name)
                : BotReply.Fail(400, "“room” is no name of a room, or “to” none of a person.");
        }
        finally
        {
            bringer.Leave();
        }
    }

    /// <summary>All other escapes are undone by now; this one the listener leaves as it is.</summary>
    private static bool HasHiddenSlash(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        return target.Split('?')[0].Contains("%2f", StringComparison.OrdinalIgnoreCase);
    }

    private async Task<BotReply?> SendAsync(HttpContext context, string key)
    {
        if (
            await drop!.ReadAsync(default, new FileBehind(key)) is not FileAnswer { File: var file }
        )
            return DropFace.IsOneTime(key)
                ? BotReply.Fail(410, Over)
                : BotReply.Fail(404, "There is no such file, or it was removed.");
        var path = drop.Folder.PathOf(file.Digest);
        if (!File.Exists(path))
            return BotReply.Fail(404, "That file is not here any more: its bytes are lost.");
        await FileSending.SendAsync(context, file, path, new OneTimeSending(drop, stopping));
        return null;
    }

    private async Task<BotReply> ListAsync(HttpContext context)
    {
        var before = int.TryParse(
            context.Request.Query["before"],
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : 0;
        var (bringer, refused) = await new Rights(drop!, host, programs).FindAsync(context, null);
        if (bringer is null)
            return refused!;
        try
        {
            if ((bringer.Target ?? TargetIn(context)) is not RoomTarget { Name: var room })
                return BotReply.Fail(400, "“room” is no name of a room; lists are of rooms.");
            if (bringer is ProgramBringer { IsGuest: false } program)
                return await program.Program.AskAsync(new FilesCall(room, before, FilesAPage));
            var question = new FilesOf(NameRules.FoldRoom(room), before, FilesAPage);
            return await drop!.ReadAsync(bringer.Session, question) is FilesAnswer files
                ? new BotReply(200, FileJson.List(files))
                : BotReply.Fail(404, $"There is nothing in {room} that you can see.");
        }
        finally
        {
            bringer.Leave();
        }
    }

    private async Task<BotReply> RemoveAsync(HttpContext context, string key)
    {
        if (
            await drop!.ReadAsync(default, new FileBehind(key)) is not FileAnswer { File: var file }
        )
            return BotReply.Fail(404, "There is no such file, or it was removed.");
        var header = context.Request.Headers.Authorization.ToString().Split(' ', 2);
        var owned = header.Length == 2 && drop.Links.IsOwner(file, header[1].Trim());
        var call = new RemoveCall(lobby, file.Number, owned);
        var (bringer, refused) = owned
            ? new Rights(drop, host, programs).Guest(context, file.By, target: null)
            : await new Rights(drop, host, programs).FindAsync(context, word: null);
        if (bringer is null)
            return refused!;
        try
        {
            return await bringer.AskAsync(call);
        }
        finally
        {
            bringer.Leave();
        }
    }

    /// <summary>Null: it is neither a room's name nor a person's.</summary>
    private FileTarget? TargetIn(HttpContext context)
    {
        var query = context.Request.Query;
        if (query["to"].ToString() is { Length: > 0 } nick)
            return query["room"].Count == 0 && host.Face.Names.Refuse(nick) is null
                ? new PersonTarget(nick, default)
                : null;
        var asked = query["room"].ToString();
        var room = asked.Length == 0 ? lobby : "#" + asked.TrimStart('#');
        return new NameRules().RefuseRoom(room) is null ? new RoomTarget(room) : null;
    }
}
