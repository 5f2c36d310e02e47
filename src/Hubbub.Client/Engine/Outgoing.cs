using Hubbub.Client.State;
using Hubbub.Protocols.Boards;
using Hubbub.Protocols.Irc.Client;

namespace Hubbub.Client.Engine;

/// <summary>
/// What we said and the server has not confirmed, in order. Nothing is lost by a lost connection:
/// what was not confirmed is sent again, after the history has shown whether the server has it.
/// </summary>
internal sealed class Outgoing(IChatView view, TimeProvider time)
{
    /// <summary>Sent and not confirmed, at once.</summary>
    private const int MostUnderWay = 50;

    /// <summary>Other servers close on who sends more: messages at once, and after that a second.</summary>
    private const int Burst = 8;
    private const double PerSecond = 2;

    private readonly List<OwnMessage> _messages = [];
    private long _ids;
    private double _tokens = Burst;
    private long _filled = time.GetTimestamp();

    public int Count => _messages.Count;

    /// <summary>When the pace lets the next one go; null: nothing waits for it.</summary>
    public TimeSpan? NextDue { get; private set; }

    public OwnMessage Add(
        string where,
        string text,
        bool isAction,
        PostOptions? post = null,
        bool isWhole = false
    )
    {
        var message = new OwnMessage(++_ids, where, text, isAction, post, isWhole);
        _messages.Add(message);
        return message;
    }

    /// <param name="mayGo">Its conversation is open and up to date.</param>
    public void Pump(ChatState state, ILink link, Func<OwnMessage, bool> mayGo)
    {
        NextDue = null;
        var underWay = _messages.Count(m => m.IsSent);
        foreach (var message in _messages)
        {
            if (underWay >= MostUnderWay)
                return;
            if (message.IsSent || !mayGo(message))
                continue;
            if (!state.Server.IsHubbub && !TryTakeToken())
                return;
            message.IsSent = true;
            underWay++;
            Send(state, link, message);
        }
    }

    /// <summary>An echo, or our own words in the server's history. Null: not one of these.</summary>
    public OwnMessage? Match(Told told)
    {
        var found =
            told.Label is { } label ? _messages.Find(m => m.IsSent && m.Label == label)
            : told.IsOwn
                ? _messages.Find(m =>
                    (m.IsSent || (told.IsBack && m.WasSent))
                    && m.Where.Equals(told.Where, StringComparison.OrdinalIgnoreCase)
                    && m.Text == told.Text
                )
            : null;
        if (found is not null)
            _messages.Remove(found);
        return found;
    }

    public OwnMessage? TakeByLabel(string label)
    {
        var found = _messages.Find(m => m.IsSent && m.Label == label);
        if (found is not null)
            _messages.Remove(found);
        return found;
    }

    /// <summary>A server without labels refuses: the oldest that was sent there.</summary>
    public void RefuseOldest(string where, string why)
    {
        var found = _messages.Find(m =>
            m.IsSent && m.Where.Equals(where, StringComparison.OrdinalIgnoreCase)
        );
        if (found is not null)
            Refuse(found, why);
    }

    /// <summary>The room is not to be had.</summary>
    public void RefuseAll(string where, string why)
    {
        foreach (
            var message in _messages
                .Where(m => m.Where.Equals(where, StringComparison.OrdinalIgnoreCase))
                .ToList()
        )
            Refuse(message, why);
    }

    public void ConnectionLost()
    {
        foreach (var message in _messages.Where(m => m.IsSent))
            (message.IsSent, message.WasSent) = (false, true);
        _tokens = Burst;
    }

    private void Refuse(OwnMessage message, string why)
    {
        _messages.Remove(message);
        view.Refused(message, why);
    }

    private static void Send(ChatState state, ILink link, OwnMessage message)
    {
        if (message.IsWhole)
        {
            // Only where the server has labels and echoes.
            var tags = $"label={message.Label}";
            if (message.Post is { } post)
                tags += $";{PostView.Tag}={post.ToTag()}";
            foreach (
                var one in WholeMessage.Lines(message.Where, message.Text, message.Label, tags)
            )
                link.Send(one);
            return;
        }

        var text = message.IsAction ? ClientLine.Action(message.Text) : message.Text;
        var line = ClientLine.Of("PRIVMSG", message.Where, text);
        link.Send(
            state.Caps.Contains("labeled-response")
                ? ClientLine.WithLabel(line, message.Label)
                : line
        );
        // Without an echo: what is answered after it has been seen after it.
        if (!state.Caps.Contains("echo-message"))
            link.Send(ClientLine.Of("PING", message.Label));
    }

    private bool TryTakeToken()
    {
        var now = time.GetTimestamp();
        _tokens = Math.Min(
            Burst,
            _tokens + (time.GetElapsedTime(_filled, now).TotalSeconds * PerSecond)
        );
        _filled = now;
        if (_tokens < 1)
        {
            NextDue = TimeSpan.FromSeconds((1 - _tokens) / PerSecond);
            return false;
        }

        _tokens--;
        return true;
    }
}
