using Hubbub.Client.Dropping;
using Hubbub.Files;

namespace Hubbub.Client.Offers;

/// <summary>
/// Has the sockets and the folder that the book has not. Called on the chat's thread, returns at once, and answers on
/// the chat's thread, too.
/// </summary>
public interface IFileTaker
{
    /// <summary>A place where the sender can call: then <see cref="OfferBook.Ready"/>, or <see cref="OfferBook.Failed"/>.</summary>
    void Prepare(OpenOffer offer);

    /// <summary>The sender may call from now on: from here on the transfer is the taker's, until
    /// <see cref="OfferBook.Over"/>.</summary>
    void Receive(OpenOffer offer, Met met);

    /// <summary>What is coming, or about to come, is not wanted any more.</summary>
    void Stop(OpenOffer offer);

    /// <summary>Nobody will call.</summary>
    void Forget(OpenOffer offer);

    /// <summary>Brings a file of the server here.</summary>
    void Fetch(DroppedFileView file);
}
