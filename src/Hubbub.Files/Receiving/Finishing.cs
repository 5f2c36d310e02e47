using System.Security.Cryptography;

namespace Hubbub.Files;

/// <summary>
/// Goes through the items of an offer in their order: makes folders and empty files on the way, begins and
/// ends the others. The worker's.
/// </summary>
internal sealed class Finishing(
    ReceiveSide side,
    Offer offer,
    IReadOnlyList<ReceivedPath> paths,
    IReceivingStore store,
    Inventory inventory
) : IDisposable
{
    private readonly List<VerifiedFile> _untold = [];
    private int _next;

    /// <summary>The item that was begun last, or is at hand.</summary>
    public int Last => Math.Clamp(_next, 0, offer.Items.Count - 1);

    public string NameOf(int item) => offer.Items[item].Path;

    /// <summary>Files are complete that nobody has been told of.</summary>
    public bool HasUntold => _untold.Count > 0;

    /// <summary>Under the gate.</summary>
    public void TellAll()
    {
        foreach (var file in _untold)
            side.TellVerified(file);
        _untold.Clear();
    }

    /// <summary>Does what items before this one need that have nothing in the plan.</summary>
    public void PassTo(int item)
    {
        for (; _next < Math.Min(item, offer.Items.Count) && !side.HasEnded; _next++)
            Pass(_next);
    }

    /// <summary>The next item of the plan: its part, new or kept.</summary>
    public StartedPart Begin(int item)
    {
        PassTo(item);
        _next = item + 1;
        return inventory.Parts.Remove(item, out var kept) ? kept : New(item);
    }

    public void End(int item, StartedPart part, byte[] digest)
    {
        string name;
        using (part)
            name = part.File.Finish();
        Tell(item, digest, name, wasThere: false);
    }

    /// <summary>Their times change with each file in them, so they come last; inner ones first.</summary>
    public void EndFolders()
    {
        for (var i = offer.Items.Count - 1; i >= 0; i--)
        {
            if (offer.Items[i].Kind == ItemKind.Folder)
                store.FinishFolder(paths[i], offer.Items[i]);
        }
    }

    public void Dispose() => inventory.Dispose();

    private void Pass(int item)
    {
        if (offer.Items[item].Kind == ItemKind.Folder)
            store.MakeFolder(paths[item]);
        else if (inventory.Complete.TryGetValue(item, out var there))
            Tell(item, there.Digest, there.Name, wasThere: true);
        else if (inventory.Parts.Remove(item, out var all))
            End(item, all, all.Hash.GetCurrentHash());
        else
            End(item, New(item), SHA256.HashData([]));
    }

    private StartedPart New(int item) =>
        new(
            store.Begin(paths[item], offer.Items[item]),
            IncrementalHash.CreateHash(HashAlgorithmName.SHA256),
            0
        );

    private void Tell(int item, byte[] digest, string name, bool wasThere) =>
        _untold.Add(new(item, Convert.ToHexStringLower(digest), name, wasThere));
}
