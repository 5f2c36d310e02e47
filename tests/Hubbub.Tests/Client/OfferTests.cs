using System.Net;
using Hubbub.Client.Dropping;
using Hubbub.Client.Offers;
using Hubbub.Client.State;
using Hubbub.Client.Whispering;
using Hubbub.Files;

namespace Hubbub.Tests.Client;

/// <summary>What others offer to somebody who chats.</summary>
public sealed class OfferTests : IDisposable
{
    private const string Prefix = "@+hubbub/person=";

    private readonly ClientStory _story = new ClientStory().In("#tea");
    private readonly Hands _hands = new();
    private readonly OfferingSide _bob = new(new OfferSummary("teapot.png", 1, 1, 1_234_567));

    public OfferTests() => _story.Chat.Offers = new OfferBook(_story.Chat, _hands);

    private OfferBook Book => _story.Chat.Offers!;

    public void Dispose() => _bob.Dispose();

    [Fact]
    public void An_offer_is_shown_where_one_looks_noticed_as_a_mention_and_answered_at_once()
    {
        Offers("bob", _bob);
        var told = Last();
        Assert.Equal((TellKind.Offered, "bob"), (told.Kind, told.Who));
        Assert.Equal(
            "offers teapot.png, 1.2 MB: /get 1 takes it, /decline 1 refuses it",
            told.Text
        );
        Assert.True(_story.Chat.TakeMention());
        var sent = _story.Sent;
        Assert.Equal("MONITOR + bob", sent[0]);
        _bob.Hear(Note(sent[1], "bob"));
        Assert.True(_bob.IsNoticed);
        Assert.Equal(2, sent.Count);
    }

    [Fact]
    public void Get_takes_it_once_there_is_a_place_for_it_and_both_have_the_same_words()
    {
        Offers("bob", _bob);
        _ = _story.Sent;
        Submits("/get 1");
        Assert.Empty(_story.Sent);
        Book.Ready(_hands.Prepared!, CardOf(1));
        _bob.Hear(Note(_story.Sent[0], "bob"));
        Assert.True(_bob.IsWanted);
        Hears("bob", _bob.Reveal(CardOf(2)));
        Assert.Equal(CardOf(2).Addresses, _hands.Met!.Other.Addresses);
        var sent = _story.Sent;
        Assert.Equal("MONITOR - bob", sent[0]);
        _bob.Hear(Note(sent[1], "bob"));
        Assert.NotNull(_bob.Met);
        Assert.Contains($"Check words: {_bob.CheckWords}.", Last().Text, StringComparison.Ordinal);
        Assert.Empty(Book.Open);

        // It is coming: the same number stops it, until it is here.
        Submits("/decline 1");
        Assert.Equal(_hands.Prepared, _hands.Stopped);
        Book.Over(_hands.Prepared!);
        Assert.Equal("Nobody offers you anything.", _story.Chat.Submit("/decline 1").Why);
    }

    [Theory]
    [InlineData("/get")]
    [InlineData("/get 1")]
    [InlineData("/get BOB")]
    public void By_its_number_by_who_offers_it_or_by_nothing_if_it_is_the_only_one(string typed)
    {
        Offers("bob", _bob);
        Submits(typed);
        Assert.Equal("bob", _hands.Prepared!.From);
    }

    [Fact]
    public void Twice_is_once()
    {
        Offers("bob", _bob);
        Submits("/get");
        Assert.Equal("teapot.png is being taken already.", _story.Chat.Submit("/get").Why);
    }

    [Fact]
    public void Decline_tells_the_sender()
    {
        Offers("bob", _bob);
        _ = _story.Sent;
        Submits("/decline 1");
        _bob.Hear(Note(_story.Sent[0], "bob"));
        Assert.Equal(Decline.Unwanted, _bob.Declined);
        Assert.Equal("Nobody offers you anything.", _story.Chat.Submit("/decline 1").Why);
    }

    [Fact]
    public void An_offer_that_is_taken_back_is_gone_and_a_place_that_was_made_for_it_too()
    {
        Offers("bob", _bob);
        Submits("/get");
        Hears("bob", _bob.Withdrawn);
        Assert.Equal("bob does not offer teapot.png any more.", Last().Text);
        Assert.Equal(_hands.Prepared, _hands.Forgotten);
        // It was ready too late: nothing is said to anybody.
        _ = _story.Sent;
        Book.Ready(_hands.Prepared!, CardOf(1));
        Assert.Empty(_story.Sent);
    }

    [Fact]
    public void Who_leaves_offers_nothing_any_more()
    {
        Offers("bob", _bob);
        _story.Hears(":s 730 ada :bob!b@h", ":s 731 ada :bob");
        Assert.Equal("bob has left: teapot.png is not offered any more.", Last().Text);
        var before = Count();
        // The same told twice is no news.
        _story.Hears(":s 731 ada :bob");
        Assert.Equal(before, Count());
    }

