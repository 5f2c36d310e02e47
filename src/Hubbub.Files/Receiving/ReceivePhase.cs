namespace Hubbub.Files;

/// <summary>Where a receiver is. Messages come under the gate, <see cref="Step"/> is the worker's, outside.</summary>
internal abstract class ReceivePhase
{
    public abstract TransferStage Stage { get; }

    /// <summary>The file that is worked on, for people.</summary>
    public virtual string File => "a file";

    /// <summary>The sender may take so long until it says something, where it is its turn.</summary>
    public virtual TimeSpan Patience => TimeSpan.MaxValue;

    /// <summary>False: messages stay in the stream, and hold the sender back.</summary>
    public virtual bool IsListening => true;

    /// <returns>The phase from now on; null: the message means nothing now.</returns>
    public virtual ReceivePhase? On(Message message) => null;

    /// <summary>Does one piece of slow work.</summary>
    /// <returns>False: there is nothing to do until something happens.</returns>
    public virtual bool Step() => false;

    public virtual void Close() { }
}

/// <summary>The offer comes in, page by page.</summary>
internal sealed class Listening(ReceiveSide side) : ReceivePhase
{
    private readonly List<OfferedItem> _items = [];
    private string? _from;
    private int _count;
    private int _names;

    public override TransferStage Stage => TransferStage.Asking;

    public override TimeSpan Patience => TimeSpan.FromMinutes(1);

    public override ReceivePhase? On(Message message)
    {
        switch (message)
        {
            case OfferBegins { Count: > 0 } begins when _from is null:
                (_from, _count) = (begins.From, begins.Count);
                return this;
            case OfferGoesOn page when _from is not null && page.Items.Count > 0:
                _items.AddRange(page.Items);
                _names += page.Items.Sum(item => item.Path.Length);
                break;
            default:
                return null;
        }

        if (_items.Count > _count || _names > OfferLimits.MostNames)
            return null;
        return _items.Count < _count ? this : Ask();
    }

    private Asked Ask()
    {
        var paths = OfferCheck.Check(_items);
        return new Asked(side, new Offer(_from!, _items), paths);
    }
}

/// <summary>A person, or a rule, decides.</summary>
internal sealed class Asked(ReceiveSide side, Offer offer, IReadOnlyList<ReceivedPath> paths)
    : ReceivePhase
{
    public override TransferStage Stage => TransferStage.Asking;

    public Offer Offer => offer;

    /// <summary>Under the gate.</summary>
    public Looking Accept(IReceivingStore store) => new(side, offer, paths, store);
}
