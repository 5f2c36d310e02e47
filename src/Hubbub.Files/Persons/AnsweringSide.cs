using Hubbub.Datagrams;

namespace Hubbub.Files;

/// <summary>The end of a person to whom somebody offers files. Pure.</summary>
public sealed class AnsweringSide : IDisposable
{
    private readonly byte[] _offer;
    private PersonAgreement? _agreement;
    private byte[] _take = [];
    private AgreedKeys? _agreed;

    private AnsweringSide(byte[] offer, OfferSummary what) => (_offer, What) = (offer, what);

    public OfferSummary What { get; }

    /// <summary>A program that takes files is here.</summary>
    public byte[] Here => [(byte)PersonWord.Here, .. Session];

    /// <summary>Taken, and not met yet.</summary>
    public bool IsTaken => _agreement is not null;

    public bool IsWithdrawn { get; private set; }

    /// <summary>What the sender said does not fit together: whoever it is, nothing is taken from them.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>The sender's, and the secret: to be told <see cref="CardOf"/>.</summary>
    public Met? Met { get; private set; }

    /// <summary>The sender sees the same if nobody stands between; null: not known yet.</summary>
    public string? CheckWords => _agreed?.CheckWords;

    private ReadOnlySpan<byte> Session => _offer.AsSpan(1, PersonAgreement.SessionSize);

    private ReadOnlySpan<byte> Commitment =>
        _offer.AsSpan(1 + PersonAgreement.SessionSize, Chunk.Digest);

    /// <returns>Null: these are no first words.</returns>
    public static AnsweringSide? Read(ReadOnlySpan<byte> words)
    {
        var reader = new WireReader(words);
        var isOffer = reader.Byte() == (byte)PersonWord.Offer;
        reader.Bytes(PersonAgreement.SessionSize);
        reader.Bytes(Chunk.Digest);
        return isOffer && OfferSummary.Read(ref reader) is { } what
            ? new(words.ToArray(), what)
            : null;
    }

    public byte[] Declined(Decline why) => [(byte)PersonWord.Declined, .. Session, (byte)why];

    /// <summary>The person wants it.</summary>
    public byte[] Take()
    {
        _agreement ??= new PersonAgreement();
        return _take = [(byte)PersonWord.Take, .. Session, .. _agreement.Key];
    }

    /// <summary>What the one said who made the offer. What makes no sense, or none now, changes nothing.</summary>
    public void Hear(ReadOnlySpan<byte> words)
    {
        if (
            words.Length <= PersonAgreement.SessionSize
            || !words.Slice(1, PersonAgreement.SessionSize).SequenceEqual(Session)
            || Met is not null
            || IsBroken
        )
            return;
        var rest = words[(1 + PersonAgreement.SessionSize)..];
        switch ((PersonWord)words[0])
        {
            case PersonWord.Reveal when IsTaken && rest.Length > PersonAgreement.KeySize:
                Meet(rest[..PersonAgreement.KeySize], rest[PersonAgreement.KeySize..]);
                break;
            case PersonWord.Withdrawn when rest.IsEmpty:
                IsWithdrawn = true;
                break;
        }
    }

    /// <summary>Our card, for them alone.</summary>
    public byte[] CardOf(Card own) =>
        [(byte)PersonWord.Card, .. Session, .. own.Seal(_agreed!.Keys.Receiver)];

    public void Dispose() => _agreement?.Dispose();

    private void Meet(ReadOnlySpan<byte> key, ReadOnlySpan<byte> card)
    {
        var isKept = PersonAgreement.Commitment(Session, key).AsSpan().SequenceEqual(Commitment);
        var agreed = isKept ? _agreement!.Agree(key, Session, _offer, _take, key.ToArray()) : null;
        if (agreed is null || Card.Open(card, agreed.Keys.Sender) is not { } opened)
        {
            IsBroken = true;
            return;
        }

        _agreed = agreed;
        Met = new Met(opened, agreed.Keys.Introduction);
    }
}
