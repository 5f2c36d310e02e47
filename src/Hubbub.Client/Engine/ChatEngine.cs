using Hubbub.Client.State;
using Hubbub.Protocols.Boards;
using Hubbub.Protocols.Irc.Client;

namespace Hubbub.Client.Engine;

/// <summary>
/// A person's end of the wire: registers, keeps the state, catches up, keeps what was said until
/// the server has it. No thread, no socket, no clock of its own: whoever drives it gives lines,
/// links and time, and dials when <see cref="IsDialDue"/>.
/// </summary>
public sealed class ChatEngine : ILineEngine
{
    private static readonly TimeSpan s_quiet = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_gone = TimeSpan.FromSeconds(90);

    private readonly ChatOptions _options;
    private readonly IChatView _view;
    private readonly TimeProvider _time;
    private readonly Retrying _retrying;
    private readonly OwnName _name;
    private readonly Outgoing _outgoing;
    private readonly Histories _histories;
    private readonly ShownPosts _shown = new();
    private readonly List<string> _rooms;
    private ILink? _link;
    private bool _wasWelcomed;
    private string _away = "";
    private bool _isProbed;
    private bool _isDialing;
    private string? _closing;
    private long _heard;

    public ChatEngine(ChatOptions options, IChatView view, TimeProvider time)
    {
        _options = options;
        _view = view;
        _time = time;
        _retrying = new Retrying(options.Chance, time);
        _outgoing = new Outgoing(view, time);
        _histories = new Histories(view, time, _outgoing, options.FirstLines, options.ShowsBoard);
        _name = new OwnName(options, view, time);
        _rooms = [.. options.Rooms];
    }

    public ChatState State { get; private set; } = ChatState.Empty;

    /// <summary>Why it is over and no use to go on; empty: we left. Null: it goes on.</summary>
    public string? Ended { get; private set; }

    public bool IsLeaving { get; private set; }

    /// <summary>Once let in, it goes on trying for ever.</summary>
    public bool WasWelcomed => _wasWelcomed;

    public bool IsConnected => _link is not null;

    /// <summary>Messages that the server has not confirmed.</summary>
    public int UnderWay => _outgoing.Count;

    /// <summary>The driver is to dial, and to tell how it went.</summary>
    public bool IsDialDue =>
        Ended is null
        && !IsLeaving
        && _link is null
        && !_isDialing
        && _retrying.Left == TimeSpan.Zero;

    /// <summary>When <see cref="Tick"/> has something to do at the latest.</summary>
    public TimeSpan NextDue
    {
        get
        {
            var due = TimeSpan.FromSeconds(1);
            if (_retrying.IsWaiting && _link is null)
                due = Min(due, _retrying.Left);
            return _outgoing.NextDue is { } paced ? Min(due, paced) : due;
        }
    }

    public void Dialing() => _isDialing = true;

    public void DialFailed(string why)
    {
        _isDialing = false;
        if (!_wasWelcomed)
            Ended = why;
        else
            _retrying.Start();
    }

    public void Connected(ILink link)
    {
        _isDialing = false;
        _link = link;
        _retrying.Stop();
        _closing = null;
        _isProbed = false;
        _heard = _time.GetTimestamp();
        State = ChatState.Empty with { Phase = Phase.Registering, Nick = _name.Wanted };
        _name.Register(link);
    }

    /// <summary>The connection has gone.</summary>
    public void Lost(string why)
    {
        if (_link is null)
            return;
        _link = null;
        State = Apply.Lost(State);
        _outgoing.ConnectionLost();
        _histories.ConnectionLost();
        var reason = _closing ?? why;
        if (IsLeaving)
            Ended ??= "";
        else if (!_wasWelcomed || !_options.Reconnects)
            Ended ??= reason;
        if (Ended is not null)
            return;
        _view.Tell(new(TellKind.Error, null, "", $"Disconnected: {reason}", Now));
        _retrying.Start();
    }

    public void Line(ReadOnlySpan<byte> bytes)
    {
        if (_link is not { } link)
            return;
        _heard = _time.GetTimestamp();
        _isProbed = false;
        if (!ServerLine.TryParse(bytes, out var line))
            return;
        var outcome = new Outcome(Now);
        State = Apply.Line(State, line, outcome);
        foreach (var send in outcome.Send)
            link.Send(send);
        if (line.Verb == "JOIN" && State.IsMe(line.Source.Nick) && line.Batch is null)
            Entering(line[0], line.Time ?? Now);
        foreach (var told in outcome.Told)
            Take(told, line.Verb);
        foreach (var step in outcome.Steps)
            Take(step);
        foreach (var note in outcome.Notes)
            _view.Noted(note);
        foreach (var presence in outcome.Presences)
            _view.Noted(presence);
        Pump();
    }

    public void Tick()
    {
        if (_link is { } link)
        {
            var silent = _time.GetElapsedTime(_heard);
            if (silent > s_gone)
            {
                link.Close();
                Lost($"nothing was heard for {(int)s_gone.TotalSeconds} seconds");
                return;
            }

            if (silent > s_quiet && !_isProbed)
            {
                _isProbed = true;
                link.Send("PING :alive");
            }

            _name.Tick(State, link);
            _histories.Tick(State, link);
            _shown.Tell(link, _time, atOnce: false);
        }

        Pump();
    }

    /// <summary>What is typed, as messages that the server takes whole.</summary>
    public void Say(string where, string text, bool isAction = false)
    {
        if (!isAction && WholeMessage.IsFor(text, State))
            _view.Sending(_outgoing.Add(where, text.Trim('\n'), isAction: false, isWhole: true));
        else
            foreach (var piece in ClientLine.Messages(text, where, State.Mask))
                _view.Sending(_outgoing.Add(where, piece, isAction));
        Pump();
    }

