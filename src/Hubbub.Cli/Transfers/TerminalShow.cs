using System.Text;
using Hubbub.Files;
using Hubbub.Terminal.Drawing;
using Hubbub.Terminal.Tty;

namespace Hubbub.Cli.Transfers;

/// <summary>
/// On a terminal: lines that stay, and below them two that are drawn anew: the file under way, and all
/// of it. Written in one piece, so that nothing flickers.
/// </summary>
internal sealed class TerminalShow(TextWriter output) : ITransferShow
{
    /// <summary>Digests that are shown; of more files their number is told at the end.</summary>
    private const int MostShown = 30;

    private const string EraseLine = "\e[2K";

    private int _drawn;
    private int _shown;

    public void Note(string what, string sentence) => Stay(sentence);

    public void Offered(Offer offer, string who)
    {
        foreach (var line in TransferWords.Offer(offer, who))
            Stay(line);
    }

    public void Progress(Offer offer, TransferProgress progress, Pace pace)
    {
        var stage = TransferWords.Stage(progress.Stage);
        if (stage.Length > 0)
            Draw(stage);
        else if (offer.Files > 1)
            Draw(
                TransferWords.File(offer, progress, pace),
                TransferWords.All(offer, progress, pace) + Bar(offer, progress)
            );
        else
            Draw(TransferWords.All(offer, progress, pace) + Bar(offer, progress));
    }

    public void Verified(Offer offer, VerifiedFile file)
    {
        if (_shown++ < MostShown)
            Stay(TransferWords.Verified(offer, file));
    }

    public void Over()
    {
        Draw();
        if (_shown > MostShown)
            Stay($"… and {_shown - MostShown:N0} more files (--json tells all digests)");
        _shown = 0;
    }

    private static string Bar(Offer offer, TransferProgress progress)
    {
        const int Width = 24;
        var done = offer.Size == 0 ? Width : (int)(Width * progress.Bytes / offer.Size);
        return $"  [{new string('#', done)}{new string('.', Width - done)}]";
    }

    private void Stay(string line)
    {
        var text = new StringBuilder();
        Erase(text);
        text.Append(line).Append('\n');
        output.Write(text.ToString());
        _drawn = 0;
    }

    private void Draw(params ReadOnlySpan<string> lines)
    {
        var text = new StringBuilder();
        Erase(text);
        var width = TerminalDevice.Size.Width - 1;
        for (var i = 0; i < lines.Length; i++)
            text.Append(i == 0 ? "" : "\n").Append(Cut(lines[i], width));
        output.Write(text.ToString());
        _drawn = lines.Length;
    }

    private void Erase(StringBuilder text)
    {
        for (var i = 0; i < _drawn; i++)
            text.Append(i == 0 ? "\r" : "\e[1A").Append(EraseLine);
    }

    private static string Cut(string line, int width)
    {
        var cut = new StringBuilder();
        var used = 0;
        foreach (var glyph in Glyphs.Of(line))
        {
            used += glyph.Width;
            if (used > width)
                break;
            cut.Append(glyph.Text);
        }

        return cut.ToString();
    }
}
