using System.Text.Unicode;
using Hubbub.Core;

namespace Hubbub.Protocols.Irc;

/// <summary>One IRC connection (<see href="https://modern.ircdocs.horse/"/>).</summary>
/// <param name="shownHost">What others see as its host.</param>
/// <param name="address">Of the other end.</param>
public sealed class IrcWire(IrcServer server, SessionId session, string shownHost, string address)
    : Wire
{
    /// <summary>With <c>@</c> and the space.</summary>
    private const int LongestTags = ClientTags.MostBytes + 2;

    private IrcWording? _wording;

    internal IrcServer Server { get; } = server;

    internal ServerFace Face => Server.Face;

    internal SessionId Session { get; } = session;

    internal string ShownHost { get; private set; } = shownHost;

    /// <summary>Of the other end, whomever it speaks for.</summary>
    internal string Address { get; } = address;

    internal Gateway? GivenGateway { get; private set; }

    /// <summary>The nick as it stands now; <c>*</c> before there is one.</summary>
    internal string Nick { get; set; } = "*";

    internal Caps Caps { get; set; }

    /// <summary>Null once attached.</summary>
    internal Registration? Registration { get; private set; } = new();

    internal ReadMarkers ReadMarkers { get; } = new();

    /// <summary>A message of several lines on its way in; null: none.</summary>
    internal IncomingBatch? Incoming { get; set; }

    /// <summary>Pages of long answers still to be written, in order.</summary>
    internal PendingPages Pages { get; } = new();

    /// <summary>The nicks of MONITOR.</summary>
    internal Watched Watched { get; } = new(server.Watches, session);

    public override Wording Wording => _wording ??= Server.WordingOf(Caps);

    public override int LongestLine => LongestTags + IrcText.LongestLine;

    public override Gateway? Gateway => GivenGateway;

    public override bool HasMore => Pages.Any;

    public override Reaction OnLine(ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty || !IrcLine.TryParse(line, out var parsed))
            return Reaction.None;
        var label = Tags.Label(parsed.Tags, Caps);
        var tagsLength = parsed.Tags.IsEmpty ? 0 : parsed.Tags.Length + 2;
        if (tagsLength > LongestTags || line.Length - tagsLength > IrcText.LongestLine - 2)
            return TooLong(label);
        if (!Utf8.IsValid(line) || line.Contains((byte)0))
            return InvalidBytes(Verbs.NameOf(parsed.Verb), label);
        if (Incoming is { } batch && Tags.Value(parsed.Tags, "batch"u8) == batch.Reference)
            return Families.MultilineVerbs.Add(this, batch, parsed);
        return Verbs.Handle(this, parsed, label);
    }

    public override Reaction OnTooLong() => TooLong(label: null);

    public override Reaction OnClosed(DetachCause cause, string reason)
    {
        Registration?.Abandon();
        return IsAttached ? Ask.Of(Session, new Detach(cause), reason) : Reaction.None;
    }

    public override bool TryProbe(LineWriter writer)
    {
        writer.Write("PING :"u8).Write(Server.Name).End();
        return true;
    }

    public override void TellActor(Ask? ask, in Told told, Hub hub, LineWriter writer)
    {
        var context = ask?.Context as IrcContext;
        var responses = context?.Responses(writer) ?? writer;
        if (told.Event is Refused && context is { Silent: true })
            return;
        if (told.Event is Joined joined)
            context?.Joined.Add(joined.Name);
        OwnEvents.Tell(this, told, hub, responses);
    }

    public override void TellRenamed(
        RoomRenamed renamed,
        in Told told,
        Hub hub,
        LineWriter writer
    ) => Families.RenameVerbs.Tell(this, renamed, told, hub, writer);

    public override void TellWatched(in Told told, FoldedNick whom, LineWriter writer) =>
        Families.MonitorVerbs.TellWatched(this, told, whom, writer);

    public override bool FollowsWatched => (Caps & Caps.ExtendedMonitor) != 0;

    public override void Forget()
    {
        Watched.Clear();
        Server.Resumes.Forget(Session);
    }

    public override void Answer(Ask ask, Answer? answer, Hub hub, LineWriter writer)
    {
        if (ask.Context is not IrcContext context)
            return;
        context.AtEnd?.Invoke(this, answer, hub, context.Responses(writer));
        Labels.Finish(this, context, writer);
    }

    public override void TurnAway(Ask ask, string reason, LineWriter writer) =>
        Notice(writer, reason);

    public override void SayGoodbye(string reason, LineWriter writer)
    {
        IsEnding = true;
        writer.Write("ERROR"u8);
        writer.Last($"Closing Link: {ShownHost} ({reason})");
    }

    public override void Pull(Hub hub, LineWriter writer, int most) =>
        Pages.Write(this, hub, writer, most);

    /// <summary><c>:server NNN nick</c>.</summary>
    internal LineWriter Begin(LineWriter writer, Numeric numeric)
    {
        var number = (int)numeric;
        writer.From(Server.Name);
        writer.Write((byte)('0' + (number / 100)));
        writer.Write((byte)('0' + (number / 10 % 10)));
        writer.Write((byte)('0' + (number % 10)));
        return writer.Arg(Nick);
    }

    /// <summary>Words of the server that any client shows.</summary>
    internal void Notice(LineWriter writer, string words) =>
        writer.From(Server.Name).Write("NOTICE "u8).Write(Nick).Last(words);

    internal void SpeakFor(Gateway gateway)
    {
        GivenGateway = gateway;
        ShownHost = Server.ShownHostOf(gateway.Address);
    }

    internal void SetCaps(Caps caps)
    {
        Caps = caps;
        _wording = null;
    }

    internal void Attached(string nick)
    {
        Nick = nick;
        IsAttached = true;
        Registration = null;
    }

    internal void End() => IsEnding = true;

    /// <summary>An answer that may go on over pages: the later lines wait for its end.</summary>
    internal Ask LongReply(string? label, AtEnd atEnd) => Reply(label, atEnd, holds: true);

    /// <summary>An answer from the connection's own knowledge, at its place.</summary>
    internal Ask Reply(string? label, AtEnd atEnd, bool holds = false) =>
        new()
        {
            Session = Session,
            Context = new IrcContext(label, atEnd),
            Holds = holds,
        };

    private Ask TooLong(string? label) =>
        Reply(
            label,
            (wire, _, _, writer) =>
                wire.Begin(writer, Numeric.InputTooLong).Last("Input line was too long")
        );

    /// <summary><see href="https://ircv3.net/specs/extensions/utf8-only"/>.</summary>
    private Ask InvalidBytes(string verb, string? label) =>
        Reply(
            label,
            (wire, _, _, writer) =>
            {
                const string Words =
                    "That line was not sent: it is not valid UTF-8. Set your client's encoding to UTF-8 and send it again.";
                if ((wire.Caps & Caps.StandardReplies) != 0)
                    wire.Fail(writer, verb, "INVALID_UTF8", Words);
                else
                    wire.Notice(writer, Words);
            }
        );
}
