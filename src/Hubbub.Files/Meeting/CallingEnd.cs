using System.Net;
using Hubbub.Datagrams;

namespace Hubbub.Files;

/// <summary>
/// One of two who were introduced to each other, however that came about: it sends, so it calls. The other one is
/// <see cref="WaitingEnd"/>.
/// </summary>
public sealed class CallingEnd : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(15);

    private readonly UdpEndpoint _endpoint = FileSender.Open();
    private ulong? _relay;
    private bool _isGiven;

    /// <summary>Where it is reached: to be asked when it is needed, because a NAT forgets.</summary>
    /// <param name="server">Sees where our packets come from; see <see cref="OwnAddresses"/>.</param>
    /// <param name="relay">The first end of a relay of the server; null: it gives none.</param>
    public async Task<Card> CardAsync(
        IReadOnlyList<IPEndPoint> server,
        ulong? relay,
        CancellationToken ct
    )
    {
        var card = await OwnAddresses.OfAsync(_endpoint, server, ct);
        _relay = relay;
        if (relay is not { } end)
            return card;
        _endpoint.OpenRelay(end, server);
        // The other one's end of it is where they reach us.
        return card.With(PeerAddress.OfRelay(end ^ 1));
    }

    /// <summary>Once: the socket is the sender's from here on.</summary>
    /// <exception cref="NoWayException">Nobody answered.</exception>
    public async Task<FileSender> CallAsync(Met met, CancellationToken ct)
    {
        try
        {
            var sender = await FileSender.ConnectAsync(_endpoint, met, _relay, s_patience, ct);
            _isGiven = true;
            return sender;
        }
        catch (DialException e) when (!ct.IsCancellationRequested)
        {
            throw new NoWayException("receiver", e);
        }
    }

    public void Dispose()
    {
        if (!_isGiven)
            _endpoint.Dispose();
    }
}
