using System.Net;
using Hubbub.Datagrams;

namespace Hubbub.Files;

/// <summary>
/// One of two who were introduced to each other, however that came about: it receives, so it waits for the call of
/// the other one, <see cref="CallingEnd"/>.
/// </summary>
public sealed class WaitingEnd : IAsyncDisposable
{
    /// <summary>A little longer than the other one calls.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_punchApart = TimeSpan.FromMilliseconds(200);

    private readonly FileReceiver _receiver;
    private readonly UdpEndpoint _endpoint;
    private readonly CancellationTokenSource _end = new();
    private IReadOnlyList<IPEndPoint> _server = [];
    private Task _punching = Task.CompletedTask;

    /// <exception cref="System.Net.Sockets.SocketException">There is no socket to be had.</exception>
    public WaitingEnd(TimeProvider time) =>
        _receiver = FileReceiver.OpenIntroduced(time, out _endpoint);

    /// <inheritdoc cref="CallingEnd.CardAsync"/>
    public Task<Card> CardAsync(IReadOnlyList<IPEndPoint> server, CancellationToken ct)
    {
        _server = server;
        return OwnAddresses.OfAsync(_endpoint, server, ct);
    }

    /// <summary>Before the other one is told our card: it may call as soon as it has it.</summary>
    public void Expect(Introduction introduction) => _receiver.Introduce(introduction);

    /// <summary>What the other one offers, when it has found its way here.</summary>
    /// <exception cref="NoWayException">It has not.</exception>
    public async Task<IncomingTransfer> CalledAsync(Met met, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(s_patience);
        foreach (var relay in met.Other.Relays)
            _endpoint.OpenRelay(relay.RelayEnd, _server);
        // Who has come by a relay goes on looking for a better way.
        _end.CancelAfter(s_patience);
        _punching = PunchAsync([.. met.Other.Direct], _end.Token);
        try
        {
            return await _receiver.NextAsync(limit.Token);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new NoWayException("sender", e);
        }
    }

    /// <summary>Ends what is under way, in so many words.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _punching;
        _end.Dispose();
        await _receiver.DisposeAsync();
    }

    /// <summary>Opens our NAT for the other one's packets, as long as they may come.</summary>
    private async Task PunchAsync(IReadOnlyList<PeerAddress> to, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested && !_endpoint.Ended.IsCompleted)
        {
            foreach (var address in to)
                _endpoint.Punch(address);
            await Task.Delay(s_punchApart, ct)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
