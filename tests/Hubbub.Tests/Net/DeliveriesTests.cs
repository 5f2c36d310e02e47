using Hubbub.Core;
using Hubbub.Net.Dropping;

namespace Hubbub.Tests.Net;

/// <summary>When a file for one time has been delivered: "when all bytes have gone out", and arrived.</summary>
public sealed class DeliveriesTests
{
    private static readonly DroppedFile s_file = new(1, 1, "a", 100, "d", "k", default, "ada", 0);

    private readonly Deliveries _book = new();

    [Fact]
    public void All_of_it_at_once() => Assert.True(_book.Took(s_file, 0, 100));

    [Fact]
    public void An_empty_file_is_taken_by_asking() =>
        Assert.True(_book.Took(s_file with { Size = 0 }, 0, 0));

    [Fact]
    public void Parts_in_any_order()
    {
        Assert.False(_book.Took(s_file, 60, 100));
        Assert.False(_book.Took(s_file, 0, 30));
        Assert.False(_book.Took(s_file, 20, 50));
        Assert.True(_book.Took(s_file, 50, 60));
    }

    [Fact]
    public void What_a_preview_looks_at_is_a_part_however_often()
    {
        for (var i = 0; i < 5; i++)
            Assert.False(_book.Took(s_file, 0, 50));
    }

    [Fact]
    public void A_cut_off_download_counts_as_far_as_it_goes_on_there()
    {
        _book.CutOff(s_file, 0, 90);
        // The system had taken 90; 40 had arrived.
        _book.Resumes(s_file, 40);
        Assert.True(_book.Took(s_file, 40, 100));
    }

    [Fact]
    public void What_was_cut_off_and_begun_anew_counts_for_nothing()
    {
        _book.CutOff(s_file, 0, 100);
        _book.Resumes(s_file, 0);
        Assert.False(_book.Took(s_file, 0, 10));
    }

    [Fact]
    public void Nobody_goes_on_where_nothing_went_out()
    {
        _book.CutOff(s_file, 0, 30);
        _book.Resumes(s_file, 31);
        Assert.False(_book.Took(s_file, 31, 100));
    }

    /// <summary>Hostile: every other byte.</summary>
    [Fact]
    public void Pieces_without_end_are_bounded()
    {
        var file = s_file with { Size = 1_000_000 };
        for (var at = 0; at < 1_000_000; at += 2)
        {
            Assert.False(_book.Took(file, at, at + 1));
            _book.CutOff(file, at, at + 1);
        }

        Assert.True(_book.Took(file, 0, 1_000_000));
    }
}
