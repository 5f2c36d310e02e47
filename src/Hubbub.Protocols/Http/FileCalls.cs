using System.Text;
using System.Text.Json;
using Hubbub.Core;
using Hubbub.Protocols.Drop;

namespace Hubbub.Protocols.Http;

/// <summary>A file that has come is offered to whom it is for. Answered when that is on disk.</summary>
/// <param name="digest">SHA-256, 64 lower-case hexadecimal digits.</param>
public sealed class OfferCall(
    FileTarget target,
    string name,
    long size,
    string digest,
    DropFace drop
) : BotCall(target.Name)
{
    /// <summary>The file as it was offered; null: it was not, or not yet.</summary>
    public DroppedFile? Offered { get; private set; }

    internal override void OnTold(in Told told, ServerFace face)
    {
        base.OnTold(told, face);
        var (room, offered) = told.Event switch
        {
            SaidInRoom said => (said.Name, said.File),
            SaidToPerson said => ("", said.File),
            _ => default,
        };
        if (offered is not { } file)
            return;
        Offered = file;
        End(
            new BotReply(
                201,
                BotReply.Json(json =>
                {
                    if (file.IsHanded)
                        json.WriteString("to"u8, file.ToNick);
                    else
                        json.WriteString("room"u8, room);
                    FileJson.Write(json, file);
                    json.WriteString("link"u8, drop.LinkOf(file));
                    json.WriteString("secret"u8, drop.OwnerSecretOf(file));
                })
            )
        );
    }

    /// <summary>To whoever it is for nobody has to go.</summary>
    internal override Ask Look(SessionId session) =>
        target is RoomTarget ? base.Look(session) : ActAtOnce(session);

    protected override Ask Act(SessionId session, IReadOnlyList<Proposal> coming)
    {
        var key = target.NewKey();
        var line = Encoding.UTF8.GetBytes(target.LineOf(drop, key, name, size));
        var offer = target.Offer(Measure.Characters(line), name, size, digest, key);
        return new()
        {
            Session = session,
            Proposals = [.. coming, new Proposal(offer, line)],
            Holds = true,
            Context = this,
        };
    }

    protected override void Finish(Answer? answer, ServerFace face) =>
        Fail(500, "The server did not take it, and does not know why.");
}

/// <summary>A file is removed.</summary>
/// <param name="lobby">A room that is always there.</param>
/// <param name="owned">They have shown its secret.</param>
public sealed class RemoveCall(string lobby, int number, bool owned) : BotCall(lobby)
{
    internal override void OnTold(in Told told, ServerFace face)
    {
        base.OnTold(told, face);
        var gone = told.Event switch
        {
            Redacted redacted => redacted.File,
            FileClosed closed => closed.File.Number,
            _ => 0,
        };
        if (gone > 0)
            End(new BotReply(200, BotReply.Json(json => json.WriteNumber("removed"u8, gone))));
    }

    /// <summary>Nobody has to come into a room for that.</summary>
    protected override Ask Act(SessionId session, IReadOnlyList<Proposal> coming) =>
        new()
        {
            Session = session,
            Proposals = [Proposal.Of(new RemoveFile(number, owned))],
            Holds = true,
            Context = this,
        };

    protected override void Finish(Answer? answer, ServerFace face) =>
        Fail(500, "The server did not remove it, and does not know why.");
}

/// <summary>What a room has in the drop, for a program.</summary>
public sealed class FilesCall(string room, int before, int most) : BotCall(room)
{
    protected override Ask Act(SessionId session, IReadOnlyList<Proposal> coming) =>
        new()
        {
            Session = session,
            Proposals = coming,
            Question = new FilesOf(Folded, before, most),
            Holds = true,
            Context = this,
        };

    protected override void Finish(Answer? answer, ServerFace face)
    {
        if (answer is FilesAnswer files)
            End(new BotReply(200, FileJson.List(files)));
        else
            Fail(404, $"There is nothing in {Room} that you can see.");
    }
}

/// <summary>Files of the drop as JSON.</summary>
public static class FileJson
{
    public static byte[] List(FilesAnswer files) =>
        BotReply.Json(json =>
        {
            json.WriteString("room"u8, files.Name);
            json.WriteNumber("count"u8, files.Count);
            json.WriteNumber("older"u8, files.Older);
            json.WriteNumber("used"u8, files.Used);
            json.WriteNumber("all"u8, files.Limits.All);
            json.WriteNumber("one"u8, files.Limits.One);
            json.WriteStartArray("files"u8);
            foreach (var file in files.Files)
            {
                json.WriteStartObject();
                Write(json, file);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });

    internal static void Write(Utf8JsonWriter json, DroppedFile file)
    {
        json.WriteNumber("number"u8, file.Number);
        json.WriteString("name"u8, file.Name);
        json.WriteNumber("size"u8, file.Size);
        json.WriteString("sha256"u8, file.Digest);
        json.WriteString("by"u8, file.By);
        json.WriteString("at"u8, Line.Time(file.At));
        json.WriteString("path"u8, DropFace.PathOf(file.Key, file.Name));
    }
}
