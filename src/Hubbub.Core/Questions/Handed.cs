namespace Hubbub.Core;

/// <summary>
/// What the asker and somebody have handed to each other and not fetched yet, the newest first; under the asker's own
/// nick all that waits for the asker. Nobody else sees any of it.
/// </summary>
/// <param name="Nick">As typed: who has left is found by it as it was then.</param>
/// <param name="Before">As of <see cref="FilesOf"/>.</param>
public sealed record FilesWith(string Nick, FoldedNick Folded, int Before, int Most) : Question
{
    internal override Answer AnswerFrom(HubState state, Session? asker)
    {
        if (asker is null)
            return NotFound.Instance;
        var own = asker.Who.Session;
        var other = state.Find(Folded)?.Who;
        var all = state
            .Drop.Handed.All.Where(file =>
                other?.Session == own ? file.To == own
                : file.To == own ? Is(other, file.Owner, file.By)
                : file.Owner == own && Is(other, file.To, file.ToNick)
            )
            .Reverse()
            .ToList();
        if (other is null && all.Count == 0)
            return NotFound.Instance;
        var page = all.Where(file => Before == 0 || file.Number < Before).Take(Most).ToList();
        var isMore = page.Count == Most && all[^1].Number < page[^1].Number;
        return new FilesAnswer(
            Room: default,
            other?.Nick ?? Nick,
            page,
            all.Count,
            isMore ? page[^1].Number : 0,
            state.Drop.Bytes,
            state.Drop.Limits
        );
    }

    private bool Is(Identity? other, SessionId session, string nick) =>
        other is null ? nick == Nick : other.Session == session;
}

/// <summary>One file that was handed to or by the asker.</summary>
public sealed record HandedFile(int Number) : Question
{
    internal override Answer AnswerFrom(HubState state, Session? asker) =>
        state.Drop.Handed.Find(Number) is { } file
        && asker is not null
        && (file.To == asker.Who.Session || file.Owner == asker.Who.Session)
            ? new FileAnswer(file)
            : NotFound.Instance;
}

/// <summary>The newest file with this name that waits for the asker.</summary>
public sealed record HandedNamed(string Name) : Question
{
    internal override Answer AnswerFrom(HubState state, Session? asker) =>
        asker is not null
        && state.Drop.Handed.To(asker.Who.Session).LastOrDefault(file => file.Name == Name)
            is { } file
            ? new FileAnswer(file)
            : NotFound.Instance;
}

/// <summary>Whether a file of this size may be handed to a person, before its bytes come; and who they are.</summary>
/// <param name="To">Whom it was meant for from the first; default: whoever bears the nick now.</param>
public sealed record MayHand(string Nick, FoldedNick Folded, SessionId To, long Size) : Question
{
    internal override Answer AnswerFrom(HubState state, Session? asker)
    {
        var to = To == default ? state.Find(Folded)?.Who.Session ?? default : To;
        return new MayOfferAnswer(
            asker is null
                ? new Refused(default, Reason.NotAttached)
                : HandFileRule.Bar(state, asker, to, Nick, Size),
            Math.Min(state.Drop.Limits.One, state.Drop.Left)
        )
        {
            One = state.Drop.Limits.One,
            To = to,
        };
    }
}
