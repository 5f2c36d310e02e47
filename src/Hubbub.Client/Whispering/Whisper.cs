namespace Hubbub.Client.Whispering;

/// <summary>What somebody hears who only passes notes.</summary>
public abstract record Whisper
{
    private Whisper() { }

    /// <param name="From">By the name under which the server let them in.</param>
    public sealed record Note(string From, byte[] Words) : Whisper;

    /// <summary>Who is watched is there. In the server's spelling.</summary>
    public sealed record Here(string Who) : Whisper;

    /// <summary>Who is watched or was spoken to is not there, or not any more, or not by that name.</summary>
    public sealed record Gone(string Who) : Whisper;

    /// <param name="Text">Why, in their words.</param>
    public sealed record Away(string Who, string Text) : Whisper;
}
