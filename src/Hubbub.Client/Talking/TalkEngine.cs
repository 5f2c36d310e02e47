using System.Text;
using Hubbub.Client.Engine;
using Hubbub.Protocols;
using Hubbub.Protocols.Irc.Client;

namespace Hubbub.Client.Talking;

/// <summary>How far a talk has come.</summary>
public enum TalkStage
{
    Connecting,

    /// <summary>A name is to be given.</summary>
    Naming,
    Entering,

    /// <summary>For guests, or in line.</summary>
    Waiting,
    Talking,

    /// <summary>All is told; the connection is being closed.</summary>
    Leaving,
}

/// <summary>
/// One end of a talk of two, the guest's or the host's, over IRC's lines with <c>hubbub/talk</c>
/// (docs/irc.md). The hub keeps the turns; this knows whose it is, and keeps what was typed until
/// the server has it.
/// </summary>
public sealed class TalkEngine(TalkOptions options, ITalkView view, TimeProvider time) : ILineEngine
{
    public const string Quit = @"\quit";

    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(2);

    private readonly TalkTerms _terms = new(options.NameLength);
    private ILink? _link;
    private bool _wasDialed;
    private bool _isRegistered;
    private readonly Silence _silence = new(time);
    private long _left;
    private int _place;
    private string _wanted = options.Nick ?? "";
    private string? _closing;

    public TalkStage Stage { get; private set; }

    /// <summary>Our own name; empty: not known yet.</summary>
    public string Nick { get; private set; } = "";

    /// <summary>The other's; empty: nobody.</summary>
    public string Other { get; private set; } = "";

    /// <summary>Whose turn it is.</summary>
    public string Turn { get; private set; } = "";

    /// <summary>Said by us, and not confirmed by the server; null: nothing.</summary>
    public string? UnderWay { get; private set; }

    /// <summary>Why it is over and could not be; empty: in good order. Null: it goes on.</summary>
    public string? Ended { get; private set; }

    /// <summary>The connection is closed, too.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Where the server is, for people.</summary>
    public string Place { get; set; } = options.Place;

    /// <summary>The host ends after this talk.</summary>
    public bool Once { get; set; } = options.Once;

    public bool IsOwnTurn =>
        Stage == TalkStage.Talking && UnderWay is null && Nick.Length > 0 && Turn == Nick;

    /// <summary>A line that is given now is taken.</summary>
    public bool IsAsking => Stage == TalkStage.Naming || IsOwnTurn;

    public bool IsDialDue => !_wasDialed && Ended is null;

    public void Dialing() => _wasDialed = true;

    public void DialFailed(string why) => Close($"No connection to {Place}: {why}");

    public void Connected(ILink link)
    {
        _link = link;
        _silence.End();
        if (Ended is not null)
            Leave();
        else
            link.Send("CAP LS 302");
    }

    public void Lost(string why)
    {
        _link = null;
        IsOver = true;
        if (Ended is null)
            GiveBack("It was not said.");
        Ended ??= $"The connection to {Place} is lost: {_closing ?? why}";
    }

    public void Tick()
    {
        if (Ended is not null)
        {
            IsOver |= _link is null || time.GetElapsedTime(_left) > s_farewell;
            return;
        }

        if (_link is { } link && _silence.Watch(link) is { } why)
        {
            link.Close();
            Lost(why);
        }
    }

    /// <summary>What was typed. Why it was not taken and stays; null: it was taken.</summary>
    public string? Submit(string typed)
    {
        if (typed.Trim().Equals(Quit, StringComparison.OrdinalIgnoreCase))
            return EndTalk();
        switch (Stage)
        {
            case TalkStage.Naming:
                TryName(typed.Trim());
                return null;
            case TalkStage.Talking when UnderWay is not null:
                return "One moment: what you said before is on its way.";
            case TalkStage.Talking when !IsOwnTurn:
                return $"It is {Turn}'s turn. What you typed stays here.";
            case TalkStage.Talking:
                return Say(typed);
            case TalkStage.Waiting:
                return options.IsHost
                    ? "Nobody is here yet. What you typed stays here."
                    : $"You are number {_place} in line. What you typed stays here.";
            default:
                return "One moment, please.";
        }
    }

    /// <summary>Everything ends, at once: Ctrl-C, a signal.</summary>
    public void Interrupt()
    {
        if (Ended is not null)
            return;
        view.Note(TalkSentences.Interrupted(Stage, options.IsHost, Place, Other));
        Close("");
    }

    public void Line(ReadOnlySpan<byte> bytes)
    {
        _silence.End();
        if (!ServerLine.TryParse(bytes, out var line) || _link is not { } link)
            return;
        if (Ended is not null)
            // The server says its last word, and closes.
            IsOver |= line.Verb == "ERROR";
        else if (line.Verb == "PING")
            link.Send(ClientLine.Of("PONG", line.Last));
        else
            Take(line, link);
    }

