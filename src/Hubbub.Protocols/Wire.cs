using Hubbub.Core;

namespace Hubbub.Protocols;

/// <summary>
/// One connection's end of a protocol: lines in, asks out; events and answers in, bytes out. Of
/// the loop's thread only; opens no sockets. Its own state changes in the order of the client's
/// lines: what has to wait for its place rides on the ask's context.
/// </summary>
public abstract class Wire
{
    /// <summary>How others' doings are told on this connection. Read again after each ask of it was answered.</summary>
    public abstract Wording Wording { get; }

    /// <summary>The most bytes that a line may have, its end not counted. A longer one is cut away and told.</summary>
    public abstract int LongestLine { get; }

    /// <summary>
    /// How many of the bytes heard make up the first line, its end counted; 0: it is not whole
    /// yet. Some protocols have ends of lines besides LF.
    /// </summary>
    public virtual int EndOfLine(ReadOnlySpan<byte> heard) => heard.IndexOf((byte)'\n') + 1;

    /// <summary>What the connection greets with, when it opens or (plain text) when nothing was heard for a second.</summary>
    public virtual Reaction OnOpen() => Reaction.None;

    /// <summary>A line without its end (CR LF or LF).</summary>
    public abstract Reaction OnLine(ReadOnlySpan<byte> line);

    /// <summary>A line was longer than <see cref="LongestLine"/> and is lost.</summary>
    public abstract Reaction OnTooLong();

    /// <summary>The connection ended, or is to be ended. An attached session's ask is its detaching.</summary>
    public abstract Reaction OnClosed(DetachCause cause, string reason);

    /// <summary>Nothing was heard for a while: ask whether somebody is there. False: this kind of client cannot be asked.</summary>
    public virtual bool TryProbe(LineWriter writer) => false;

    /// <summary>What came of the connection's own doing, told in its own words (an echo, a welcome, a refusal).</summary>
    /// <param name="ask">Null: nobody here asked (a kill, a node's end).</param>
    public abstract void TellActor(Ask? ask, in Told told, Hub hub, LineWriter writer);

    /// <summary>Somebody else put this one out of a room.</summary>
    public virtual void TellPutOut(Kicked kicked, in Told told, Hub hub, LineWriter writer) =>
        Wording.Tell(told, writer);

    /// <summary>A room that this one is in is called otherwise; the actor is told in the same way.</summary>
    public virtual void TellRenamed(
        RoomRenamed renamed,
        in Told told,
        Hub hub,
        LineWriter writer
    ) => Wording.Tell(told, writer);

    /// <summary>Somebody whom this one watches came or went (<see cref="WatchBook"/>).</summary>
    public virtual void TellWatched(in Told told, FoldedNick whom, LineWriter writer) { }

    /// <summary>Wants to know what those do whom it watches, also where it shares no room with them.</summary>
    public virtual bool FollowsWatched => false;

    /// <summary>The connection is closed: nothing may hold on to it.</summary>
    public virtual void Forget() { }

    /// <summary>An ask's end: the answer to its question, or what waited for its place.</summary>
    public abstract void Answer(Ask ask, Answer? answer, Hub hub, LineWriter writer);

    /// <summary>An ask could not be taken (a full disk): say why, in full sentences.</summary>
    public abstract void TurnAway(Ask ask, string reason, LineWriter writer);

    /// <summary>The server ends the connection: the last words. The caller closes.</summary>
    public abstract void SayGoodbye(string reason, LineWriter writer);

    /// <summary>For whom the connection speaks; null: for the other end.</summary>
    public virtual Gateway? Gateway => null;

    /// <summary>More of a long answer is to come: <see cref="Pull"/> until it is not. The session's later lines wait.</summary>
    public virtual bool HasMore => false;

    /// <summary>The next page of a long answer, about <paramref name="most"/> bytes.</summary>
    public virtual void Pull(Hub hub, LineWriter writer, int most) { }

    /// <summary>
    /// What an answer led to: asked at once, in the place of the ask that it answered, so that the
    /// session's later lines go on waiting. Taken once.
    /// </summary>
    public Ask? TakeFollowUp()
    {
        var next = FollowUp;
        FollowUp = null;
        return next;
    }

    protected internal Ask? FollowUp { get; set; }

    /// <summary>The connection is to be closed as soon as everything is sent.</summary>
    public bool IsEnding { get; protected set; }

    /// <summary>Attached to the hub.</summary>
    public bool IsAttached { get; protected set; }
}
