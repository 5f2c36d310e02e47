using Hubbub.Cli.Transfers;
using Hubbub.Client.Conversations;
using Hubbub.Client.State;
using Hubbub.Files;

namespace Hubbub.Cli.Join;

/// <summary>A transfer beside a chat: how far it is in a quiet place, what came of it as lines.</summary>
/// <param name="post">Has something done on the chat's thread.</param>
/// <param name="doings">Those of all transfers of the chat.</param>
internal sealed class ChatShow(Chat chat, Action<Action> post, Doings doings) : ITransferShow
{
    /// <summary>Digests that are shown; of more files their number is told at the end.</summary>
    private const int MostShown = 30;

    private int _shown;

    public void Note(string what, string sentence) => post(() => chat.Note(sentence));

    public void Trouble(string sentence) => post(() => chat.Note(sentence, TellKind.Error));

    public void Offered(Offer offer, string who) { }

    public void Progress(Offer offer, TransferProgress progress, Pace pace)
    {
        if (progress.Stage != TransferStage.Flowing || offer.Size == 0)
            return;
        var part = (int)(100 * progress.Bytes / offer.Size);
        post(() => chat.Doing = doings.With(this, NameOf(offer), part));
    }

    public void Verified(Offer offer, VerifiedFile file)
    {
        if (_shown++ < MostShown)
            post(() => chat.Note(TransferWords.Verified(offer, file), TellKind.Plain));
    }

    public void Over()
    {
        var more = _shown - MostShown;
        post(() =>
        {
            chat.Doing = doings.Without(this);
            if (more > 0)
                chat.Note($"… and {more:N0} more files", TellKind.Plain);
        });
    }

    private static string NameOf(Offer offer) => OfferSummary.Of(offer).Name;
}

/// <summary>What is under way in a chat, in a few words. On the chat's thread.</summary>
/// <param name="step">Percent that are told: each, or each tenth.</param>
internal sealed class Doings(int step)
{
    private readonly List<(object Who, string Name, int Part)> _all = [];

    public string With(object who, string name, int part)
    {
        var its = (who, name, part - (part % step));
        var at = _all.FindIndex(one => one.Who == who);
        if (at < 0)
            _all.Add(its);
        else
            _all[at] = its;
        return Words;
    }

    public string Without(object who)
    {
        _all.RemoveAll(one => one.Who == who);
        return Words;
    }

    private string Words => string.Join(", ", _all.Select(one => $"{one.Name} {one.Part} %"));
}
