using Hubbub.Core;
using Hubbub.Protocols.Boards;

namespace Hubbub.Tests.Text;

/// <summary>"coalesced, never one log entry per viewer per line".</summary>
public sealed class SeenBookTests
{
    private static readonly RoomId s_tea = new(1);
    private readonly SeenBook _book = new();

    [Fact]
    public void Who_reads_on_is_one_range_and_a_room_is_one_command()
    {
        for (var i = 1; i <= 100; i++)
        {
            _book.Note(s_tea, Of(1), i, i);
            _book.Note(s_tea, Of(2), i, i);
        }

        _book.Note(s_tea, Of(1), 300, 301);
        var seen = Assert.Single(_book.Take());
        Assert.Equal(
            [
                new PostsShown(Of(1), 1, 100),
                new PostsShown(Of(2), 1, 100),
                new PostsShown(Of(1), 300, 301),
            ],
            seen.Shown
        );
        Assert.Empty(_book.Take());
    }

    [Fact]
    public void What_makes_no_sense_or_is_too_much_is_not_noted()
    {
        _book.Note(s_tea, Of(1), 0, 5);
        _book.Note(s_tea, Of(1), 5, 4);
        Assert.Empty(_book.Take());
        _book.Note(s_tea, Of(1), 1, int.MaxValue);
        Assert.Equal(200, Width(Assert.Single(Assert.Single(_book.Take()).Shown)));
        for (var i = 0; i < 50_000; i++)
            _book.Note(s_tea, Of((uint)i), 1, 1);
        var commands = 0;
        while (_book.Take().ToArray() is { Length: > 0 } taken)
        {
            Assert.InRange(Assert.Single(taken).Shown.Count, 1, 1_000);
            commands++;
        }

        Assert.Equal(20, commands);
    }

    private static int Width(PostsShown shown) => shown.To - shown.From + 1;

    private static SessionId Of(uint number) => new(1, number);
}
