using System.Buffers;
using Hubbub.Terminal.Drawing;
using Hubbub.Terminal.Screens;

namespace Hubbub.Tests.Terminal;

/// <summary>A screen on a virtual terminal, with lines and somebody typing.</summary>
internal sealed class ScreenStory : ILines
{
    private readonly List<StyledLine> _lines = [];
    private readonly TalkScreen _screen = new();
    private readonly Painter _painter;
    private int _width;
    private int _height;

    public ScreenStory(int width, int height, Colours colours = Colours.All)
    {
        _painter = new Painter(colours);
        (_width, _height) = (width, height);
        Terminal = new VirtualTerminal(width, height);
    }

    public VirtualTerminal Terminal { get; private set; }

    public Typing Typing { get; } = new();

    public Paging Paging { get; } = new();

    public StyledLine Status { get; set; } = StyledLine.Of(" #tea");

    public Surface Picture { get; private set; } = new(1, 1);

    /// <summary>The bytes of the last frame.</summary>
    public int Sent { get; private set; }

    public long First { get; private set; }

    public long End => First + _lines.Count;

    public void Show(long id, List<StyledLine> lines) => lines.Add(_lines[(int)(id - First)]);

    public ScreenStory Told(params string[] lines)
    {
        _lines.AddRange(lines.Select(line => StyledLine.Of(line, indent: 6)));
        return this;
    }

    public ScreenStory Told(StyledLine line)
    {
        _lines.Add(line);
        return this;
    }

    public ScreenStory Earlier(params string[] lines)
    {
        _lines.InsertRange(0, lines.Select(line => StyledLine.Of(line)));
        First -= lines.Length;
        return this;
    }

    public bool PageUp() => _screen.PageUp(this, Paging);

    public bool PageDown() => _screen.PageDown(this, Paging);

    public ScreenStory Resize(int width, int height)
    {
        (_width, _height) = (width, height);
        Terminal = new VirtualTerminal(width, height);
        _painter.Forget();
        return this;
    }

    public IReadOnlyList<string> Draw()
    {
        Picture = new Surface(_width, _height);
        _screen.Draw(new Frame(this, Status, StyledLine.Of("> ")), Paging, Typing.Editor, Picture);
        var output = new ArrayBufferWriter<byte>();
        _painter.Paint(Picture, output);
        Terminal.Feed(output.WrittenSpan);
        Sent = output.WrittenCount;
        return Terminal.Rows;
    }
}
