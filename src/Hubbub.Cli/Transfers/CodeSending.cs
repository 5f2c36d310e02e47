using System.Security.Cryptography;
using Hubbub.Client.Connecting;
using Hubbub.Client.Whispering;
using Hubbub.Files;

namespace Hubbub.Cli.Transfers;

/// <summary>`hubbub send --code`: draws a code, waits for whoever was told it, and calls them.</summary>
internal sealed class CodeSending(SendOptions options, ITransferShow show)
{
    private readonly MeetingServer _server = new(
        options.Destination,
        options.PasswordFile,
        NoteTags.Code,
        show
    );

    /// <exception cref="CannotException">It came to nothing: why.</exception>
    public async Task<FileSender> MeetAsync(CancellationToken ct)
    {
        using var end = new CallingEnd();
        var met = await WaitAsync(end, ct);
        show.Note("met", "Somebody knows the code. Looking for a way to them …");
        try
        {
            return await end.CallAsync(met, ct);
        }
        catch (NoWayException e)
        {
            throw new CannotException($"Not sent: {e.Message}.", e);
        }
    }

    private async Task<Met> WaitAsync(CallingEnd end, CancellationToken ct)
    {
        var slot = 0;
        await using var whispers = await _server.ComeAsync(
            // Short numbers are said more easily.
            tries =>
                MeetingServer.NameOf(
                    slot = RandomNumberGenerator.GetInt32(1, tries < 5 ? 100 : 1_000)
                ),
            ct
        );
        var code = TransferCode.Draw(slot);
        show.Note("code", $"The code is {code}. It is for one time.");
        show.Note(
            "how",
            $"On the other machine: hubbub receive --code {code} --via {options.Destination}"
        );
        try
        {
            return await WaitAsync(whispers, new SenderMeeting(code), end, ct);
        }
        catch (Exception e) when (e is ConnectException or IOException)
        {
            throw new CannotException($"Disconnected from {_server.Words}: {e.Message}", e);
        }
    }

    private async Task<Met> WaitAsync(
        Whispers whispers,
        SenderMeeting meeting,
        CallingEnd end,
        CancellationToken ct
    )
    {
        while (true)
        {
            var (from, words) = await whispers.HearAsync(ct);
            if (meeting.Hear(from, words) is { } answer)
                await whispers.SayAsync(from, answer, ct);
            if (meeting.IsBurnt)
                throw new CannotException(
                    "Not sent: the code was tried three times and was wrong. It is worth nothing any more."
                );
            if (meeting.Met is not { } met)
                continue;
            var relay = await whispers.AskRelayAsync(ct);
            var own = await end.CardAsync(await _server.AddressesAsync(ct), relay, ct);
            await whispers.SayAsync(from, meeting.CardOf(own), ct);
            return met;
        }
    }
}
