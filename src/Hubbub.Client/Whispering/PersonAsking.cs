using Hubbub.Files;

namespace Hubbub.Client.Whispering;

/// <summary>An offer to a person that came to nothing: why, for people.</summary>
#pragma warning disable RCS1194 // Always with words.
public class OfferException(string why) : Exception(why);
#pragma warning restore RCS1194

/// <summary>Whoever is there under the name has no program that takes files.</summary>
#pragma warning disable RCS1194 // Always with words.
public sealed class NotNoticedException(string whom)
#pragma warning restore RCS1194
    : OfferException($"{whom}'s program takes no files")
{
    /// <summary>In the server's spelling.</summary>
    public string Whom { get; } = whom;
}

/// <summary>
/// Offers files to a person, and waits for what they say: as long as it takes. Cancelling withdraws the offer.
/// </summary>
/// <param name="tell">What happens, in a word and in a sentence.</param>
/// <param name="notice">How long their program may take to answer that it asks them.</param>
public sealed class PersonAsking(
    Whispers whispers,
    OfferingSide side,
    string name,
    Action<string, string> tell,
    TimeSpan notice
)
{
    private string? _whom;
    private bool _wasNoticed;

    /// <param name="card">How we are reached; asked for when it is needed.</param>
    /// <exception cref="OfferException">It came to nothing.</exception>
    /// <exception cref="Connecting.ConnectException">The server has closed.</exception>
    /// <exception cref="IOException">The connection is gone.</exception>
    public async Task<Met> RunAsync(Func<Task<Card>> card, CancellationToken ct)
    {
        try
        {
            await whispers.WatchAsync(name, ct);
            var limit = Task.Delay(Timeout.Infinite, ct);
            while (side.Met is null)
            {
                var next = whispers.NextAsync(ct);
                if (await Task.WhenAny(next, limit) == limit && !side.IsNoticed)
                {
                    ct.ThrowIfCancellationRequested();
                    throw new NotNoticedException(_whom!);
                }

                if (await TakeAsync(await next, ct))
                    limit = Task.Delay(notice, ct);
                if (side.IsWanted)
                    await SayAsync(side.Reveal(await card()), ct);
            }

            tell(
                "check",
                $"{_whom} wants it. Check words: {side.CheckWords}. If {_whom} sees the same, nobody stands between you."
            );
            return side.Met;
        }
        catch (Exception e) when (e is OperationCanceledException or NotNoticedException)
        {
            // Whoever has it learns that nobody waits any more.
            if (_whom is not null)
                await SayAsync(side.Withdrawn, CancellationToken.None);
            throw;
        }
    }

    /// <returns>The offer was made: from now on their program has to show itself.</returns>
    private async Task<bool> TakeAsync(Whisper whisper, CancellationToken ct)
    {
        switch (whisper)
        {
            case Whisper.Here here when _whom is null:
                _whom = here.Who;
                await SayAsync(side.Offer, ct);
                return true;
            case Whisper.Gone when _whom is null:
                throw new OfferException($"nobody there is called {name}");
            case Whisper.Gone:
                throw new OfferException($"{_whom} has left, or goes by another name now");
            case Whisper.Away away:
                tell("away", $"{away.Who} is away: {away.Text}");
                break;
            case Whisper.Note note when note.From == _whom:
                side.Hear(note.Words);
                React();
                break;
        }

        return false;
    }

    private void React()
    {
        if (side.Declined is { } why)
            throw new OfferException(
                why switch
                {
                    Decline.Unwanted => $"{_whom} does not want it",
                    Decline.Busy => $"too many offers wait for {_whom} already: try again later",
                    Decline.Broken =>
                        "what was said on the way does not fit together: somebody may stand between you",
                }
            );
        if (!side.IsNoticed || _wasNoticed)
            return;
        _wasNoticed = true;
        tell("asked", $"{_whom} has been asked. Ctrl-C withdraws the offer.");
    }

    private Task SayAsync(byte[] words, CancellationToken ct) =>
        whispers.SayAsync(_whom!, words, ct);
}
