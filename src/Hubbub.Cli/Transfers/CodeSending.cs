using System.Security.Cryptography;
using Hubbub.Client.Connecting;
using Hubbub.Datagrams;
using Hubbub.Files;

namespace Hubbub.Cli.Transfers;

/// <summary>`hubbub send --code`: draws a code, waits for whoever was told it, and calls them.</summary>
internal sealed class CodeSending(SendOptions options, ITransferShow show)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(15);

    private readonly CodeServer _server = new(options.Destination, options.PasswordFile, show);

    /// <exception cref="CannotException">It came to nothing: why.</exception>
    public async Task<FileSender> MeetAsync(CancellationToken ct)
    {
        var endpoint = FileSender.Open();
        try
        {
            var met = await WaitAsync(endpoint, ct);
            show.Note("met", "Somebody knows the code. Looking for a way to them …");
            return await FileSender.ConnectAsync(endpoint, met, s_patience, ct);
        }
        catch (DialException e) when (!ct.IsCancellationRequested)
        {
            endpoint.Dispose();
            throw new CannotException(
                "No direct way to the receiver was found: a firewall or a NAT on either side lets nothing through.",
                e
            );
        }
        catch
        {
            endpoint.Dispose();
            throw;
        }
    }

    private async Task<Met> WaitAsync(UdpEndpoint endpoint, CancellationToken ct)
    {
        var slot = 0;
        await using var whispers = await _server.ComeAsync(
            // Short numbers are said more easily.
            tries =>
                CodeServer.NameOf(
                    slot = RandomNumberGenerator.GetInt32(1, tries < 5 ? 100 : 1_000)
                ),
            ct
        );
        var code = TransferCode.Draw(slot);
        var own = await OwnAddresses.OfAsync(endpoint, await _server.AddressesAsync(ct), ct);
        var meeting = new SenderMeeting(code, own);
        show.Note("code", $"The code is {code}. It is for one time.");
        show.Note(
            "how",
            $"On the other machine: hubbub receive --code {code} --via {options.Destination}"
        );
        try
        {
            while (meeting.Met is null)
            {
                var (from, words) = await whispers.HearAsync(ct);
                if (meeting.Hear(from, words) is { } answer)
                    await whispers.SayAsync(from, answer, ct);
                if (meeting.IsBurnt)
                    throw new CannotException(
                        "Not sent: the code was tried three times and was wrong. It is worth nothing any more."
                    );
            }

            return meeting.Met;
        }
        catch (Exception e) when (e is ConnectException or IOException)
        {
            throw new CannotException($"Disconnected from {_server.Words}: {e.Message}", e);
        }
    }
}
