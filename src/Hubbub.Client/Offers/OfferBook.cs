using Hubbub.Client.Conversations;
using Hubbub.Client.State;
using Hubbub.Client.Whispering;
using Hubbub.Files;
using Hubbub.Protocols.Irc.Client;

namespace Hubbub.Client.Offers;

/// <summary>
/// What others offer to us, and what we say to it (docs/files.md, ADR 22). On the chat's thread; strangers decide
/// what comes, so there is a bound to everything.
/// </summary>
public sealed class OfferBook(Chat chat, IFileTaker taker)
{
    /// <summary>Offers that wait; of each person one.</summary>
    public const int Most = 20;

    private readonly List<OpenOffer> _open = [];
    private readonly List<OpenOffer> _coming = [];

    /// <summary>Who has just gone from the list: that they leave is no news.</summary>
    private readonly Queue<string> _past = new();
    private int _last;

    public IReadOnlyList<OpenOffer> Open => _open;

    /// <summary>A note from somebody's program.</summary>
    public void Hear(string from, byte[] words)
    {
        if (AnsweringSide.Read(words) is { } side)
        {
            Add(from, side);
            return;
        }

        if (Find(from) is not { } offer)
            return;
        offer.Side.Hear(words);
        if (offer.Side.IsWithdrawn)
            Drop(offer, $"{from} does not offer {offer.What.Name} any more.");
        else if (offer.Side.IsBroken)
        {
            Say(offer, offer.Side.Declined(Files.Decline.Broken));
            Drop(
                offer,
                $"Nothing is taken from {from}: what was said on the way does not fit together. Somebody may stand between you."
            );
        }
        else if (offer.Side.Met is { } met && offer.Own is { } own)
            Receive(offer, met, own);
    }

    /// <returns>True: it was about an offer, and is no news besides.</returns>
    public bool Presence(string nick, bool isHere)
    {
        if (Find(nick) is not { } offer)
            return _past.Contains(Fold(nick), StringComparer.Ordinal);
        if (!isHere)
            Drop(offer, $"{offer.From} has left: {offer.What.Name} is not offered any more.");
        return true;
    }

    /// <summary>The connection was lost: to those who offered something we have left.</summary>
    public void Clear()
    {
        foreach (var offer in _open.ToList())
            Drop(
                offer,
                $"The connection was lost: {offer.From} has to offer {offer.What.Name} again."
            );
    }

    /// <summary>Something was offered under this number, whatever has become of it.</summary>
    public bool HasUsed(int number) => number > 0 && number <= _last;

    /// <param name="word">A number, or who offers it; empty: the only one there is.</param>
    /// <returns>Null: there is none such.</returns>
    public OpenOffer? Find(string word)
    {
        if (word.Length == 0)
            return _open.Count == 1 ? _open[0] : null;
        return _open.Find(offer => $"{offer.Number}" == word)
            ?? _open.Find(offer => Fold(offer.From) == Fold(word));
    }

    /// <summary>One that is on its way already, by its number or by who sends it; null: there is none such.</summary>
    public OpenOffer? FindComing(string word) =>
        word.Length == 0
            ? null
            : _coming.Find(offer => $"{offer.Number}" == word)
                ?? _coming.Find(offer => Fold(offer.From) == Fold(word));

    /// <summary>What has come of it is kept.</summary>
    public Submitted Stop(OpenOffer offer)
    {
        taker.Stop(offer);
        return Submitted.Done;
    }

    /// <summary>By the taker: it is here, or will not come.</summary>
    public void Over(OpenOffer offer) => _coming.Remove(offer);

    public Submitted Take(OpenOffer offer)
    {
        if (offer.IsBeingTaken)
            return Submitted.No($"{offer.What.Name} is being taken already.");
        offer.IsBeingTaken = true;
        taker.Prepare(offer);
        return Submitted.Done;
    }

    public Submitted Decline(OpenOffer offer)
    {
        Say(offer, offer.Side.Declined(Files.Decline.Unwanted));
        Drop(offer, $"{offer.What.Name} from {offer.From} is refused.");
        return Submitted.Done;
    }

    /// <summary>By the taker: there is a place where the sender can call.</summary>
    public void Ready(OpenOffer offer, Card own)
    {
        if (!_open.Contains(offer))
            return;
        offer.Own = own;
        Say(offer, offer.Side.Take());
    }

    /// <summary>By the taker: there is none. The offer stands.</summary>
    public void Failed(OpenOffer offer, string why)
    {
        if (!_open.Contains(offer))
            return;
        offer.IsBeingTaken = false;
        chat.Note(why, TellKind.Error);
    }

    private void Add(string from, AnsweringSide side)
    {
        var offer = new OpenOffer(_last + 1, from, side);
        if (_open.Count == Most || _open.Exists(open => Fold(open.From) == Fold(from)))
        {
            Say(offer, side.Declined(Files.Decline.Busy));
            return;
        }

        _last = offer.Number;
        _open.Add(offer);
        // From here on we are told when they leave.
        chat.Engine.TrySend(ClientLine.Of("MONITOR", "+", from));
        Say(offer, side.Here);
        chat.TellOffer(
            from,
            $"offers {offer.Words}: /get {offer.Number} takes it, /decline {offer.Number} refuses it"
        );
    }

    private void Receive(OpenOffer offer, Met met, Card own)
    {
        // They may call as soon as they have our card.
        taker.Receive(offer, met);
        Remove(offer);
        _coming.Add(offer);
        Say(offer, offer.Side.CardOf(own));
        chat.Note($"Taking {offer.Words}, from {offer.From}. /decline {offer.Number} stops it.");
        chat.Note(
            $"Check words: {offer.Side.CheckWords}. If {offer.From} sees the same, nobody stands between you."
        );
        offer.Side.Dispose();
    }

    private void Drop(OpenOffer offer, string why)
    {
        Remove(offer);
        if (offer.IsBeingTaken)
            taker.Forget(offer);
        offer.Side.Dispose();
        chat.Note(why);
    }

    private void Remove(OpenOffer offer)
    {
        _open.Remove(offer);
        chat.Engine.TrySend(ClientLine.Of("MONITOR", "-", offer.From));
        _past.Enqueue(Fold(offer.From));
        if (_past.Count > Most)
            _past.Dequeue();
    }

    private void Say(OpenOffer offer, byte[] words) =>
        chat.Engine.TrySend(NoteTags.Write(NoteTags.Person, offer.From, words));

    private string Fold(string nick) => chat.Engine.State.Server.Fold(nick);
}