    private void Take(ServerLine line, ILink link)
    {
        switch (line.Verb)
        {
            case "CAP":
                Negotiate(line, link);
                break;
            case "432" or "433" or "436" or "437":
                NameRefused(line.Last);
                break;
            case "464":
                Close(
                    options.Password is null
                        ? $"{Place} asks for a password: --password-file names a file that has it."
                        : $"{Place} does not take this password."
                );
                break;
            case "001":
                Nick = line[0];
                _isRegistered = true;
                link.Send(
                    options.IsHost
                        ? ClientLine.Of("OPER", options.Operator.Name, options.Operator.Password)
                        : "TALK"
                );
                break;
            case "381":
                link.Send($"TALK OPEN {TalkOptions.Room} {options.Longest} {options.MostInLine}");
                break;
            case "TALK":
                Take(line);
                break;
            case "TURN" when _terms.IsRoom(line[0]) && line[1] != "*":
                Turn = line[1];
                break;
            case "PRIVMSG" or "BATCH":
                if (_terms.Read(line, time.GetUtcNow()) is { } said)
                    Said(said);
                break;
            case "404" or "417" or "NOTICE" when UnderWay is not null:
                GiveBack(line.Last);
                break;
            case "FAIL":
                Failed(line);
                break;
            case "ERROR":
                _closing = line.Last;
                break;
            default:
                break;
        }
    }

    private void Negotiate(ServerLine line, ILink link)
    {
        switch (_terms.Negotiate(line))
        {
            case { Length: > 0 } request:
                link.Send(request);
                break;
            case "" when !_terms.KnowsTalks:
                Close($"{Place} knows no talks.");
                break;
            case "":
                if (options.Password is { } password)
                    link.Send(ClientLine.Of("PASS", password));
                link.Send("USER talk 0 * talk");
                link.Send("CAP END");
                if (_wanted.Length == 0)
                    Stage = TalkStage.Naming;
                else
                    TryName(_wanted);
                break;
            default:
                break;
        }
    }

    private void TryName(string name)
    {
        _wanted = name;
        if (_terms.Names.Refuse(name) is { } why)
        {
            NameRefused(why);
            return;
        }

        Stage = TalkStage.Entering;
        _link?.Send(ClientLine.Of("NICK", name));
    }

    private void NameRefused(string why)
    {
        if (_isRegistered)
            return;
        Stage = TalkStage.Naming;
        view.Note($"“{_wanted}” cannot be your name. {why.TrimEnd('.')}. Another?");
    }

    private void Take(ServerLine line)
    {
        switch (line[0])
        {
            case "OPEN":
                Stage = TalkStage.Waiting;
                options.Opened();
                break;
            case "BEGAN":
                Begin(line);
                break;
            case "ENDED":
                End(line[2], line[4]);
                break;
            case "LINE":
                Stage = TalkStage.Waiting;
                _ = int.TryParse(line[1], out _place);
                view.Note(TalkSentences.Place(line[2], _place));
                break;
            case "LEFT":
                view.Note("You do not wait any longer.");
                Close("");
                break;
            case "CLOSED":
                Close($"{line[1]} has gone. Nobody is at the console of {Place} any more.");
                break;
            default:
                break;
        }
    }

    private void Begin(ServerLine line)
    {
        _ = int.TryParse(line[4], out var longest);
        _terms.Begin(line[1], longest);
        Stage = TalkStage.Talking;
        Other = options.IsHost ? line[3] : line[2];
        Turn = line[3];
        view.Note(TalkSentences.Begun(options.IsHost, Other, options.AddressOf(Other)));
    }

    private void End(string by, string how)
    {
        GiveBack("The conversation was over: it was not said.");
        view.Note(TalkSentences.Closed(by, by == Nick, Other, how));
        (Turn, Stage) = ("", TalkStage.Waiting);
        if (!options.IsHost || Once)
            Close("");
        else
            view.Note($"Still open on {Place}. Waiting for the next guest …");
        Other = "";
    }

    private void Said(Message said)
    {
        var own = said.Who == Nick;
        view.Said(said with { IsOwn = own });
        if (own)
            UnderWay = null;
    }

    private void Failed(ServerLine line)
    {
        if (TalkSentences.WhyNot(line, Place) is { } why)
            Close(why);
        else
            GiveBack(line.Last);
    }

    private string? Say(string text)
    {
        if (text.Trim().Length == 0)
            return "";
        var length = Measure.Characters(Encoding.UTF8.GetBytes(text));
        if (_terms.Longest > 0 && length > _terms.Longest)
            return $"That has {length} characters; at most {_terms.Longest} can be said at once. It was not sent.";
        UnderWay = text;
        foreach (var line in _terms.Lines(text))
            _link?.Send(line);
        return null;
    }

    private string? EndTalk()
    {
        if (Stage is TalkStage.Talking || (Stage == TalkStage.Waiting && !options.IsHost))
            _link?.Send("TALK END");
        else if (options.IsHost)
            return "No conversation is going on. Ctrl-C ends the program.";
        else
            Close("");
        return null;
    }

    private void GiveBack(string why)
    {
        if (UnderWay is not { } text)
            return;
        UnderWay = null;
        view.GivenBack(text, why);
    }

    /// <param name="why">Empty: in good order.</param>
    private void Close(string why)
    {
        if (Ended is not null)
            return;
        GiveBack("It was not said.");
        Ended = why;
        Leave();
    }

    private void Leave()
    {
        Stage = TalkStage.Leaving;
        _left = time.GetTimestamp();
        IsOver = _link is null;
        _link?.Send("QUIT");
        _link?.Close();
    }
}
