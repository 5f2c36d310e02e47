using System.Security.Cryptography;
using Hubbub.Client.Connecting;
using Hubbub.Client.Whispering;
using Hubbub.Files;

namespace Hubbub.Cli.Transfers;

/// <summary>`hubbub receive --code`: meets whoever has drawn the code, and waits for their call.</summary>
internal sealed class CodeReceiving(ReceiveOptions options, ITransferShow show)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly MeetingServer _server = new(
        options.Via!,
        options.PasswordFile,
        NoteTags.Code,
        show
    );

    /// <returns>What they offer; it lasts as long as the end.</returns>
    /// <exception cref="CannotException">It came to nothing: why.</exception>
    public async Task<IncomingTransfer> MeetAsync(WaitingEnd end, CancellationToken ct)
    {
        try
        {
            var met = await MeetOtherAsync(end, ct);
            show.Note("met", "The code is right. Waiting for the sender's call …");
            return await end.CalledAsync(met, ct);
        }
        catch (NoWayException e)
        {
            throw new CannotException($"Nothing was received: {e.Message}.", e);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new CannotException($"Nobody answered to that code at {_server.Words}.", e);
        }
        catch (Exception e) when (e is ConnectException or IOException)
        {
            throw new CannotException($"Cannot receive by code at {_server.Words}: {e.Message}", e);
        }
    }

    private async Task<Met> MeetOtherAsync(WaitingEnd end, CancellationToken ct)
    {
        await using var whispers = await _server.ComeAsync(
            _ => $"take-{RandomNumberGenerator.GetHexString(6, lowercase: true)}",
            ct
        );
        var own = await end.CardAsync(await _server.AddressesAsync(ct), ct);
        using var meeting = new ReceiverMeeting(options.Code!, own);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(s_patience);
        var sender = MeetingServer.NameOf(options.Code!.Slot);
        await whispers.SayAsync(sender, meeting.Begin, limit.Token);
        while (meeting.Met is null)
        {
            var (from, words) = await whispers.HearAsync(limit.Token);
            if (!from.Equals(sender, StringComparison.OrdinalIgnoreCase))
                continue;
            var answer = meeting.Hear(words);
            if (meeting.Why is { } why)
                throw new CannotException($"Nothing was received: {why}.");
            if (meeting.Introduction is { } introduction)
                end.Expect(introduction);
            if (answer is not null)
                await whispers.SayAsync(sender, answer, limit.Token);
        }

        return meeting.Met;
    }
}
