namespace Hubbub.Tests.Client;

/// <summary>/files, /get, /upload, /unfile, /decline: they go to the room, or to the person, that is looked at.</summary>
public sealed class FileCommandTests
{
    [Theory]
    [InlineData("/files", "FILES #tea LIST")]
    [InlineData("/files 3", "FILES #tea GET 3")]
    [InlineData("/get tea pot.png", "FILES #tea GET :tea pot.png")]
    [InlineData("/upload", "FILES #tea UPLOAD")]
    [InlineData("/unfile 3", "FILES #tea REMOVE 3")]
    [InlineData("/decline", "FILES ada DECLINE")]
    public void In_a_room(string typed, string sent) =>
        Says(new ClientStory().In("#tea"), typed, sent);

    [Theory]
    [InlineData("/files", "FILES bob LIST")]
    [InlineData("/get 3", "FILES bob GET 3")]
    [InlineData("/upload", "FILES bob UPLOAD")]
    [InlineData("/unfile 3", "FILES bob REMOVE 3")]
    [InlineData("/decline", "FILES bob DECLINE")]
    [InlineData("/decline 3", "FILES bob DECLINE 3")]
    public void In_a_private_talk(string typed, string sent)
    {
        var story = new ClientStory().In("#tea");
        story.Hears(
            ":bob!b@h PRIVMSG ada :[file 3] tea.png (1.2 MB) http://h/files/once-k/tea.png"
        );
        story.Chat.Conversations.Show(story.Chat.Conversations.Find("bob")!);
        Says(story, typed, sent);
    }

    private static void Says(ClientStory story, string typed, string sent)
    {
        _ = story.Sent;
        story.Chat.Submit(typed);
        Assert.EndsWith(sent, story.Sent.Single(), StringComparison.Ordinal);
    }
}
