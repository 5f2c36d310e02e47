using System.Net;
using Hubbub.Cli.Screen;
using Hubbub.Datagrams;
using Hubbub.Files;

namespace Hubbub.Cli.Transfers;

/// <summary>The sentences that the terminal and the pipe share.</summary>
internal static class TransferWords
{
    /// <summary>Items that are named; of more their number is told.</summary>
    private const int MostNamed = 10;

    /// <summary>Where somebody is, or that they are reached by a relay.</summary>
    public static string Way(IPEndPoint address) =>
        PeerAddress.Of(address).IsRelay ? "through the server" : $"{address.Address}";

    public static IEnumerable<string> Offer(Offer offer, string who)
    {
        yield return $"{who}: {Amount.Files(offer.Files)}, {Amount.Of(offer.Size)}";
        var files = offer.Items.Where(item => item.Kind == ItemKind.File).ToList();
        foreach (var file in files.Take(MostNamed))
            yield return $"  {Visible.Of(file.Path)}  ({Amount.Of(file.Size)})";
        if (files.Count > MostNamed)
            yield return $"  … and {files.Count - MostNamed:N0} more";
    }

    /// <summary>As sha256sum prints it, with what else there is to say behind it.</summary>
    public static string Verified(Offer offer, VerifiedFile file)
    {
        var path = offer.Items[file.Item].Path;
        var kept = file.Name == path ? "" : $"  kept as “{Visible.Of(file.Name)}”";
        return $"{file.Digest}  {Visible.Of(path)}{kept}{(file.WasThere ? "  (was there)" : "")}";
    }

    public static string All(Offer offer, TransferProgress progress, Pace pace)
    {
        var part = offer.Size == 0 ? 1 : (double)progress.Bytes / offer.Size;
        var left = pace.Left(offer.Size - progress.Bytes) is { } time
            ? $", {Amount.Time(time)} left"
            : "";
        return $"{Percent(part)}  {Amount.Of(progress.Bytes)} of {Amount.Of(offer.Size)}, {Amount.Speed(pace.Speed)}{left}";
    }

    /// <summary>The file that is under way; empty: none.</summary>
    public static string File(Offer offer, TransferProgress progress, Pace pace)
    {
        if (progress.Item < 0)
            return "";
        var item = offer.Items[progress.Item];
        var left = pace.Left(item.Size - progress.ItemBytes) is { } time
            ? $"  {Amount.Time(time)} left"
            : "";
        return $"{Percent((double)progress.ItemBytes / Math.Max(1, item.Size))}  of {Amount.Of(item.Size)}{left}  {Visible.Of(item.Path)}";
    }

    public static string Stage(TransferStage stage) =>
        stage switch
        {
            TransferStage.Asking => "Waiting for an answer …",
            TransferStage.Comparing => "Comparing what is there already …",
            TransferStage.Flowing => "",
            TransferStage.Ended => "",
        };

    /// <param name="bytes">That went now: the others were there.</param>
    public static string Done(string done, Offer offer, Pace pace, long bytes)
    {
        var seconds = Math.Max(0.001, pace.Elapsed.TotalSeconds);
        var there =
            bytes > 0 && bytes < offer.Size
                ? $" ({Amount.Of(offer.Size - bytes)} of it were there)"
                : "";
        return $"{done} {Amount.Files(offer.Files)}, {Amount.Of(offer.Size)}{there}"
            + (bytes > 0 ? $", at {Amount.Speed(bytes / seconds)}." : ".");
    }

    private static string Percent(double part) => $"{(int)(100 * part), 3} %";
}
