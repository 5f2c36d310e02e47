using System.Net;
using System.Security.Cryptography;
using Hubbub.Client.Connecting;
using Hubbub.Datagrams;
using Hubbub.Files;

namespace Hubbub.Cli.Transfers;

/// <summary>`hubbub receive --code`: meets whoever has drawn the code, and waits for their call.</summary>
internal sealed class CodeReceiving(ReceiveOptions options, ITransferShow show)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_punchApart = TimeSpan.FromMilliseconds(200);

    /// <summary>As long as the sender's hellos go.</summary>
    private const int Punches = 75;

    private readonly CodeServer _server = new(options.Via!, options.PasswordFile, show);

    /// <exception cref="CannotException">It came to nothing: why.</exception>
    public async Task<FileReceiver> MeetAsync(CancellationToken ct)
    {
        var receiver = FileReceiver.OpenIntroduced(TimeProvider.System, out var endpoint);
        try
        {
            var met = await MeetAsync(receiver, endpoint, ct);
            _ = PunchAsync(endpoint, met.Other.Addresses);
            show.Note("met", "The code is right. Waiting for the sender's call …");
            return receiver;
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            await receiver.DisposeAsync();
            throw new CannotException($"Nobody answered to that code at {_server.Words}.", e);
        }
        catch (Exception e) when (e is ConnectException or IOException)
        {
            await receiver.DisposeAsync();
            throw new CannotException($"Cannot receive by code at {_server.Words}: {e.Message}", e);
        }
        catch
        {
            await receiver.DisposeAsync();
            throw;
        }
    }

    private async Task<Met> MeetAsync(
        FileReceiver receiver,
        UdpEndpoint endpoint,
        CancellationToken ct
    )
    {
        await using var whispers = await _server.ComeAsync(
            _ => $"take-{RandomNumberGenerator.GetHexString(6, lowercase: true)}",
            ct
        );
        var own = await OwnAddresses.OfAsync(endpoint, await _server.AddressesAsync(ct), ct);
        using var meeting = new ReceiverMeeting(options.Code!, own);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(s_patience);
        var sender = CodeServer.NameOf(options.Code!.Slot);
        await whispers.SayAsync(sender, meeting.Begin, limit.Token);
        while (meeting.Met is null)
        {
            var (from, words) = await whispers.HearAsync(limit.Token);
            if (!from.Equals(sender, StringComparison.OrdinalIgnoreCase))
                continue;
            var answer = meeting.Hear(words);
            if (meeting.Why is { } why)
                throw new CannotException($"Nothing was received: {why}.");
            // They may call as soon as they have our card.
            if (meeting.Introduction is { } introduction)
                receiver.Introduce(introduction);
            if (answer is not null)
                await whispers.SayAsync(sender, answer, limit.Token);
        }

        return meeting.Met;
    }

    /// <summary>Opens our NAT for the sender's packets, as long as they may come.</summary>
    private static async Task PunchAsync(UdpEndpoint endpoint, IReadOnlyList<IPEndPoint> to)
    {
        for (var i = 0; i < Punches && !endpoint.Ended.IsCompleted; i++)
        {
            foreach (var address in to)
                endpoint.Punch(PeerAddress.Of(address));
            await Task.Delay(s_punchApart);
        }
    }
}
