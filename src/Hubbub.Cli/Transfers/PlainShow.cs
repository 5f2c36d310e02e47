using Hubbub.Files;

namespace Hubbub.Cli.Transfers;

/// <summary>Lines, for a pipe or a log: now and then one about how it goes.</summary>
internal sealed class PlainShow(TextWriter output, TimeProvider time) : ITransferShow
{
    private static readonly TimeSpan s_between = TimeSpan.FromSeconds(5);

    private long _last = time.GetTimestamp();
    private TransferStage _stage = TransferStage.Flowing;

    public void Note(string what, string sentence) => output.WriteLine(sentence);

    public void Offered(Offer offer, string who)
    {
        foreach (var line in TransferWords.Offer(offer, who))
            output.WriteLine(line);
    }

    public void Progress(Offer offer, TransferProgress progress, Pace pace)
    {
        if (
            progress.Stage != _stage
            && TransferWords.Stage(progress.Stage) is { Length: > 0 } words
        )
            output.WriteLine(words);
        _stage = progress.Stage;
        if (progress.Stage != TransferStage.Flowing || time.GetElapsedTime(_last) < s_between)
            return;
        _last = time.GetTimestamp();
        output.WriteLine(TransferWords.All(offer, progress, pace));
        if (offer.Files > 1 && TransferWords.File(offer, progress, pace) is { Length: > 0 } file)
            output.WriteLine("  " + file);
    }

    public void Verified(Offer offer, VerifiedFile file) =>
        output.WriteLine(TransferWords.Verified(offer, file));

    public void Over() => _stage = TransferStage.Flowing;
}
