using System.Net;

namespace Hubbub.Files;

/// <summary>The right to use a connection: an endpoint's gate; in a simulation nothing.</summary>
public interface IGate
{
    void Inside(Action work);
}

/// <summary>Who looks on. Called under the gate: take a note and return.</summary>
public interface ITransferWatcher
{
    /// <summary>The other side speaks our language.</summary>
    void Greeted() { }

    /// <summary>What the other side would like to send: accept or refuse it.</summary>
    void Offered(Offer offer) { }

    /// <summary>Packets go another way from now on.</summary>
    void Moved(IPEndPoint to) { }

    /// <summary>A file is complete on the receiver's disk, and right.</summary>
    void Verified(VerifiedFile file) { }

    /// <summary>The last that is told.</summary>
    void Ended(TransferEnd end) { }

    /// <summary>There is work to do: for whoever calls Step.</summary>
    void Wake() { }
}

/// <param name="Item">Its place in the offer.</param>
/// <param name="Digest">SHA-256 of the whole file, as sha256sum prints it.</param>
/// <param name="Name">Under which the receiver keeps it, relative; on the sender's side as offered.</param>
/// <param name="WasThere">The receiver had it already, the same.</param>
public sealed record VerifiedFile(int Item, string Digest, string Name, bool WasThere);

public enum TransferStage
{
    /// <summary>The offer is told, or waits for an answer.</summary>
    Asking,

    /// <summary>What is there already is compared.</summary>
    Comparing,
    Flowing,
    Ended,
}

/// <param name="Files">That are complete.</param>
/// <param name="Bytes">That are there, with those that were there before.</param>
/// <param name="Held">Of these, those that were there before.</param>
/// <param name="Item">The file that is under way, by its place in the offer; -1: none.</param>
/// <param name="ItemBytes">What is there of it.</param>
public sealed record TransferProgress(
    TransferStage Stage,
    int Files,
    long Bytes,
    long Held,
    int Item,
    long ItemBytes
);
