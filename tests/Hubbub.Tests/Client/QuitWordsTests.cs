using Hubbub.Client.Commands;

namespace Hubbub.Tests.Client;

/// <summary>"quit, /quit and \quit, in any case, alone on a line, leave (/say quit says it, //x says /x)".</summary>
public sealed class QuitWordsTests
{
    [Theory]
    [InlineData("quit", true)]
    [InlineData(" /QUIT ", true)]
    [InlineData(@"\Quit", true)]
    [InlineData("quit now", false)]
    [InlineData("/say quit", false)]
    [InlineData("//quit", false)]
    [InlineData("", false)]
    public void Given_a_line_when_it_is_typed_then_it_leaves_or_not(string typed, bool leaves) =>
        Assert.Equal(leaves, QuitWords.Are(typed));

    [Theory]
    [InlineData("/say quit", "quit")]
    [InlineData("/SAY  two", " two")]
    [InlineData("//quit", "/quit")]
    [InlineData("/x", "/x")]
    [InlineData("hello", "hello")]
    public void Given_words_that_would_leave_when_they_are_to_be_said_then_they_can_be(
        string typed,
        string said
    ) => Assert.Equal(said, QuitWords.Said(typed));
}