    [Fact]
    public void After_a_cut_nothing_is_offered()
    {
        Offers("bob", _bob);
        _story.Cut().Wait(60).In("#tea");
        Assert.Empty(Book.Open);
    }

    [Fact]
    public void Of_each_one_offer_waits_and_of_all_twenty()
    {
        Offers("bob", _bob);
        using var second = new OfferingSide(new OfferSummary("again", 1, 1, 1));
        _ = _story.Sent;
        Offers("BOB", second);
        second.Hear(Note(_story.Sent[0], "BOB"));
        Assert.Equal(Decline.Busy, second.Declined);
        for (var i = 1; i < 20; i++)
            OffersOnce($"p{i}");
        _ = _story.Sent;
        Offers("late", second);
        Assert.Equal(20, Book.Open.Count);
        Assert.Single(_story.Sent);
        // What was refused has had no number: one is seen and taken under the same.
        Assert.Equal(20, Book.Open[^1].Number);
    }

    [Fact]
    public void Several_have_to_be_chosen_from()
    {
        Offers("bob", _bob);
        OffersOnce("eve");
        Assert.Equal("Say which: 1 from bob, 2 from eve", _story.Chat.Submit("/get").Why);
        Assert.Null(_hands.Prepared);
    }

    [Fact]
    public void Another_cannot_take_back_or_answer_what_one_has_offered()
    {
        Offers("bob", _bob);
        Hears("eve", _bob.Withdrawn);
        Assert.Single(Book.Open);
        Submits("/get");
        Book.Ready(_hands.Prepared!, CardOf(1));
        _bob.Hear(Note(_story.Sent[^1], "bob"));
        Hears("eve", _bob.Reveal(CardOf(3)));
        Assert.Null(_hands.Met);
    }

    [Fact]
    public void What_does_not_fit_together_is_told_on_both_sides()
    {
        Offers("bob", _bob);
        Submits("/get");
        Book.Ready(_hands.Prepared!, CardOf(1));
        _bob.Hear(Note(_story.Sent[^1], "bob"));
        var reveal = _bob.Reveal(CardOf(2));
        reveal[^1] ^= 1;
        Hears("bob", reveal);
        Assert.Contains("does not fit together", Last().Text, StringComparison.Ordinal);
        _bob.Hear(Note(_story.Sent[0], "bob"));
        Assert.Equal(Decline.Broken, _bob.Declined);
        Assert.Empty(Book.Open);
    }

    [Fact]
    public void A_place_that_cannot_be_had_leaves_the_offer()
    {
        Offers("bob", _bob);
        Submits("/get");
        Book.Failed(_hands.Prepared!, "Files cannot go into /x: you may not write there.");
        Assert.Equal(TellKind.Error, Last().Kind);
        Submits("/get");
    }

    [Fact]
    public void Who_is_ignored_cannot_offer_and_is_not_answered()
    {
        Submits("/ignore eve");
        _ = _story.Sent;
        OffersOnce("eve");
        Assert.Empty(Book.Open);
        Assert.Empty(_story.Sent);
    }

    [Fact]
    public void Where_nobody_could_take_it_nothing_is_said()
    {
        _story.Chat.Offers = null;
        Offers("bob", _bob);
        Assert.Empty(_story.Sent);
        // As before: the room's drop.
        Submits("/get 3");
        Assert.Equal(["FILES #tea GET 3"], _story.Sent);
    }

    [Fact]
    public void Whatever_else_comes_as_a_note_is_passed_over()
    {
        Offers("bob", _bob);
        _ = _story.Sent;
        _story.Hears(
            $"{Prefix}!!! :eve!e@h TAGMSG ada",
            $"{Prefix} :eve!e@h TAGMSG ada",
            $"{Prefix}AAAA :eve!e@h TAGMSG ada",
            // To a room, and our own, as an echo.
            NoteTags.Write(NoteTags.Person, "#tea", _bob.Offer).Replace(" T", " :eve!e@h T"),
            NoteTags.Write(NoteTags.Person, "ada", _bob.Offer).Replace(" T", " :ada!a@h T")
        );
        Assert.Single(Book.Open);
        Assert.Empty(_story.Sent);
    }

    private const string File3 =
        "+hubbub/file=3,by=bob,size=5,sha256=ab,path=/files/KEY/te%20a.txt,name=te%20a.txt";

