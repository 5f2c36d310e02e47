using System.Buffers;
using Hubbub.Client.Commands;
using Hubbub.Client.Conversations;
using Hubbub.Terminal.Drawing;
using Hubbub.Terminal.Editing;
using Hubbub.Terminal.Keys;
using Hubbub.Terminal.Screens;

namespace Hubbub.Cli.Chatting;

/// <summary>How a chat is shown.</summary>
/// <param name="Server">Its name where no room is open.</param>
/// <param name="EndsOnInterrupt">Ctrl+C ends, whatever is in the edit line (the console of a server).</param>
internal sealed record ScreenStyle(
    string Server,
    Colours Colours,
    bool Bell,
    bool EndsOnInterrupt,
    TimeZoneInfo Zone
);

/// <summary>Keys to the chat and the chat to a picture; without the terminal, and without a thread.</summary>
internal sealed class ChatScreen : IScreenPart
{
    private readonly Chat _chat;
    private readonly ScreenStyle _style;
    private readonly HistoryFile _file;
    private readonly TalkScreen _screen = new();
    private readonly Dictionary<Conversation, Paging> _pagings = [];
    private readonly List<string> _typed = [];
    private readonly ArrayBufferWriter<byte> _output = new(4096);
    private string? _hint;
    private bool _pagesUp;
    private bool _wantsSuspension;

    public ChatScreen(Chat chat, ScreenStyle style, HistoryFile file)
    {
        _chat = chat;
        _style = style;
        _file = file;
        Editor = new LineEditor(
            new InputHistory(file.Read()),
            (text, cursor) => ChatCompleter.Complete(chat, text, cursor)
        );
        Painter = new Painter(style.Colours);
    }

    public LineEditor Editor { get; }

    public Painter Painter { get; }

    public bool IsOver => _chat.Engine.Ended is not null;

    /// <summary>Something was told; or a second of waiting for the next try has gone by.</summary>
    public long News
    {
        get
        {
            var seconds = (long)(_chat.Engine.RetryIn ?? TimeSpan.Zero).TotalSeconds;
            var phase = (long)_chat.Engine.State.Phase;
            return (_chat.Version << 16) ^ (seconds << 4) ^ phase;
        }
    }

    public TimeSpan NextDue => _chat.Engine.NextDue;

    public void Forget() => Painter.Forget();

    public void Leave() => _chat.Engine.Leave("");

    public bool TakeSuspension()
    {
        var wanted = _wantsSuspension;
        _wantsSuspension = false;
        return wanted;
    }

    public void Press(Key key)
    {
        _hint = null;
        if (TryCommand(key))
            return;
        switch (Editor.Handle(key))
        {
            case Edited.Submitted:
                Submit();
                break;
            case Edited.Interrupted when Editor.Text.Length > 0 && !_style.EndsOnInterrupt:
                Editor.Replace("");
                break;
            case Edited.Interrupted or Edited.Ended:
                _chat.Engine.Leave("");
                break;
            case Edited.Full:
                _hint = "That is too long for one message. It was not taken over.";
                break;
            default:
                break;
        }
    }

    /// <summary>After lines came: what was refused comes back into the edit line; the page that was asked for is shown.</summary>
    public void Settle()
    {
        if (_chat.TakeGivenBack() is { } text)
            Editor.Replace(Editor.Text.Length == 0 ? text : text + "\n" + Editor.Text);
        var current = _chat.Conversations.Current;
        if (_pagesUp && (current.IsWhole || _screen.PageUp(LinesOf(current), PagingOf(current))))
            _pagesUp = false;
    }

    public Surface Draw(int width, int height)
    {
        var current = _chat.Conversations.Current;
        var (lines, paging) = (LinesOf(current), PagingOf(current));
        var status = StatusBar.Of(_chat, _style.Server, paging.Below(lines), _hint, width);
        var prompt = StyledLine.Of(_chat.RefusedNick is null ? "> " : "name> ", Style.Dim);
        var surface = Painter.Next(width, height);
        _screen.Draw(new Frame(lines, status, prompt), paging, Editor, surface);
        return surface;
    }

    public ReadOnlyMemory<byte> Frame(int width, int height)
    {
        _output.ResetWrittenCount();
        Painter.Paint(Draw(width, height), _output);
        if (_chat.TakeMention() && _style.Bell)
            _output.Write("\a"u8);
        return _output.WrittenMemory;
    }

    /// <summary>What was typed is kept for the next time.</summary>
    public void Keep()
    {
        _file.Append(_typed);
        _typed.Clear();
    }

    private bool TryCommand(Key key)
    {
        var current = _chat.Conversations.Current;
        switch (key)
        {
            case {
                Kind: KeyKind.Character,
                Modifiers: KeyModifiers.Alt,
                Text: [>= '1' and <= '9']
            }:
                _chat.Conversations.TryShow(key.Text[0] - '0');
                return true;
            case { Kind: KeyKind.Character, Modifiers: KeyModifiers.Control, Text: "n" or "p" }:
                _chat.Conversations.Step(key.Text == "n" ? 1 : -1);
                return true;
            case { Kind: KeyKind.Character, Modifiers: KeyModifiers.Control, Text: "l" }:
                Painter.Forget();
                return true;
            case { Kind: KeyKind.Character, Modifiers: KeyModifiers.Control, Text: "z" }:
                _wantsSuspension = true;
                return true;
            case { Kind: KeyKind.PageUp }:
                if (!_screen.PageUp(LinesOf(current), PagingOf(current)) && !current.IsWhole)
                    _pagesUp = _chat.Engine.AskOlder(current.Name);
                return true;
            case { Kind: KeyKind.PageDown }:
                _screen.PageDown(LinesOf(current), PagingOf(current));
                return true;
            default:
                return false;
        }
    }

    private void Submit()
    {
        var text = Editor.Text;
        var isName = _chat.RefusedNick is not null;
        if (_chat.Submit(text).Why is { } why)
        {
            _hint = why;
            return;
        }

        var isSecret = SlashCommands.IsSecret(text) || isName;
        Editor.Take(remember: !isSecret);
        if (!isSecret && text.Length > 0)
            _typed.Add(text);
        PagingOf(_chat.Conversations.Current).ToNewest();
    }

    private ChatLines LinesOf(Conversation conversation) =>
        new(conversation, () => _chat.Engine.State.Nick, _style.Zone);

    private Paging PagingOf(Conversation conversation)
    {
        if (!_pagings.TryGetValue(conversation, out var paging))
            _pagings.Add(conversation, paging = new Paging());
        return paging;
    }
}
