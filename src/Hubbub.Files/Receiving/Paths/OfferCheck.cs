namespace Hubbub.Files;

/// <summary>Looks an offer over before anybody is asked: every path by the rules, none twice, no file that is also a folder.</summary>
internal static class OfferCheck
{
    /// <returns>The paths, in the order of the items.</returns>
    /// <exception cref="TransferException">What is wrong, for people on both sides.</exception>
    public static IReadOnlyList<ReceivedPath> Check(IReadOnlyList<OfferedItem> items)
    {
        var paths = new List<ReceivedPath>(items.Count);
        var kinds = new Dictionary<string, ItemKind>(items.Count, StringComparer.Ordinal);
        var size = 0L;
        foreach (var item in items)
        {
            if (!ReceivedPath.TryParse(item.Path, out var path, out var why))
                throw Refused(item.Path, why);
            if (!kinds.TryAdd(item.Path, item.Kind))
                throw Refused(item.Path, "two have this name");
            size += item.Size;
            if (size > OfferLimits.MostSize)
                throw Refused(item.Path, "all of it is more than 4 PiB");
            paths.Add(path);
        }

        foreach (var item in items)
        {
            for (var end = item.Path.LastIndexOf('/'); end > 0; )
            {
                var parent = item.Path[..end];
                if (!kinds.TryGetValue(parent, out var kind))
                    kinds.Add(parent, ItemKind.Folder);
                else if (kind == ItemKind.File)
                    throw Refused(parent, "it is a file and a folder at once");
                else
                    break;
                end = parent.LastIndexOf('/');
            }
        }

        return paths;
    }

    private static TransferException Refused(string path, string why) =>
        new(EndKind.Refused, $"“{path}” cannot be received: {why}");
}