    /// <summary>What is to stay on a room's board, whole.</summary>
    public void Post(string room, string text, PostOptions options)
    {
        _view.Sending(_outgoing.Add(room, options.TextOf(text), isAction: false, options));
        Pump();
    }

    /// <summary>A post was shown to the person.</summary>
    public void Shown(string room, PostView post) => _shown.Note(room, post.Number);

    /// <summary>False: there is no connection, and nothing was sent.</summary>
    public bool TrySend(string line)
    {
        if (_link is not { } link || State.Phase != Phase.Here)
            return false;
        link.Send(ClientLine.OneLine(line));
        return true;
    }

    /// <summary>Away with these words, or back without; the same again after a cut.</summary>
    /// <returns>False: there is no connection, and nothing was sent.</returns>
    public bool TryAway(string text)
    {
        if (!TrySend(text.Length > 0 ? ClientLine.Of("AWAY", text) : "AWAY"))
            return false;
        _away = text;
        return true;
    }

    public void Join(string room, string key = "")
    {
        if (!_rooms.Exists(r => Same(r, room)))
            _rooms.Add(room);
        TrySend(key.Length > 0 ? ClientLine.Of("JOIN", room, key) : ClientLine.Of("JOIN", room));
    }

    /// <summary>Another name, now or at the next connection.</summary>
    public void TryNick(string nick) => _name.Try(nick, State, _link);

    /// <summary>Asks for what is before the oldest line. False: it cannot be asked for now.</summary>
    public bool AskOlder(string where) =>
        _link is { } link && State.Phase == Phase.Here && _histories.AskOlder(where, State, link);

    public void Leave(string reason)
    {
        IsLeaving = true;
        if (_link is { } link)
        {
            _shown.Tell(link, _time, atOnce: true);
            link.Send(reason.Length > 0 ? ClientLine.Of("QUIT", reason) : "QUIT");
            link.Close();
        }
        else
        {
            Ended ??= "";
        }
    }

    private DateTimeOffset Now => _time.GetUtcNow();

    private void Take(Told told, string verb)
    {
        if (told.Label is { } label && told.Kind == TellKind.Error)
        {
            if (_outgoing.TakeByLabel(label) is { } refused)
            {
                _view.Refused(refused, told.Text);
                return;
            }
        }
        else if (told.Kind == TellKind.Error)
        {
            // 404: cannot send to a room. 401: no such person. The others: the room is not to be had.
            if (verb is "404" or "401")
                _outgoing.RefuseOldest(told.Who, told.Text);
            else if (verb is "403" or "405" or "471" or "473" or "474" or "475" or "476" or "477")
                NotEntered(told.Who, told.Text);
        }

        if (told.Kind == TellKind.Left || (told.Kind == TellKind.PutOut && told.IsOwn))
            NotEntered(told.Where!, "You are not in that room any more.");
        _histories.Take(told);
    }

    private void NotEntered(string room, string why)
    {
        _rooms.RemoveAll(r => Same(r, room));
        _outgoing.RefuseAll(room, why);
    }

    private void Take(Step step)
    {
        switch (step.Kind)
        {
            case StepKind.Welcomed:
                Welcome();
                break;
            case StepKind.NickRefused:
                _name.Refused(step, State, _wasWelcomed, _link);
                break;
            case StepKind.ResumeToken:
                _name.KeepForResuming(step.Text);
                break;
            case StepKind.TurnedAway:
                Ended = step.Text;
                _link?.Close();
                break;
            case StepKind.Closing:
                _closing = step.Text;
                break;
            case StepKind.Pong or StepKind.Answered:
                if (_outgoing.TakeByLabel(step.Text) is { } done)
                    _view.Confirmed(done, echo: null);
                break;
            case StepKind.NamesEnded:
                _histories.Entered(step.Text, State, _link!);
                break;
            case StepKind.BatchEnded:
                _histories.Answered(step.Text, State, _link!);
                break;
            case StepKind.BoardEnded:
                if (_histories.IsAsking(step.Text))
                    _histories.Answered(step.Text, State, _link!);
                else
                    _view.Tell(new(TellKind.Info, step.Text, "", State.BoardWords(step.Text), Now));
                break;
            case StepKind.HistoryFailed:
                _histories.Failed(step.Text, State, _link!);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(step));
        }
    }

    private void Welcome()
    {
        _retrying.Reset();
        var again = _wasWelcomed;
        _wasWelcomed = true;
        _name.Welcomed(State.Nick, again);
        _view.Welcomed(again);
        foreach (var line in _options.OnWelcome)
            _link!.Send(line);
        if (again && _away.Length > 0)
            TryAway(_away);
        if (_rooms.Count == 0 && !again && State.Server.IsHubbub)
            _rooms.Add(_options.DefaultRoom);
        foreach (var room in _rooms)
            _link!.Send(ClientLine.Of("JOIN", room));
        if (again)
            _histories.WelcomedAgain(State, _link!);
    }

    private void Entering(string room, DateTimeOffset at)
    {
        if (!_rooms.Exists(r => Same(r, room)))
            _rooms.Add(room);
        _histories.Entering(room, at, State);
    }

    private void Pump()
    {
        if (_link is { } link && State.Phase == Phase.Here)
            _outgoing.Pump(
                State,
                link,
                message =>
                    (!State.IsRoom(message.Where) || State.Room(message.Where) is not null)
                    && !(message.WasSent && _histories.IsBehind(message.Where))
            );
    }

    /// <summary>How long until the next try; null: none is due.</summary>
    public TimeSpan? RetryIn =>
        _link is null && _retrying.IsWaiting && !_isDialing ? _retrying.Left : null;

    private bool Same(string a, string b) => State.Server.Fold(a) == State.Server.Fold(b);

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
