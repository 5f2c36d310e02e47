using System.Net;
using Hubbub.Files;

namespace Hubbub.Tests.Files.Persons;

/// <summary>docs/files.md, "Meeting a person".</summary>
public sealed class PersonTests
{
    private static readonly OfferSummary s_teapot = new("teapot.png", 1, 1, 1_234_567);

    [Fact]
    public void Who_says_yes_meets_the_sender_with_both_cards_one_secret_and_the_same_check_words()
    {
        using var ada = new OfferingSide(s_teapot);
        using var bob = AnsweringSide.Read(ada.Offer)!;
        Assert.Equal(s_teapot, bob.What);
        Meet(ada, bob);
        Assert.Equal(CardOf(2).Addresses, ada.Met!.Other.Addresses);
        Assert.Equal(CardOf(1).Addresses, bob.Met!.Other.Addresses);
        Assert.Equal(ada.Met.Introduction.Name, bob.Met.Introduction.Name);
        Assert.Equal(ada.Met.Introduction.Secret, bob.Met.Introduction.Secret);
        Assert.Equal(ada.CheckWords, bob.CheckWords);
        Assert.Matches(
            "^([bdfghjklmnprstvz][aeiou]){2}-([bdfghjklmnprstvz][aeiou]){2}$",
            ada.CheckWords
        );
    }

    [Fact]
    public void Each_offer_has_keys_and_words_of_its_own()
    {
        var words = new HashSet<string>();
        for (var i = 0; i < 20; i++)
        {
            using var ada = new OfferingSide(s_teapot);
            using var bob = AnsweringSide.Read(ada.Offer)!;
            Meet(ada, bob);
            words.Add(ada.CheckWords!);
        }

        // By chance two of 20 are the same once in 200 000 runs.
        Assert.Equal(20, words.Count);
    }

    [Fact]
    public void A_program_that_takes_files_shows_itself_before_the_person_answers()
    {
        using var ada = new OfferingSide(s_teapot);
        using var bob = AnsweringSide.Read(ada.Offer)!;
        Assert.False(ada.IsNoticed);
        ada.Hear(bob.Here);
        Assert.True(ada.IsNoticed);
        Assert.False(ada.IsWanted);
    }

    [Theory]
    [InlineData(Decline.Unwanted)]
    [InlineData(Decline.Busy)]
    public void A_no_is_a_no_with_its_reason_and_stays_one(Decline why)
    {
        using var ada = new OfferingSide(s_teapot);
        using var bob = AnsweringSide.Read(ada.Offer)!;
        ada.Hear(bob.Declined(why));
        Assert.Equal(why, ada.Declined);
        ada.Hear(bob.Take());
        Assert.False(ada.IsWanted);
    }

    [Fact]
    public void A_sender_who_waits_no_more_takes_it_back()
    {
        using var ada = new OfferingSide(s_teapot);
        using var bob = AnsweringSide.Read(ada.Offer)!;
        bob.Hear(ada.Withdrawn);
        Assert.True(bob.IsWithdrawn);
    }

    /// <summary>
    /// "Who sits between them could agree with each of them apart: then their check words differ." The server takes
    /// ada's offer for itself and makes bob one of its own.
    /// </summary>
    [Fact]
    public void A_server_that_sits_between_them_gets_different_words_on_both_sides()
    {
        using var ada = new OfferingSide(s_teapot);
        using var asBob = AnsweringSide.Read(ada.Offer)!;
        using var asAda = new OfferingSide(asBob.What);
        using var bob = AnsweringSide.Read(asAda.Offer)!;
        Meet(ada, asBob);
        Meet(asAda, bob);
        Assert.NotNull(ada.Met);
        Assert.NotNull(bob.Met);
        Assert.NotEqual(ada.CheckWords, bob.CheckWords);
    }

