using System.Buffers;
using Hubbub.Core;
using Hubbub.Files;
using Hubbub.Net.Dropping;
using Hubbub.Protocols;
using Hubbub.Protocols.Drop;
using Hubbub.Protocols.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Hubbub.Net.Listening.Http.Dropping;

/// <summary>A request's body on its way into the drop.</summary>
internal sealed class Bringing(ServerDrop drop)
{
    private const int Piece = 128 * 1024;

    /// <summary>The disk is asked again after so many bytes.</summary>
    private const long BetweenLooks = 16 * 1024 * 1024;

    public async Task<BotReply> RunAsync(
        HttpContext context,
        Bringer who,
        FileTarget asked,
        string name
    )
    {
        if (Refuse(name) is { } wrong)
            return BotReply.Fail(400, wrong);
        var size = context.Request.ContentLength ?? 0;
        var may = (MayOfferAnswer)await drop.ReadAsync(who.Session, asked.MayCome(size));
        var target = asked.Met(may);
        if (target is PersonTarget { Session: var to } && to == default)
            return BotCall.ReplyOf(new Refused(default, Reason.NoSuchNick, target.Name));
        // A guest is not in the room yet: what it may is decided when it is.
        if (who.Session != default && may.Refused is { } refused)
            return BotCall.ReplyOf(refused);
        var most = Math.Min(may.Room, drop.DiskRoom);
        if (size > may.One)
            return TooLarge(target, may.One);
        if (size > most)
            return TooMuch(most);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = most + 1;
        using var arriving = drop.Folder.Begin();
        try
        {
            if (await ReadAsync(context, arriving, may.Room) is { } tooMuch)
                return arriving.Length > may.One ? TooLarge(target, may.One) : tooMuch;
            arriving.Complete();
        }
        catch (BadHttpRequestException e) when (e.StatusCode == 413)
        {
            return most == may.One ? TooLarge(target, most) : TooMuch(most);
        }
        catch (IOException) when (!context.RequestAborted.IsCancellationRequested)
        {
            return BotReply.Fail(507, "The server could not keep it: its disk is full or broken.");
        }

        var call = new OfferCall(target, name, arriving.Length, arriving.Digest, drop.Links);
        var reply = await who.AskAsync(call);
        if (call.Offered is null)
        {
            // Only what nothing holds any more is swept away.
            arriving.Dispose();
            drop.Sweep();
        }

        return reply;
    }

    /// <returns>Null: all of it has come.</returns>
    private async Task<BotReply?> ReadAsync(HttpContext context, ArrivingFile arriving, long room)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Piece);
        try
        {
            var looked = 0L;
            while (true)
            {
                var count = await context.Request.Body.ReadAsync(buffer, context.RequestAborted);
                if (count == 0)
                    return null;
                arriving.Write(buffer.AsSpan(0, count));
                // With all others that are on their way.
                if (drop.Folder.ComingBytes > room)
                    return TooMuch(room);
                if (arriving.Length - looked < BetweenLooks)
                    continue;
                looked = arriving.Length;
                if (drop.DiskRoom == 0)
                    return TooMuch(0);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static BotReply TooLarge(FileTarget target, long most) =>
        BotCall.ReplyOf(new Refused(default, Reason.FileTooLarge, target.Name) { Bytes = most });

    private static BotReply TooMuch(long most) =>
        BotReply.Fail(507, $"There is room for {SizeWords.Of(most)} only. Nothing was kept.");

    /// <summary>A name that may stand on anybody's disk; null: it may.</summary>
    private static string? Refuse(string name)
    {
        if (System.Text.Encoding.UTF8.GetByteCount(name) > DropFace.LongestName)
            return $"A name may have {DropFace.LongestName} bytes at most.";
        if (!ReceivedPath.TryParse(name, out var path, out var why))
            return $"No file may be called so: {why}.";
        return path.Parts.Count == 1 ? null : "A name may have no / in it.";
    }
}
