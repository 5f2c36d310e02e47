using System.Globalization;
using Hubbub.Cli.Screen;
using Hubbub.Client.State;

namespace Hubbub.Cli.Join;

/// <summary>`hubbub board --list`: what is posted, and nothing else.</summary>
internal sealed class OnlyPosts(ILineWriter inner) : ILineWriter
{
    public bool TakesAll => false;

    public void Write(Told told)
    {
        if (told.IsListed)
            inner.Write(told);
    }
}

/// <summary>The same for people: a head, then the text.</summary>
internal sealed class ListLines(TextWriter output) : ILineWriter
{
    public bool TakesAll => false;

    public void Write(Told told)
    {
        if (told is not { IsListed: true, Post: { } post })
            return;
        var at = told.At.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        output.WriteLine($"{at}  {told.Who}  [post {post.Words(TimeZoneInfo.Local)}]");
        foreach (var line in told.Text.Split('\n'))
            output.WriteLine("    " + Visible.Of(line));
        output.Flush();
    }
}

/// <summary>`hubbub post`: under which number it stands.</summary>
internal sealed class PostedLine(TextWriter output) : ILineWriter
{
    public bool TakesAll => false;

    public bool TakesOwn => true;

    public void Write(Told told)
    {
        if (told is not { IsOwn: true, Post: { } post })
            return;
        output.WriteLine($"Posted in {told.Where}: post {post.Number}.");
        output.Flush();
    }
}
