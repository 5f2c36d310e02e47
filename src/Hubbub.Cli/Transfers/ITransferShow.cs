using Hubbub.Files;

namespace Hubbub.Cli.Transfers;

/// <summary>How a transfer shows itself: on a terminal, in a pipe, as JSON, or not at all.</summary>
internal interface ITransferShow
{
    /// <summary>Something happened, in a sentence.</summary>
    void Note(string what, string sentence);

    /// <summary>What is to come.</summary>
    void Offered(Offer offer, string who);

    void Progress(Offer offer, TransferProgress progress, Pace pace);

    /// <summary>A file is complete, here and there.</summary>
    void Verified(Offer offer, VerifiedFile file);

    /// <summary>It is over: what is drawn is taken away or finished.</summary>
    void Over();
}

internal static class TransferShow
{
    public static ITransferShow For(bool isQuiet, bool isJson) =>
        isJson ? new JsonShow(Console.Out, TimeProvider.System)
        : isQuiet ? new QuietShow()
        : Console.IsOutputRedirected || IsDumb() ? new PlainShow(Console.Out, TimeProvider.System)
        : new TerminalShow(Console.Out);

    private static bool IsDumb() =>
        Environment.GetEnvironmentVariable("TERM") is null or "" or "dumb" or "unknown";

    private sealed class QuietShow : ITransferShow
    {
        public void Note(string what, string sentence) { }

        public void Offered(Offer offer, string who) { }

        public void Progress(Offer offer, TransferProgress progress, Pace pace) { }

        public void Verified(Offer offer, VerifiedFile file) { }

        public void Over() { }
    }
}
