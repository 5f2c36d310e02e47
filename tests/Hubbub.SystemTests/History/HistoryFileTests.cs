using System.Text;
using Hubbub.Core;
using Hubbub.Node.History;
using Hubbub.Storage;
using Hubbub.Storage.Sqlite.History;
using Hubbub.SystemTests.Storage;

namespace Hubbub.SystemTests.History;

/// <summary><c>history.db</c> is thrown away rather than trusted: the log has everything.</summary>
public sealed class HistoryFileTests : IDisposable
{
    private static readonly Identity s_ada = new(
        new SessionId(1, 1),
        "ada",
        new FoldedNick("ada"),
        "a",
        "home",
        "Ada"
    );

    private readonly TempFolder _temp = new();
    private readonly DataFolder _folder;

    public HistoryFileTests() => _folder = DataFolder.Open(_temp.PathOf("data"));

    [Fact]
    public void Given_a_whole_file_when_opened_again_then_everything_is_there()
    {
        Write();
        using var history = SqliteHistory.Open(_folder);
        Assert.Equal(7UL, history.Position.Index);
        Assert.Equal("hello", Read(history));
    }

    [Fact]
    public void Given_a_file_of_another_version_when_opened_then_it_is_made_anew()
    {
        Write();
        // user_version, https://www.sqlite.org/fileformat.html 1.3.15: offset 60, big endian.
        Change(bytes => bytes[63]++);
        using var history = SqliteHistory.Open(_folder);
        Assert.Equal(HistoryPosition.Start, history.Position);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public void Given_a_damaged_file_when_opened_then_it_is_made_anew(int from)
    {
        Write();
        Change(bytes => bytes.AsSpan(from, 300).Fill(0xAA));
        using var history = SqliteHistory.Open(_folder);
        Assert.Equal(HistoryPosition.Start, history.Position);
    }

    [Fact]
    public void Given_damage_in_what_every_opening_reads_then_it_is_made_anew()
    {
        Write(lines: 500);
        Change(bytes => bytes.AsSpan(4096, bytes.Length - 4096).Fill(0xAA));
        using var history = SqliteHistory.Open(_folder);
        Assert.Equal(HistoryPosition.Start, history.Position);
        Assert.Equal("", Read(history));
    }

    [Fact]
    public void Given_damage_that_shows_when_read_then_it_is_told_and_can_be_made_anew()
    {
        Write(lines: 500);
        // Behind the pages that every opening reads.
        Change(bytes => bytes.AsSpan(4096 * 12, bytes.Length - (4096 * 13)).Fill(0xAA));
        using var history = SqliteHistory.Open(_folder);
        var broken = Assert.Throws<HistoryBrokenException>(() => Read(history));
        Assert.True(broken.IsDamage);
        history.StartAnew();
        Assert.Equal(HistoryPosition.Start, history.Position);
        Assert.Equal("", Read(history));
    }

    public void Dispose()
    {
        _folder.Dispose();
        _temp.Dispose();
    }

    private void Write(int lines = 1)
    {
        using var history = SqliteHistory.Open(_folder);
        var rows = Enumerable
            .Range(1, lines)
            .Select(i => new HistoryRow(
                new RoomId(3),
                new Told(
                    new SaidInRoom(s_ada, new RoomId(3), "#tea", MessageKind.Said, (ulong)i),
                    (ulong)i,
                    0,
                    i,
                    Encoding.UTF8.GetBytes("hello")
                )
            ))
            .ToList();
        history.Write(rows, new HistoryPosition(7, new byte[32]));
    }

    private void Change(Action<byte[]> change)
    {
        var path = _folder.PathOf("history.db");
        var bytes = File.ReadAllBytes(path);
        change(bytes);
        File.WriteAllBytes(path, bytes);
    }

    private static string Read(SqliteHistory history)
    {
        var last = new LastIn([new FoldedRoom("#tea")], 1000);
        var inquiry = new Inquiry(last, [new RoomPassage(new RoomId(3), "#tea", 0)]);
        var lines = ((Pages)history.Read(inquiry)).Of[0].Lines;
        return string.Join(' ', lines.Select(line => Encoding.UTF8.GetString(line.Text.Span)));
    }
}
