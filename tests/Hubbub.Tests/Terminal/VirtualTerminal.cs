using System.Globalization;
using System.Text;
using Hubbub.Terminal.Drawing;

namespace Hubbub.Tests.Terminal;

/// <summary>
/// A terminal in memory: bytes in, cells out. Knows what <see cref="Painter"/> may send, and fails
/// on anything else, so that nothing unforeseen reaches a real one.
/// </summary>
internal sealed class VirtualTerminal(int width, int height)
{
    private readonly string[,] _cells = Filled(width, height, " ");
    private readonly string[,] _styles = Filled(width, height, "");
    private int _x;
    private int _y;
    private string _style = "";
    private (int X, int Y)? _last;

    public (int X, int Y) Cursor => (_x, _y);

    public string this[int x, int y] => _cells[y, x];

    public string StyleAt(int x, int y) => _styles[y, x];

    public string RowText(int y) =>
        string.Concat(Enumerable.Range(0, width).Select(x => _cells[y, x])).TrimEnd();

    public IReadOnlyList<string> Rows => [.. Enumerable.Range(0, height).Select(RowText)];

    public void Feed(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        for (var at = 0; at < text.Length; )
        {
            if (text[at] == '\e')
            {
                var end = at + 2;
                while (text[end] is < '@' or > '~')
                    end++;
                Run(text[(at + 2)..end], text[end]);
                at = end + 1;
                continue;
            }

            Assert.True(Rune.TryGetRuneAt(text, at, out var rune), "half a character");
            Assert.False(Rune.IsControl(rune), $"U+{rune.Value:X4} was sent to the terminal");
            Put(rune);
            at += rune.Utf16SequenceLength;
        }
    }

    private void Run(string parameters, char final)
    {
        switch (final)
        {
            case 'H':
                var to = parameters.Split(';').Select(int.Parse).ToArray();
                (_y, _x, _last) = (to[0] - 1, to[1] - 1, null);
                Assert.InRange(_x, 0, width - 1);
                Assert.InRange(_y, 0, height - 1);
                break;
            case 'J':
                Assert.Equal("2", parameters);
                for (var y = 0; y < height; y++)
                    Erase(0, y);
                break;
            case 'K':
                Erase(_x, _y);
                break;
            case 'm':
                _style = parameters == "0" ? "" : parameters;
                break;
            case 'h' or 'l':
                Assert.Contains(parameters, new[] { "?25", "?2026" });
                break;
            default:
                Assert.Fail($"ESC [ {parameters} {final} was sent");
                break;
        }
    }

    /// <summary>As terminals that know clusters: what joins with the character before it (UAX 29) does.</summary>
    private void Put(Rune rune)
    {
        if (_last is { } last)
        {
            var joined = _cells[last.Y, last.X] + rune;
            if (StringInfo.GetNextTextElementLength(joined) == joined.Length)
            {
                _cells[last.Y, last.X] = joined;
                if (CellWidth.Of(joined) == 2 && _x == last.X + 1)
                {
                    Assert.True(_x < width, "it was written beyond the row");
                    _cells[_y, _x++] = "";
                }

                return;
            }
        }

        var own = CellWidth.Of(rune.ToString());
        Assert.True(_x + own <= width, "it was written beyond the row");
        _cells[_y, _x] = rune.ToString();
        _styles[_y, _x] = _style;
        _last = (_x, _y);
        if (own == 2)
        {
            _cells[_y, _x + 1] = "";
            _styles[_y, _x + 1] = _style;
        }

        _x += own;
    }

    private void Erase(int from, int y)
    {
        for (var x = from; x < width; x++)
            (_cells[y, x], _styles[y, x]) = (" ", "");
    }

    private static string[,] Filled(int width, int height, string with)
    {
        var cells = new string[height, width];
        for (var y = 0; y < height; y++)
        for (var x = 0; x < width; x++)
            cells[y, x] = with;
        return cells;
    }
}
