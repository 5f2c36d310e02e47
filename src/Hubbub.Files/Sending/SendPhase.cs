namespace Hubbub.Files;

/// <summary>Where a sender is. Messages come under the gate, <see cref="Step"/> is the worker's, outside.</summary>
internal abstract class SendPhase
{
    public abstract TransferStage Stage { get; }

    /// <returns>The phase from now on; null: the message means nothing now.</returns>
    public virtual SendPhase? On(Message message) => null;

    /// <summary>Does one piece of slow work.</summary>
    /// <returns>False: there is nothing to do until something happens.</returns>
    public virtual bool Step() => false;

    /// <summary>All that was to be sent has arrived, or the source has failed.</summary>
    public virtual void Close() { }
}

/// <summary>The offer is told; a person looks at it.</summary>
internal sealed class Asking(SendSide side) : SendPhase
{
    public override TransferStage Stage => TransferStage.Asking;

    public override SendPhase? On(Message message) => message is Taken ? new Comparing(side) : null;
}
