using System.Security.Cryptography;

namespace Hubbub.Files;

/// <summary>What the two ends of a code say to each other through a server that neither trusts: docs/files.md.</summary>
internal enum MeetingWord : byte
{
    Begin = 1,
    Answer = 2,
    ReceiverCard = 3,
    SenderCard = 4,

    /// <summary>The code is wrong.</summary>
    Wrong = 5,

    /// <summary>Too many have been wrong: the code is worth nothing any more.</summary>
    Burnt = 6,
}

/// <summary>The end that has drawn the code, and waits.</summary>
public sealed class SenderMeeting(TransferCode code)
{
    /// <summary>Whoever begins has used one of these up, whether they say more or not.</summary>
    public const int MostTries = 3;

    private (string Who, MeetingKeys Keys)? _run;
    private MeetingKeys? _keys;
    private int _tries;

    /// <summary>Who knew the code: to be told <see cref="CardOf"/>.</summary>
    public Met? Met { get; private set; }

    /// <summary>Nobody can use the code any more.</summary>
    public bool IsBurnt { get; private set; }

    /// <param name="who">By the name under which the server let them in.</param>
    /// <returns>What is to be said to them; null: nothing.</returns>
    public byte[]? Hear(string who, ReadOnlySpan<byte> words) =>
        words.IsEmpty || Met is not null
            ? null
            : (MeetingWord)words[0] switch
            {
                MeetingWord.Begin => Begin(who, words[1..]),
                MeetingWord.ReceiverCard => TakeCard(who, words[1..]),
                _ => null,
            };

    /// <summary>Our card, for them alone; once we have met.</summary>
    public byte[] CardOf(Card own) => [(byte)MeetingWord.SenderCard, .. own.Seal(_keys!.Sender)];

    private byte[]? Begin(string who, ReadOnlySpan<byte> words)
    {
        if (words.Length != Pake.SessionSize + Pake.MessageSize)
            return null;
        // The last run came to nothing: it was a guess.
        if (_tries == MostTries)
        {
            IsBurnt = true;
            return [(byte)MeetingWord.Burnt];
        }

        _tries++;
        using var pake = new Pake(code.Secret, Context.Of(code), words[..Pake.SessionSize]);
        if (pake.Agree(words[Pake.SessionSize..], isFirst: false) is not { } agreed)
            return null;
        _run = (who, new MeetingKeys(agreed, Context.Label));
        return [(byte)MeetingWord.Answer, .. pake.Message];
    }

    private byte[]? TakeCard(string who, ReadOnlySpan<byte> words)
    {
        if (_run is not { } run || run.Who != who)
            return null;
        _run = null;
        if (Card.Open(words, run.Keys.Receiver) is not { } card)
        {
            IsBurnt = _tries == MostTries;
            return [(byte)(IsBurnt ? MeetingWord.Burnt : MeetingWord.Wrong)];
        }

        _keys = run.Keys;
        Met = new Met(card, _keys.Introduction);
        return null;
    }
}

/// <summary>The end that was told the code.</summary>
public sealed class ReceiverMeeting : IDisposable
{
    private readonly Card _own;
    private readonly Pake _pake;
    private MeetingKeys? _keys;

    public ReceiverMeeting(TransferCode code, Card own)
    {
        _own = own;
        var session = RandomNumberGenerator.GetBytes(Pake.SessionSize);
        _pake = new Pake(code.Secret, Context.Of(code), session);
        Begin = [(byte)MeetingWord.Begin, .. session, .. _pake.Message];
    }

    /// <summary>The first words.</summary>
    public byte[] Begin { get; }

    /// <summary>The secret is known: the sender may call from now on.</summary>
    public Introduction? Introduction => _keys?.Introduction;

    public Met? Met { get; private set; }

    /// <summary>Why it came to nothing, for people; null: it has not.</summary>
    public string? Why { get; private set; }

    /// <returns>What is to be said; null: nothing.</returns>
    public byte[]? Hear(ReadOnlySpan<byte> words)
    {
        if (words.IsEmpty)
            return null;
        switch ((MeetingWord)words[0])
        {
            case MeetingWord.Answer when _keys is null:
                if (_pake.Agree(words[1..], isFirst: true) is not { } agreed)
                    return null;
                _keys = new MeetingKeys(agreed, Context.Label);
                return [(byte)MeetingWord.ReceiverCard, .. _own.Seal(_keys.Receiver)];
            case MeetingWord.SenderCard when _keys is { } keys:
                if (Card.Open(words[1..], keys.Sender) is { } card)
                    Met = new Met(card, keys.Introduction);
                else
                    Why = "who answered does not know the code";
                return null;
            case MeetingWord.Wrong:
                Why = "the code is not right";
                return null;
            case MeetingWord.Burnt:
                Why =
                    "the code was tried too often and is worth nothing any more: ask for a new one";
                return null;
            default:
                return null;
        }
    }

    public void Dispose() => _pake.Dispose();
}

/// <summary>What both have to mean, besides the words.</summary>
internal static class Context
{
    public const string Label = "hubbub code 1 ";

    public static byte[] Of(TransferCode code) =>
        [.. "hubbub code 1 "u8, .. BitConverter.GetBytes((ushort)code.Slot)];
}
