using System.Net.Sockets;
using Hubbub.Cli.Screen;
using Hubbub.Cli.Transfers;
using Hubbub.Client.Connecting;
using Hubbub.Client.Offers;
using Hubbub.Files;

namespace Hubbub.Cli.Join;

/// <summary>One offer that somebody has said yes to: a place to be called at, then what comes there.</summary>
internal sealed class Reception(OpenOffer offer, TakerOptions options, ChatShow show) : IDisposable
{
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<Met> _met = New<Met>();
    private readonly TaskCompletionSource _over = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private volatile WaitingEnd? _end;
    private volatile IncomingTransfer? _transfer;

    public OfferSummary What => offer.What;

    /// <summary>Before the sender is told where we are: it may call as soon as it knows.</summary>
    public void Receive(Met met)
    {
        _end!.Expect(met.Introduction);
        _met.TrySetResult(met);
    }

    /// <summary>What has come is kept.</summary>
    public void Stop()
    {
        _met.TrySetCanceled();
        _stop.Cancel();
    }

    /// <param name="ready">Told where we are reached.</param>
    /// <param name="failed">Told why there is no place to be called at.</param>
    /// <returns>Why it came to nothing, for people; null: it is here, or that was told already.</returns>
    public async Task<string?> RunAsync(Action<Card> ready, Action<string> failed)
    {
        try
        {
            var taking = new Taking(options.Into, show);
            taking.TryFolder();
            await using var end = _end = new WaitingEnd(TimeProvider.System);
            var server = await HostNames.ResolveAsync(options.Server, _stop.Token);
            ready(await end.CardAsync(server, _stop.Token));
            var met = await _met.Task;
            _transfer = await end.CalledAsync(met, _stop.Token);
            return await ReceiveAsync(_transfer, taking);
        }
        catch (OperationCanceledException)
        {
            // The offer has gone, or it is not wanted any more.
            return _met.Task.IsCompletedSuccessfully
                ? $"Stopped: nothing came from {offer.From}."
                : null;
        }
        catch (NoWayException e)
        {
            return $"Nothing came from {offer.From}: {e.Message}.";
        }
        catch (Exception e) when (e is CannotException or ConnectException or SocketException)
        {
            if (_met.Task.IsCompleted)
                return e.Message;
            failed(e.Message);
            return null;
        }
        finally
        {
            _over.SetResult();
        }
    }

    /// <summary>
    /// The same is offered again. If nothing comes any more its sender has died, and has come again before that was
    /// noticed: what is here is to be gone on with, and only one can.
    /// </summary>
    public async Task EndIfStalledAsync()
    {
        if (_transfer is not { } transfer)
            return;
        var before = transfer.Progress.Bytes;
        await Task.WhenAny(_over.Task, Task.Delay(s_look));
        if (!_over.Task.IsCompleted && transfer.Progress.Bytes != before)
            return;
        transfer.Stop(EndKind.Lost, "the sender has come again");
        await _over.Task;
    }

    public void Dispose() => _stop.Dispose();

    private async Task<string?> ReceiveAsync(IncomingTransfer transfer, Taking taking)
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
        var stop = Task.Delay(Timeout.Infinite, _stop.Token);
        return await taking.RunAsync(transfer, folder, who, stop);
    }

    private static TaskCompletionSource<T> New<T>() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}
