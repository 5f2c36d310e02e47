using Hubbub.Client.Talking;

namespace Hubbub.Cli.Talk;

/// <summary>A talk as its person sees it: at a terminal, or through pipes.</summary>
internal interface ITalkFace : ITalkView
{
    TalkEngine Engine { get; set; }
}

/// <summary>Appends what is said to a file (<c>--transcript</c>); everything goes on to the person.</summary>
internal sealed class WithTranscript(ITalkView inner, string file) : ITalkView
{
    public void Note(string words) => inner.Note(words);

    public void Said(Message words)
    {
        inner.Said(words);
        try
        {
            File.AppendAllLines(file, TalkPage.Transcript(words));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            inner.Note($"The transcript cannot be written: {e.Message}");
        }
    }

    public void GivenBack(string text, string why) => inner.GivenBack(text, why);
}
