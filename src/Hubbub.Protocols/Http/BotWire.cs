using System.Collections.Concurrent;
using Hubbub.Core;

namespace Hubbub.Protocols.Http;

/// <summary>Calls of one program that wait for the loop. Any thread.</summary>
/// <param name="name">Of the program: its nick, where that is free.</param>
public sealed class BotCalls(string name)
{
    private readonly ConcurrentQueue<BotCall> _waiting = new();

    public string Name => name;

    public int Count => _waiting.Count;

    public void Add(BotCall call) => _waiting.Enqueue(call);

    internal BotCall? Take() => _waiting.TryDequeue(out var call) ? call : null;
}

/// <summary>
/// A program that comes by HTTP requests, as one session for all of them (ADR 20). Calls come
/// beside the bytes: a line is a nudge that one waits; bytes out are a nudge that something was said.
/// </summary>
public sealed class BotWire(ServerFace face, SessionId session, string shownHost, BotCalls calls)
    : Wire
{
    private const string User = "bot";

    /// <summary>Names that are tried where the program's own is taken.</summary>
    private const int MostNames = 20;

    private int _names;
    private bool _isNameTaken;

    public override Wording Wording => BotWording.Instance;

    public override int LongestLine => 16;

    public override Reaction OnOpen() => Arrive();

    public override Reaction OnLine(ReadOnlySpan<byte> line) =>
        calls.Take() is { } call ? call.Look(session) : Reaction.None;

    public override Reaction OnTooLong() => Reaction.None;

    public override Reaction OnClosed(DetachCause cause, string reason) =>
        IsAttached
            ? new Ask { Session = session, Proposals = [Proposal.Of(new Detach(cause), reason)] }
            : Reaction.None;

    public override void TellActor(Ask? ask, in Told told, Hub hub, LineWriter writer)
    {
        switch (told.Event)
        {
            case Attached:
                IsAttached = true;
                break;
            case Refused { Reason: Reason.NickTaken }:
                _isNameTaken = true;
                break;
            case Detached:
                IsAttached = false;
                IsEnding = true;
                break;
            case SaidInRoom:
                BotWording.Nudge(writer);
                break;
            default:
                break;
        }

        (ask?.Context as BotCall)?.OnTold(told, face);
    }

    public override void Answer(Ask ask, Answer? answer, Hub hub, LineWriter writer)
    {
        if (ask.Context is BotCall call)
        {
            FollowUp = call.OnAnswer(answer, session, face);
        }
        else if (!IsAttached && !IsEnding)
        {
            IsEnding = !_isNameTaken || _names >= MostNames;
            FollowUp = IsEnding ? null : Arrive();
        }
    }

    public override void TurnAway(Ask ask, string reason, LineWriter writer)
    {
        (ask.Context as BotCall)?.Fail(503, reason);
        IsEnding |= !IsAttached;
    }

    public override void SayGoodbye(string reason, LineWriter writer) { }

    /// <summary>Under its own name, or one like it.</summary>
    private Ask Arrive()
    {
        _isNameTaken = false;
        var nick = _names++ == 0 ? calls.Name : $"{calls.Name}-{_names}";
        return new Ask
        {
            Session = session,
            Proposals =
            [
                Proposal.Of(new Attach(nick, NameRules.Fold(nick), User, shownHost, calls.Name)),
                Proposal.Of(new SetSessionModes(SessionModes.Bot, SessionModes.None)),
            ],
            Holds = true,
        };
    }
}

/// <summary>A program reads when it asks. It is only told that there is something.</summary>
internal sealed class BotWording : Wording
{
    public static readonly BotWording Instance = new();

    private BotWording() { }

    public override void Tell(in Told told, LineWriter writer)
    {
        if (told.Event is SaidInRoom)
            Nudge(writer);
    }

    public static void Nudge(LineWriter writer) => writer.Write("\n"u8);
}
