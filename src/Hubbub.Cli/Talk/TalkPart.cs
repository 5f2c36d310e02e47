using System.Buffers;
using Hubbub.Cli.Chatting;
using Hubbub.Client.Commands;
using Hubbub.Client.Talking;
using Hubbub.Terminal.Drawing;
using Hubbub.Terminal.Editing;
using Hubbub.Terminal.Keys;
using Hubbub.Terminal.Screens;

namespace Hubbub.Cli.Talk;

/// <summary>A talk at a terminal: keys to the engine, the engine to a picture.</summary>
internal sealed class TalkPart : IScreenPart, ITalkFace
{
    private readonly TalkPage _page = new();
    private readonly TalkScreen _screen = new();
    private readonly Paging _paging = new();
    private readonly LineEditor _editor = new(new InputHistory(), (_, _) => null);
    private readonly Painter _painter;
    private readonly ArrayBufferWriter<byte> _output = new(4096);
    private readonly string _title;
    private string? _hint;
    private string _last = "";
    private bool _wantsSuspension;
    private long _news;

    /// <param name="title">Where one is, for the status line.</param>
    public TalkPart(string title, Colours colours)
    {
        _title = title;
        _painter = new Painter(colours);
    }

    public TalkEngine Engine { get; set; } = null!;

    public bool IsOver => Engine.IsOver;

    public long News =>
        (_news << 8) ^ ((long)Engine.Stage << 2) ^ (Engine.IsAsking ? 1 : 0) ^ (IsSending ? 2 : 0);

    public TimeSpan NextDue => TimeSpan.FromSeconds(1);

    /// <summary>The last that happened, for when the screen is gone.</summary>
    public string Last => _last;

    private bool IsSending => Engine.UnderWay is not null;

    public void Note(string words)
    {
        _page.Note(words);
        _hint = null;
        _last = words;
        _news++;
    }

    public void Said(Message words)
    {
        _page.Said(words);
        _hint = null;
        _news++;
    }

    public void GivenBack(string text, string why)
    {
        _editor.Replace(_editor.Text.Length == 0 ? text : text + "\n" + _editor.Text);
        _hint = why;
        _news++;
    }

    public void Press(Key key)
    {
        _hint = null;
        switch (key)
        {
            case { Kind: KeyKind.Character, Modifiers: KeyModifiers.Control, Text: "z" }:
                _wantsSuspension = true;
                return;
            case { Kind: KeyKind.Character, Modifiers: KeyModifiers.Control, Text: "l" }:
                _painter.Forget();
                return;
            case { Kind: KeyKind.PageUp }:
                _screen.PageUp(_page, _paging);
                return;
            case { Kind: KeyKind.PageDown }:
                _screen.PageDown(_page, _paging);
                return;
            default:
                Edit(_editor.Handle(key));
                return;
        }
    }

    public bool TakeSuspension()
    {
        var wanted = _wantsSuspension;
        _wantsSuspension = false;
        return wanted;
    }

    public void Settle() { }

    public void Forget() => _painter.Forget();

    public void Leave() => Engine.Interrupt();

    public void Keep() { }

    public ReadOnlyMemory<byte> Frame(int width, int height)
    {
        _output.ResetWrittenCount();
        _painter.Paint(Draw(width, height), _output);
        return _output.WrittenMemory;
    }

    public Surface Draw(int width, int height)
    {
        var surface = _painter.Next(width, height);
        var status = StyledLine.Of(
            " " + (_hint ?? Status()),
            _hint is null ? Style.Plain : Style.Bold
        );
        _screen.Draw(
            new Frame(_page, status, StyledLine.Of(Prompt(), Style.Bold)),
            _paging,
            _editor,
            surface
        );
        return surface;
    }

    private void Edit(Edited edited)
    {
        switch (edited)
        {
            case Edited.Submitted:
                _paging.ToNewest();
                _hint = Engine.Submit(
                    QuitWords.Are(_editor.Text) ? TalkEngine.Quit : QuitWords.Said(_editor.Text)
                );
                if (_hint is null)
                    _editor.Take(remember: true);
                else if (_hint.Length == 0)
                    _hint = null;
                break;
            case Edited.Interrupted:
                Engine.Interrupt();
                break;
            case Edited.Ended:
                _hint = $"{TalkEngine.Quit} closes the conversation, Ctrl-C ends the program.";
                break;
            case Edited.Full:
                _hint = "That is too long for one message. It was not taken over.";
                break;
            default:
                break;
        }
    }

    /// <summary>There is one only when something may be typed and sent.</summary>
    private string Prompt() =>
        Engine.Stage == TalkStage.Naming ? "Your name: "
        : Engine.IsOwnTurn ? $"{Engine.Nick}> "
        : "";

    private string Status() =>
        Engine.Stage switch
        {
            TalkStage.Naming => "At most 10 characters, no white space",
            TalkStage.Talking when IsSending => $"with {Engine.Other} · sending …",
            TalkStage.Talking when Engine.IsOwnTurn => $"with {Engine.Other} · it is your turn",
            TalkStage.Talking => $"with {Engine.Other} · it is {Engine.Turn}'s turn",
            TalkStage.Leaving => "Closing …",
            _ => _title,
        };
}
