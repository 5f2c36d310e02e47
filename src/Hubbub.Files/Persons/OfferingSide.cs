using System.Security.Cryptography;
using Hubbub.Datagrams;

namespace Hubbub.Files;

/// <summary>The end that offers files to a person: what it says, and what it makes of the answers. Pure.</summary>
public sealed class OfferingSide : IDisposable
{
    private readonly PersonAgreement _agreement = new();
    private readonly byte[] _session = RandomNumberGenerator.GetBytes(PersonAgreement.SessionSize);
    private AgreedKeys? _agreed;
    private bool _isRevealed;

    public OfferingSide(OfferSummary what)
    {
        var bytes = new byte[1024];
        var writer = new WireWriter(bytes);
        writer.Byte((int)PersonWord.Offer);
        writer.Bytes(_session);
        writer.Bytes(PersonAgreement.Commitment(_session, _agreement.Key));
        what.Write(ref writer);
        Offer = writer.Written.ToArray();
    }

    /// <summary>The first words.</summary>
    public byte[] Offer { get; }

    /// <summary>We do not wait any more.</summary>
    public byte[] Withdrawn => [(byte)PersonWord.Withdrawn, .. _session];

    /// <summary>A program that takes files has it, and asks the person.</summary>
    public bool IsNoticed { get; private set; }

    /// <summary>Null: not refused.</summary>
    public Decline? Declined { get; private set; }

    /// <summary>The person wants it: to be told <see cref="Reveal"/>.</summary>
    public bool IsWanted => _agreed is not null && !_isRevealed;

    /// <summary>The person sees the same if nobody stands between; null: not known yet.</summary>
    public string? CheckWords => _agreed?.CheckWords;

    public Met? Met { get; private set; }

    /// <summary>What the one said to whom the offer was made. What makes no sense, or none now, changes nothing.</summary>
    public void Hear(ReadOnlySpan<byte> words)
    {
        if (
            words.Length <= PersonAgreement.SessionSize
            || !words.Slice(1, PersonAgreement.SessionSize).SequenceEqual(_session)
            || Met is not null
            || Declined is not null
        )
            return;
        var rest = words[(1 + PersonAgreement.SessionSize)..];
        switch ((PersonWord)words[0])
        {
            case PersonWord.Here when rest.IsEmpty:
                IsNoticed = true;
                break;
            case PersonWord.Take when _agreed is null:
                _agreed = _agreement.Agree(rest, _session, Offer, words.ToArray(), _agreement.Key);
                IsNoticed |= _agreed is not null;
                break;
            case PersonWord.Card when _isRevealed:
                if (Card.Open(rest, _agreed!.Keys.Receiver) is { } card)
                    Met = new Met(card, _agreed.Keys.Introduction);
                else
                    Declined = Decline.Broken;
                break;
            case PersonWord.Declined when rest is [<= (byte)Decline.Broken]:
                Declined = (Decline)rest[0];
                break;
        }
    }

    /// <summary>Our key, and our card for them alone. Once.</summary>
    public byte[] Reveal(Card own)
    {
        _isRevealed = true;
        return
        [
            (byte)PersonWord.Reveal,
            .. _session,
            .. _agreement.Key,
            .. own.Seal(_agreed!.Keys.Sender),
        ];
    }

    public void Dispose() => _agreement.Dispose();
}
