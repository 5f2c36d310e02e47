using Hubbub.Cli.Screen;
using Hubbub.Client.Connecting;
using Hubbub.Client.Whispering;
using Hubbub.Files;

namespace Hubbub.Cli.Transfers;

/// <summary>`hubbub send --to`: offers to a person who is logged on to a server, waits for their answer, and calls them.</summary>
internal sealed class PersonSending
{
    /// <summary>A program that can take files answers at once; the person may take their time.</summary>
    private static readonly TimeSpan s_notice = TimeSpan.FromSeconds(4);

    private readonly SendOptions _all;
    private readonly ITransferShow _show;
    private readonly PersonOptions _options;
    private readonly MeetingServer _server;

    public PersonSending(SendOptions options, PersonOptions person, ITransferShow show)
    {
        _all = options;
        _show = show;
        _options = person;
        _server = new MeetingServer(
            options.Destination,
            person.Own.PasswordFile,
            NoteTags.Person,
            show
        )
        {
            Trust = options.Trust,
        };
    }

    private string Whom => Visible.Of(_options.Name);

    /// <exception cref="CannotException">It came to nothing: why.</exception>
    public async Task<ISendWay> OpenAsync(Offer offer, CancellationToken ct)
    {
        try
        {
            return new DirectWay(await MeetAsync(offer, ct));
        }
        catch (NotNoticedException e)
        {
            return await LeaveAsync(e.Whom, ct);
        }
    }

    /// <summary>Whoever has another program gets a link from the server.</summary>
    private async Task<DropWay> LeaveAsync(string whom, CancellationToken ct)
    {
        Tell(
            "server",
            $"{whom}'s program takes no files. They go to the server instead, which can read them; {whom} gets a link for one time."
        );
        var session = await DropDoor.OpenAsync(
            _all.Destination,
            _options.Own,
            room: null,
            trust: null,
            text => _show.Note("identity", text),
            ct
        );
        try
        {
            // The link is theirs: whoever opens it here uses it up.
            return await DropWay.OpenAsync(session, whom, told: _ => { }, ct);
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    private async Task<FileSender> MeetAsync(Offer offer, CancellationToken ct)
    {
        using var end = new CallingEnd();
        try
        {
            var met = await AskAsync(OfferSummary.Of(offer), end, ct);
            return await end.CallAsync(met, ct);
        }
        catch (NoWayException e)
        {
            throw new CannotException($"Not sent to {Whom}: {e.Message}.", e);
        }
        catch (Exception e) when (e is ConnectException or IOException)
        {
            throw new CannotException(
                $"Disconnected from {_server.Words}: {Visible.Of(e.Message.TrimEnd('.'))}.",
                e
            );
        }
    }

    private async Task<Met> AskAsync(OfferSummary what, CallingEnd end, CancellationToken ct)
    {
        var wanted = _options.Own.Nick ?? LoginName.Now;
        _show.Note("connecting", $"Connecting to {_server.Words} …");
        await using var whispers = await _server.ComeAsync(
            tries => tries == 0 ? wanted : $"{wanted}{tries + 1}",
            ct
        );
        var also = whispers.Nick.Equals(wanted, StringComparison.OrdinalIgnoreCase)
            ? ""
            : $" Somebody is called {Visible.Of(wanted)} already.";
        _show.Note(
            "connected",
            $"Connected to {_server.Words}. You are {Visible.Of(whispers.Nick)} there.{also}"
        );
        using var side = new OfferingSide(what);
        var asking = new PersonAsking(whispers, side, _options.Name, Tell, s_notice);
        try
        {
            return await asking.RunAsync(
                async () =>
                    await end.CardAsync(
                        await _server.AddressesAsync(ct),
                        await whispers.AskRelayAsync(ct),
                        ct
                    ),
                ct
            );
        }
        catch (OperationCanceledException e) when (ct.IsCancellationRequested)
        {
            throw new CannotException("Stopped: nothing was sent, and the offer is withdrawn.", e);
        }
        catch (OfferException e) when (e is not NotNoticedException)
        {
            throw new CannotException($"Not sent: {Visible.Of(e.Message)}.", e);
        }
    }

    private void Tell(string what, string sentence) => _show.Note(what, Visible.Of(sentence));
}
