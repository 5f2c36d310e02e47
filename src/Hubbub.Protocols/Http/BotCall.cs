using Hubbub.Core;

namespace Hubbub.Protocols.Http;

/// <summary>
/// One request of a program, on its way through the node: first the room is looked at, then (from
/// within it) the request is done. Of the loop's thread, but for <see cref="Reply"/>.
/// </summary>
/// <param name="name">The room as asked for, with its #.</param>
public abstract class BotCall(string name)
{
    private readonly TaskCompletionSource<BotReply> _reply = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private bool _hasLooked;

    public Task<BotReply> Reply => _reply.Task;

    protected string Room => name;

    protected FoldedRoom Folded { get; } = NameRules.FoldRoom(name);

    internal virtual Ask Look(SessionId session) =>
        new()
        {
            Session = session,
            Question = new StateOf(Folded),
            Holds = true,
            Context = this,
        };

    /// <summary>Where no room has to be looked at before.</summary>
    protected Ask ActAtOnce(SessionId session)
    {
        _hasLooked = true;
        return Act(session, []);
    }

    /// <summary>What is to be asked next; null: the call is answered.</summary>
    internal Ask? OnAnswer(Answer? answer, SessionId session, ServerFace face)
    {
        if (_hasLooked)
        {
            Finish(answer, face);
            return null;
        }

        _hasLooked = true;
        if (answer is StateAnswer state)
            return Act(session, state.Inside ? [] : [Proposal.Of(new Join(Room, Folded))]);
        Fail(404, $"There is no room {Room}. Rooms are made by going into them.");
        return null;
    }

    /// <summary>Something came of it.</summary>
    internal virtual void OnTold(in Told told, ServerFace face)
    {
        if (told.Event is Refused refused)
            End(ReplyOf(refused));
    }

    public static BotReply ReplyOf(Refused refused) =>
        BotReply.Fail(StatusOf(refused.Reason), Text.Refusals.WordsOf(refused));

    /// <summary>As a session asks it that is where it has to be, from beside its connection.</summary>
    public Ask Beside(SessionId session, ServerFace face)
    {
        var ask = Act(session, []);
        return new Ask
        {
            Session = session,
            Proposals = ask.Proposals,
            Question = ask.Question,
            Context = new SideCall(this, face),
        };
    }

    internal void EndAside(ServerFace face) => Finish(answer: null, face);

    public void Fail(int status, string sentence) => End(BotReply.Fail(status, sentence));

    /// <param name="coming">What brings the program into the room; empty: it is there.</param>
    protected abstract Ask Act(SessionId session, IReadOnlyList<Proposal> coming);

    /// <summary>The request's own ask was answered.</summary>
    protected abstract void Finish(Answer? answer, ServerFace face);

    /// <summary>The first word counts.</summary>
    protected void End(BotReply reply) => _reply.TrySetResult(reply);

    private static int StatusOf(Reason reason) =>
        reason switch
        {
            Reason.InternalError => 500,
            Reason.NoSuchRoom or Reason.NoSuchNick or Reason.NoDrop or Reason.NoSuchFile => 404,
            Reason.NotYourTurn or Reason.NoGuest => 409,
            Reason.TooLong or Reason.FileTooLarge => 413,
            Reason.DropFull or Reason.TooManyHanded => 507,
            _ => 403,
        };
}

/// <summary>Says something. Answered when it is on disk.</summary>
public sealed class SayCall(string room, byte[] text) : BotCall(room)
{
    internal override void OnTold(in Told told, ServerFace face)
    {
        base.OnTold(told, face);
        if (told.Event is SaidInRoom said)
            End(new BotReply(201, Line.Said(said, told, face.Tokens)));
    }

    protected override Ask Act(SessionId session, IReadOnlyList<Proposal> coming) =>
        new()
        {
            Session = session,
            Proposals =
            [
                .. coming,
                new Proposal(
                    new SayToRoom(Room, Folded, MessageKind.Said, Measure.Characters(text)),
                    text
                ),
            ],
            Holds = true,
            Context = this,
        };

    protected override void Finish(Answer? answer, ServerFace face) =>
        Fail(500, "The server did not say it, and does not know why.");
}

/// <summary>Reads what was said.</summary>
/// <param name="after">Only what came after this message; null: the last.</param>
public sealed class ReadCall(string room, MessageId? after, int most) : BotCall(room)
{
    protected override Ask Act(SessionId session, IReadOnlyList<Proposal> coming) =>
        new()
        {
            Session = session,
            Proposals = coming,
            Question = new PageOf(
                HistoryTarget.Of(Room, Folded),
                after is null ? PageKind.Latest : PageKind.After,
                after is { } id ? Moment.Of(id) : Moment.None,
                Moment.None,
                most,
                WithEvents: false
            ),
            Holds = true,
            Context = this,
        };

    protected override void Finish(Answer? answer, ServerFace face)
    {
        if (answer is Page page)
            End(new(200, Line.Page(page, face.Tokens), IsEmpty: page.Lines.Count == 0));
        else if (answer is Unread { Reason: Unread.Why.UnknownMessage })
            Fail(404, $"There is no such message in {Room}. Leave “after” away to read the last.");
        else if (answer is Unread { Reason: Unread.Why.Busy or Unread.Why.Behind })
            Fail(503, "The server is busy with its history. Please try again in a moment.");
        else
            Fail(404, $"There is nothing in {Room} that can be read back.");
    }
}
