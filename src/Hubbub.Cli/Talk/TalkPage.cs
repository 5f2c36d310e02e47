using System.Globalization;
using Hubbub.Client.Talking;
using Hubbub.Terminal.Drawing;
using Hubbub.Terminal.Screens;

namespace Hubbub.Cli.Talk;

/// <summary>What was said and what happened, as lines to page through: <c>ada> hello</c></summary>
internal sealed class TalkPage : ILines
{
    private const int Most = 10_000;

    private readonly Queue<StyledLine> _lines = [];

    public long First { get; private set; }

    public long End => First + _lines.Count;

    public void Note(string words) => Add(StyledLine.Of(words, Style.Dim, indent: 2));

    public void Said(Message said)
    {
        var name = said.IsOwn ? Style.Bold : Chatting.NameColours.Of(said.Who, Look.Bold);
        var indent = said.Who.Length + 2;
        foreach (var line in said.Text.Split('\n'))
            Add(new StyledLine([new(said.Who + "> ", name), new(line)], indent));
    }

    public void Show(long id, List<StyledLine> lines) =>
        lines.Add(_lines.ElementAt((int)(id - First)));

    /// <summary>As a transcript has it: a line each, with the time.</summary>
    public static IEnumerable<string> Transcript(Message said) =>
        said
            .Text.Split('\n')
            .Select(line =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{said.At.ToLocalTime():yyyy-MM-dd HH:mm:ss} {said.Who}> {line}"
                )
            );

    private void Add(StyledLine line)
    {
        _lines.Enqueue(line);
        if (_lines.Count <= Most)
            return;
        _lines.Dequeue();
        First++;
    }
}
