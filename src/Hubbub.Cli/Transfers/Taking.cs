using Hubbub.Cli.Screen;
using Hubbub.Files;

namespace Hubbub.Cli.Transfers;

/// <summary>Files of others on their way into a folder, once somebody has said yes.</summary>
/// <param name="into">A full path.</param>
internal sealed class Taking(string into, ITransferShow show)
{
    /// <exception cref="CannotException">It cannot be used: why.</exception>
    public DiskStore OpenFolder()
    {
        try
        {
            return DiskStore.Open(into);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CannotException($"Files cannot go into {Visible.Of(into)}: {e.Message}", e);
        }
    }

    /// <summary>A folder that may only be read opens as any other does.</summary>
    /// <exception cref="CannotException">It cannot be used: why.</exception>
    public void TryFolder()
    {
        OpenFolder().Dispose();
        var probe = Path.Combine(into, $".hubbub-{Path.GetRandomFileName()}");
        try
        {
            using var file = File.Create(probe, 1, FileOptions.DeleteOnClose);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new CannotException(
                $"Files cannot go into {Visible.Of(into)}: you may not write there.",
                e
            );
        }
        catch (IOException)
        {
            // A disk that is full now may have room when somebody comes: it has the last word.
        }
    }

    /// <param name="most">Bytes of one offer.</param>
    /// <returns>Why it cannot be taken; null: it can.</returns>
    public static string? Objection(Offer offer, DiskStore folder, long most = long.MaxValue)
    {
        if (offer.Size > most)
            return $"the receiver takes {Amount.Of(most)} at the most, and {Amount.Of(offer.Size)} are offered";
        // What is there of it already needs no room. The disk itself has the last word.
        var free = folder.Free;
        return offer.Size > free && offer.Size - folder.HeldOf(offer) > free
            ? $"the receiver's disk has room for {Amount.Of(free)}, and {Amount.Of(offer.Size)} are offered"
            : null;
    }

    /// <summary>To its end.</summary>
    /// <param name="who">For people: who sends it.</param>
    /// <param name="stop">When it completes, the transfer is stopped.</param>
    /// <returns>What went wrong, for people; null: nothing.</returns>
    public async Task<string?> RunAsync(
        IncomingTransfer transfer,
        DiskStore folder,
        string who,
        Task stop
    )
    {
        transfer.Accept(folder);
        var view = new TransferView(transfer, transfer.Offer, show);
        var end = await view.RunAsync(stop, "the receiver");
        // Its thread may still write: the folder is closed when it has ended.
        await transfer.DisposeAsync();
        if (!end.IsDone)
            return Words(end, who);
        show.Note(
            "done",
            TransferWords.Done($"Received from {who}:", transfer.Offer, view.Pace, view.Moved)
        );
        return null;
    }

    public static string Words(TransferEnd end, string who)
    {
        if (end is { Kind: EndKind.Refused, IsHere: true })
            return $"Refused: nothing was taken from {who}.";
        var text = Visible.Of(end.Text);
        return end.IsHere && end.Kind == EndKind.Stopped
            ? "Stopped. What has come is kept: sent again, it goes on where it was."
            : $"Not everything came from {who}: {text}."
                + (
                    end.CanGoOn
                        ? " What has come is kept: sent again, it goes on where it was."
                        : ""
                );
    }
}
