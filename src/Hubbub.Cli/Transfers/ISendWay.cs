using System.Net;
using Hubbub.Cli.Screen;
using Hubbub.Client.Connecting;
using Hubbub.Client.Dropping;
using Hubbub.Files;
using Hubbub.Protocols.Irc.Client;

namespace Hubbub.Cli.Transfers;

/// <summary>The way on which files are sent.</summary>
internal interface ISendWay : IAsyncDisposable
{
    /// <summary>Who answered.</summary>
    IPEndPoint Address { get; }

    OutgoingTransfer Offer(ISourceTree tree);
}

/// <summary>Straight to a receiver.</summary>
internal sealed class DirectWay(FileSender sender) : ISendWay
{
    public IPEndPoint Address => sender.Address;

    public OutgoingTransfer Offer(ISourceTree tree) => sender.Offer(tree);

    public ValueTask DisposeAsync() => sender.DisposeAsync();
}

/// <summary>Into the drop of a server.</summary>
internal sealed class DropWay : ISendWay
{
    private readonly DropSession _session;

    private DropWay(DropSession session) => _session = session;

    public IPEndPoint Address => _session.Address;

    /// <param name="target">A room, or a person for whom it waits.</param>
    /// <param name="told">Told each line by which a file of ours is offered.</param>
    /// <exception cref="CannotException">The server takes nothing: why.</exception>
    public static async Task<DropWay> OpenAsync(
        DropSession session,
        string target,
        Action<string> told,
        CancellationToken ct
    )
    {
        try
        {
            session.Heard = line =>
            {
                if (line.Verb == "PRIVMSG" && line.Source.Nick == session.Nick)
                    told(
                        $"{(target[0] == '#' ? "In" : "To")} {Visible.Of(line[0])}: {Visible.Of(line.Last)}"
                    );
            };
            var answer = await session.AskAsync(
                ClientLine.Of("FILES", target, "BRING"),
                line =>
                    line.Tags.ContainsKey("+hubbub/bring")
                    || DropSession.RefusalOf(line) is not null
                        ? Verdict.Last
                        : Verdict.Other,
                ct
            );
            return DropSession.RefusalOf(answer[0]) is { } why
                ? throw new CannotException(
                    $"The server takes no files for {Visible.Of(target)}: {Visible.Of(why)}."
                )
                : new DropWay(session);
        }
        catch (ConnectException e)
        {
            throw new CannotException($"The server takes no files: {Visible.Of(e.Message)}.", e);
        }
    }

    public OutgoingTransfer Offer(ISourceTree tree)
    {
        var transfer = OutgoingTransfer.BeginBeside(_session.Endpoint, _session.Connection, tree);
        _session.Files = transfer.Handler;
        return transfer;
    }

    public ValueTask DisposeAsync() => _session.DisposeAsync();
}
