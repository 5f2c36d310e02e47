using System.Net.Sockets;
using Hubbub.Cli.Screen;
using Hubbub.Cli.Transfers;
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
    private readonly Dictionary<OpenOffer, Waiting> _waiting = [];
    private readonly List<Task> _running = [];
    private readonly List<Reception> _receptions = [];
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
        var waiting = new Waiting();
        _waiting.Add(offer, waiting);
        var same = _receptions.Where(one => one.What == offer.What).ToList();
        Run(async show =>
        {
            foreach (var reception in same)
                await reception.EndIfStalledAsync();
            return await TakeAsync(offer, waiting, show);
        });
    }

    public void Receive(OpenOffer offer, Met met)
    {
        if (!_waiting.Remove(offer, out var waiting))
            return;
        waiting.End!.Expect(met.Introduction);
        waiting.Met.SetResult(met);
    }

    public void Forget(OpenOffer offer)
    {
        if (_waiting.Remove(offer, out var waiting))
            waiting.Met.SetCanceled();
    }

    public void Fetch(DroppedFileView file)
    {
        var nick = chat.Engine.State.Nick;
        Run(show => new LinkFetching(options, nick, show).RunAsync(file, _ending.Token));
    }

    /// <summary>What is under way is stopped; what has come is kept.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var waiting in _waiting.Values)
            waiting.Met.TrySetCanceled();
        await _ending.CancelAsync();
        await Task.WhenAll(_running);
        _ending.Dispose();
    }

    /// <param name="work">Why it came to nothing; null: it is done.</param>
    private void Run(Func<ChatShow, Task<string?>> work)
    {
        _running.RemoveAll(task => task.IsCompletedSuccessfully);
        _running.Add(
            Task.Run(async () =>
            {
                var show = new ChatShow(chat, post, _doings);
                if (await work(show) is { } why)
                    show.Trouble(why);
            })
        );
    }

    private async Task<string?> TakeAsync(OpenOffer offer, Waiting waiting, ChatShow show)
    {
        try
        {
            var taking = new Taking(options.Into, show);
            taking.TryFolder();
            await using var end = new WaitingEnd(TimeProvider.System);
            var addresses = await HostNames.ResolveAsync(options.Server, _ending.Token);
            var own = await end.CardAsync(addresses, _ending.Token);
            post(() =>
            {
                waiting.End = end;
                Book.Ready(offer, own);
            });
            var met = await waiting.Met.Task;
            return await ReceiveAsync(await end.CalledAsync(met, _ending.Token), offer, taking);
        }
        catch (OperationCanceledException)
        {
            // The offer has gone, or we go.
            return null;
        }
        catch (NoWayException e)
        {
            return $"Nothing came from {offer.From}: {e.Message}.";
        }
        catch (Exception e) when (e is CannotException or ConnectException or SocketException)
        {
            if (waiting.Met.Task.IsCompleted)
                return e.Message;
            post(() =>
            {
                if (_waiting.Remove(offer))
                    Book.Failed(offer, e.Message);
            });
            return null;
        }
    }

    private async Task<string?> ReceiveAsync(
        IncomingTransfer transfer,
        OpenOffer offer,
        Taking taking
    )
    {
        if (!offer.What.Fits(transfer.Offer))
        {
            transfer.Stop(EndKind.Refused, "this is not what was offered before");
            return $"Refused: what came from {offer.From} is not what was offered.";
        }

        using var folder = taking.OpenFolder();
        if (Taking.Objection(transfer.Offer, folder) is { } objection)
        {
            transfer.Stop(EndKind.NoRoom, objection);
            return $"Refused: {objection}.";
        }

        var who = $"{offer.From}, into {Visible.Of(options.Into)}";
        var stop = Task.Delay(Timeout.Infinite, _ending.Token);
        var running = taking.RunAsync(transfer, folder, who, stop);
        var reception = new Reception(offer.What, transfer, running);
        post(() => _receptions.Add(reception));
        var why = await running;
        post(() => _receptions.Remove(reception));
        return why;
    }

    /// <summary>For what the sender says, and its call.</summary>
    private sealed class Waiting
    {
        public TaskCompletionSource<Met> Met { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        public WaitingEnd? End { get; set; }
    }
}