    /// <summary>"The sender is bound to its key before it sees the other's."</summary>
    [Fact]
    public void A_key_that_was_not_committed_to_is_not_believed()
    {
        using var ada = new OfferingSide(s_teapot);
        using var eve = new OfferingSide(s_teapot);
        // The server would like to choose the key after it has seen bob's: everything else is ada's.
        byte[] offer = [.. ada.Offer];
        Session(eve.Offer).CopyTo(Session(offer));
        using var bob = AnsweringSide.Read(offer)!;
        eve.Hear(bob.Take());
        bob.Hear(eve.Reveal(CardOf(1)));
        Assert.True(bob.IsBroken);
        Assert.Null(bob.Met);
        Assert.Null(bob.CheckWords);
    }

    [Fact]
    public void What_was_offered_is_bound_in_so_a_changed_offer_is_found_out()
    {
        using var ada = new OfferingSide(s_teapot);
        byte[] changed = [.. ada.Offer];
        // Another name, as long as the first: "teapot.exe".
        "exe"u8.CopyTo(changed.AsSpan(changed.Length - 3));
        using var bob = AnsweringSide.Read(changed)!;
        Assert.Equal("teapot.exe", bob.What.Name);
        Meet(ada, bob);
        Assert.True(bob.IsBroken);
        Assert.Null(ada.Met);
    }

    [Fact]
    public void Each_changed_byte_on_the_way_ends_it_or_changes_nothing_but_never_meets()
    {
        for (var at = 0; at < 250; at++)
        {
            using var ada = new OfferingSide(s_teapot);
            using var bob = AnsweringSide.Read(ada.Offer)!;
            ada.Hear(bob.Take());
            bob.Hear(Changed(ada.Reveal(CardOf(1)), at));
            Assert.Null(bob.Met);
        }
    }

    [Fact]
    public void A_changed_card_of_the_one_who_takes_it_ends_it()
    {
        using var ada = new OfferingSide(s_teapot);
        using var bob = AnsweringSide.Read(ada.Offer)!;
        ada.Hear(bob.Take());
        bob.Hear(ada.Reveal(CardOf(1)));
        ada.Hear(Changed(bob.CardOf(CardOf(2)), 30));
        Assert.Null(ada.Met);
        Assert.Equal(Decline.Broken, ada.Declined);
    }

    [Fact]
    public void What_comes_out_of_its_turn_changes_nothing()
    {
        using var ada = new OfferingSide(s_teapot);
        using var bob = AnsweringSide.Read(ada.Offer)!;
        using var other = new OfferingSide(s_teapot);
        using var her = AnsweringSide.Read(other.Offer)!;
        Meet(other, her);

        // A card before the offer is taken, another offer's notes, a reveal that nobody asked for.
        ada.Hear(her.CardOf(CardOf(9)));
        ada.Hear(her.Here);
        ada.Hear(her.Declined(Decline.Unwanted));
        bob.Hear(other.Withdrawn);
        ada.Hear(ada.Offer);
        Assert.False(ada.IsNoticed);
        Assert.False(bob.IsWithdrawn);
        Assert.Null(ada.Declined);
        Meet(ada, bob);
        Assert.NotNull(ada.Met);
    }

    [Fact]
    public void The_first_yes_counts_and_what_comes_after_both_have_met_too_late()
    {
        using var ada = new OfferingSide(s_teapot);
        using var bob = AnsweringSide.Read(ada.Offer)!;
        using var twin = AnsweringSide.Read(ada.Offer)!;
        ada.Hear(bob.Take());
        ada.Hear(twin.Take());
        bob.Hear(ada.Reveal(CardOf(1)));
        Assert.False(ada.IsWanted);
        ada.Hear(bob.CardOf(CardOf(2)));
        var words = ada.CheckWords;
        ada.Hear(bob.Declined(Decline.Unwanted));
        bob.Hear(ada.Withdrawn);
        ada.Hear(twin.Take());
        Assert.Null(ada.Declined);
        Assert.False(bob.IsWithdrawn);
        Assert.Equal(words, ada.CheckWords);
    }

