using Hubbub.Client.State;
using Hubbub.Protocols.Boards;

namespace Hubbub.Client.Engine;

/// <summary>Who is told by the engine what there is to see. On the thread that drives it.</summary>
public interface IChatView
{
    void Tell(Told told);

    /// <summary>Lines from before the oldest that were told; none: there is nothing older.</summary>
    void TellOlder(string where, IReadOnlyList<Told> lines);

    /// <summary>Said by us, on its way.</summary>
    void Sending(OwnMessage message);

    /// <summary>The server has it: with its echo where there is one.</summary>
    void Confirmed(OwnMessage message, Told? echo);

    /// <summary>It will not be said. The text is given back.</summary>
    void Refused(OwnMessage message, string why);

    /// <summary>The name is not to be had: <see cref="ChatEngine.TryNick"/> goes on.</summary>
    void NickRefused(string nick, string why);

    /// <param name="again">After a lost connection.</param>
    void Welcomed(bool again);

    /// <summary>From another program to ours.</summary>
    void Noted(Note note);

    /// <summary>Somebody who is watched came or went.</summary>
    void Noted(Presence presence);
}

/// <summary>One connection, as the engine sees it.</summary>
public interface ILink
{
    /// <summary>A line without its end. Never waits.</summary>
    void Send(string line);

    /// <summary>Sends what was given to it, then closes.</summary>
    void Close();
}

/// <summary>Something we said.</summary>
/// <param name="post">It is to stay on the room's board; null: it is only said.</param>
/// <param name="isWhole">Of several lines, or longer than a line of IRC: said as one message or not at all.</param>
public sealed class OwnMessage(
    long id,
    string where,
    string text,
    bool isAction,
    PostOptions? post = null,
    bool isWhole = false
)
{
    public bool IsWhole => isWhole || Post is not null;

    public PostOptions? Post { get; } = post;

    public long Id { get; } = id;

    /// <summary>The room or the person.</summary>
    public string Where { get; } = where;

    public string Text { get; } = text;

    public bool IsAction { get; } = isAction;

    public string Label => "m" + Id.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>On this connection.</summary>
    internal bool IsSent { get; set; }

    /// <summary>On an earlier connection: the server may have it all the same.</summary>
    internal bool WasSent { get; set; }
}
