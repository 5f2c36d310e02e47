using Hubbub.Client.Connecting;
using Hubbub.Client.Conversations;
using Hubbub.Client.Dropping;
using Hubbub.Client.Offers;
using Hubbub.Client.Trust;
using Hubbub.Files;

namespace Hubbub.Cli.Join;

/// <param name="Server">As the chat is connected to it.</param>
/// <param name="Password">The server's; null: it asks for none.</param>
/// <param name="Into">A full path.</param>
/// <param name="Step">Percent of progress that are told.</param>
internal sealed record TakerOptions(
    Destination Server,
    KnownServers Known,
    string? Password,
    string Into,
    int Step
);

/// <summary>Receives beside a chat what its person takes: each transfer on a socket of its own, into one folder.</summary>
/// <param name="post">Has something done on the chat's thread.</param>
internal sealed class FileTaker(Chat chat, TakerOptions options, Action<Action> post)
    : IFileTaker,
        IAsyncDisposable
{
    private readonly Dictionary<OpenOffer, Reception> _receptions = [];
    private readonly List<Task> _running = [];
    private readonly CancellationTokenSource _ending = new();
    private readonly Doings _doings = new(options.Step);

    private OfferBook Book => chat.Offers!;

    /// <summary>From here on the chat's person can take files.</summary>
    public void Serve()
    {
        chat.Offers = new OfferBook(chat, this);
        chat.Fetches = new Fetches(chat, this);
    }

    public void Prepare(OpenOffer offer)
    {
        var show = NewShow();
        var same = _receptions.Values.Where(one => one.What == offer.What).ToList();
        var reception = _receptions[offer] = new Reception(offer, options, show);
        Run(
            show,
            async () =>
            {
                foreach (var before in same)
                    await before.EndIfStalledAsync();
                var why = await reception.RunAsync(
                    own => post(() => Book.Ready(offer, own)),
                    words => post(() => Book.Failed(offer, words))
                );
                post(() => Over(offer));
                return why;
            }
        );
    }

    public void Receive(OpenOffer offer, Met met) => _receptions[offer].Receive(met);

    public void Stop(OpenOffer offer) => _receptions.GetValueOrDefault(offer)?.Stop();

    public void Forget(OpenOffer offer) => Stop(offer);

    public void Fetch(DroppedFileView file)
    {
        var show = NewShow();
        var fetching = new LinkFetching(options, chat.Engine.State.Nick, show);
        Run(show, () => fetching.RunAsync(file, _ending.Token));
    }

    /// <summary>What is under way is stopped; what has come is kept.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var reception in _receptions.Values)
            reception.Stop();
        await _ending.CancelAsync();
        await Task.WhenAll(_running);
        foreach (var reception in _receptions.Values)
            reception.Dispose();
        _ending.Dispose();
    }

    private void Over(OpenOffer offer)
    {
        if (_receptions.Remove(offer, out var reception))
            reception.Dispose();
        Book.Over(offer);
    }

    private ChatShow NewShow() => new(chat, post, _doings);

    /// <param name="work">Why it came to nothing; null: it is done.</param>
    private void Run(ChatShow show, Func<Task<string?>> work)
    {
        _running.RemoveAll(task => task.IsCompletedSuccessfully);
        _running.Add(
            Task.Run(async () =>
            {
                if (await work() is { } why)
                    show.Trouble(why);
            })
        );
    }
}