    [Fact]
    public void What_is_no_point_of_the_curve_is_no_yes()
    {
        using var ada = new OfferingSide(s_teapot);
        using var bob = AnsweringSide.Read(ada.Offer)!;
        var take = bob.Take();
        take.AsSpan(17).Clear();
        ada.Hear(take);
        Assert.False(ada.IsWanted);
        ada.Hear(bob.Take());
        Assert.True(ada.IsWanted);
    }

    [Theory]
    [InlineData("../passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("a/b")]
    [InlineData("a\u202Egnp.exe")]
    [InlineData("a\nb")]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("con")]
    public void A_name_that_no_file_here_may_have_is_no_offer(string name)
    {
        using var ada = new OfferingSide(new OfferSummary(name, 1, 1, 1));
        Assert.Null(AnsweringSide.Read(ada.Offer));
    }

    [Theory]
    [InlineData("photos/", 2, 12, 34_000_000)]
    [InlineData("größe 茶.txt", 1, 1, 0)]
    [InlineData("empty/", 1, 0, 0)]
    public void Whatever_else_is_told_is_read_the_same(
        string name,
        int things,
        int files,
        long size
    )
    {
        var what = new OfferSummary(name, things, files, size);
        using var ada = new OfferingSide(what);
        Assert.Equal(what, AnsweringSide.Read(ada.Offer)!.What);
    }

    [Fact]
    public void An_offer_that_is_cut_off_or_goes_on_is_none()
    {
        using var ada = new OfferingSide(s_teapot);
        for (var length = 0; length < ada.Offer.Length; length++)
            Assert.Null(AnsweringSide.Read(ada.Offer.AsSpan(0, length)));
        Assert.Null(AnsweringSide.Read([.. ada.Offer, 0]));
    }

    [Fact]
    public void Whatever_is_said_nothing_throws_and_nobody_meets()
    {
        var dice = new Random(1);
        using var ada = new OfferingSide(s_teapot);
        using var bob = AnsweringSide.Read(ada.Offer)!;
        bob.Take();
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = new byte[dice.Next(200)];
            dice.NextBytes(bytes);
            // Most of them about this offer, so that they come far.
            if (bytes.Length > 0)
                bytes[0] = (byte)dice.Next(9);
            if (bytes.Length > 17 && dice.Next(4) > 0)
                Session(ada.Offer).CopyTo(bytes.AsSpan(1));
            using var read = AnsweringSide.Read(bytes);
            if (bytes is not [(byte)PersonWord.Declined, ..])
                ada.Hear(bytes);
            if (bytes is not [(byte)PersonWord.Reveal, ..])
                bob.Hear(bytes);
        }

        Assert.Null(ada.Met);
        Assert.Null(bob.Met);
    }

    [Fact]
    public void What_comes_in_the_end_is_what_was_offered()
    {
        OfferedItem[] items =
        [
            new(ItemKind.Folder, "photos", 0, 0, 0),
            new(ItemKind.File, "photos/a", 5, 0, 0),
            new(ItemKind.File, "notes", 7, 0, 0),
        ];
        var offer = new Offer("ada", items);
        var what = OfferSummary.Of(offer);
        Assert.Equal(new OfferSummary("photos/", 2, 2, 12), what);
        Assert.True(what.Fits(offer));
        Assert.False(what.Fits(new Offer("ada", items[..2])));
        Assert.False(what.Fits(new Offer("ada", [.. items[..2], items[2] with { Size = 8 }])));
        Assert.False(what.Fits(new Offer("ada", [])));
    }

    private static void Meet(OfferingSide ada, AnsweringSide bob)
    {
        ada.Hear(bob.Here);
        ada.Hear(bob.Take());
        bob.Hear(ada.Reveal(CardOf(1)));
        if (bob.Met is not null)
            ada.Hear(bob.CardOf(CardOf(2)));
    }

    private static byte[] Changed(byte[] words, int at)
    {
        words[at % words.Length] ^= 1;
        return words;
    }

    private static Span<byte> Session(byte[] offer) => offer.AsSpan(1, 16);

    private static Card CardOf(byte host) =>
        new([new IPEndPoint(new IPAddress([10, 0, 0, host]), 5_000)]);
}