    [Fact]
    public void Get_of_a_file_of_the_room_asks_what_it_is_and_fetches_it()
    {
        _story.Chat.Fetches = new Fetches(_story.Chat, _hands);
        Submits("/get 3");
        Assert.Equal(["@label=get1 FILES #tea GET 3"], _story.Sent);
        var before = Count();
        _story.Hears(
            $"@label=get1;{File3} :s NOTICE ada :3 bob 10:15: te a.txt (5 bytes) http://…"
        );
        Assert.Equal(
            new DroppedFileView(3, "te a.txt", 5, "bob", "ab", "/files/KEY/te%20a.txt"),
            _hands.Fetched
        );
        Assert.Equal("KEY", _hands.Fetched!.Key);
        // The link is not shown besides: the file is coming.
        Assert.Equal(before, Count());
    }

    [Fact]
    public void A_file_that_is_not_there_is_told_and_a_list_fetches_nothing()
    {
        _story.Chat.Fetches = new Fetches(_story.Chat, _hands);
        Submits("/get 9");
        _story.Hears("@label=get1 :s FAIL FILES NO_SUCH_FILE #tea 9 :There is no such file");
        Assert.Equal("There is no such file", Last().Text);
        _story.Hears($"@{File3} :s NOTICE ada :3 bob 10:15: te a.txt (5 bytes) http://…");
        Assert.Null(_hands.Fetched);
        Assert.StartsWith("3 bob", Last().Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_that_may_mean_two_things_is_asked_about()
    {
        _story.Chat.Fetches = new Fetches(_story.Chat, _hands);
        Offers("bob", _bob);
        _story.Hears($"@{File3.Replace("=3,", "=1,")} :eve!e@h PRIVMSG #tea :[file 1] te a.txt");
        Assert.Equal(
            "Which 1? /get bob takes what bob offers, /get te a.txt fetches the file.",
            _story.Chat.Submit("/get 1").Why
        );
        Submits("/get bob");
        Assert.NotNull(_hands.Prepared);
    }

    [Fact]
    public void In_a_talk_of_two_it_is_what_the_other_has_left_with_the_server()
    {
        _story.Chat.Fetches = new Fetches(_story.Chat, _hands);
        Submits("/msg bob");
        Submits("/get 3");
        Submits("/decline 3");
        Submits("/files");
        Assert.Equal(
            ["@label=get1 FILES bob GET 3", "FILES bob DECLINE 3", "FILES bob LIST"],
            _story.Sent
        );
    }

    [Fact]
    public void On_another_server_the_question_goes_out_as_it_is()
    {
        _story.Chat.Fetches = new Fetches(_story.Chat, _hands);
        _story.Cut().Wait(60).Connect().Welcomed("message-tags", "ergo-2.14").Entered("#tea");
        Submits("/get 3");
        Assert.Equal(["FILES #tea GET 3"], _story.Sent);
    }

    private void OffersOnce(string who)
    {
        using var side = new OfferingSide(new OfferSummary("notes.txt", 1, 1, 6));
        Offers(who, side);
    }

    private void Offers(string who, OfferingSide side) => Hears(who, side.Offer);

    private void Hears(string who, byte[] words) =>
        _story.Hears(
            NoteTags
                .Write(NoteTags.Person, "ada", words)
                .Replace(" TAGMSG", $" :{who}!u@h TAGMSG", StringComparison.Ordinal)
        );

    private void Submits(string text) => Assert.Null(_story.Chat.Submit(text).Why);

    /// <summary>What a line of ours says to somebody's program.</summary>
    private static byte[] Note(string line, string to)
    {
        Assert.EndsWith($" TAGMSG {to}", line, StringComparison.Ordinal);
        var value = line[Prefix.Length..line.IndexOf(' ', StringComparison.Ordinal)];
        return System.Buffers.Text.Base64Url.DecodeFromChars(value);
    }

    private Told Last()
    {
        var conversation = _story.Chat.Conversations.Current;
        return conversation[conversation.LinesEnd - 1]!;
    }

    private long Count() => _story.Chat.Conversations.Current.LinesEnd;

    private static Card CardOf(byte host) =>
        new([new IPEndPoint(new IPAddress([10, 0, 0, host]), 5_000)]);

    private sealed class Hands : IFileTaker
    {
        public OpenOffer? Prepared { get; private set; }

        public OpenOffer? Forgotten { get; private set; }

        public Met? Met { get; private set; }

        public void Prepare(OpenOffer offer) => Prepared = offer;

        public void Receive(OpenOffer offer, Met met) => Met = met;

        public OpenOffer? Stopped { get; private set; }

        public void Stop(OpenOffer offer) => Stopped = offer;

        public void Forget(OpenOffer offer) => Forgotten = offer;

        public DroppedFileView? Fetched { get; private set; }

        public void Fetch(DroppedFileView file) => Fetched = file;
    }
}
