using Hubbub.Cli.Screen;
using Hubbub.Client.Dropping;
using Hubbub.Files;
using Hubbub.Protocols.Irc.Client;

namespace Hubbub.Cli.Transfers;

/// <summary>A file of a server's drop on its way here, beside the lines of a session.</summary>
internal static class DropFetching
{
    /// <param name="target">A room; <c>*</c>: <paramref name="what"/> is what a link holds.</param>
    /// <param name="what">A number, or a name.</param>
    /// <param name="stop">When it completes, nothing more is waited for.</param>
    /// <returns>On its way into the folder; or it has ended, or nothing was offered yet.</returns>
    /// <exception cref="CannotException">It is not to be had, or there is no room for it.</exception>
    /// <exception cref="Client.Connecting.ConnectException">The server has gone.</exception>
    public static async Task<IncomingTransfer> BeginAsync(
        DropSession session,
        string target,
        string what,
        DiskStore folder,
        Task stop,
        CancellationToken ct
    )
    {
        var offered = new TaskCompletionSource<IncomingTransfer>(
            TaskCreationOptions.RunContinuationsAsynchronously
        );
        var transfer = Listen(session, offered);
        try
        {
            var answer = await session.AskAsync(
                ClientLine.Of("FILES", target, "FETCH", what),
                line =>
                    line.Tags.ContainsKey("+hubbub/fetch")
                    || DropSession.RefusalOf(line) is not null
                        ? Verdict.Last
                        : Verdict.Other,
                ct
            );
            if (DropSession.RefusalOf(answer[0]) is { } why)
                throw new CannotException($"“{Visible.Of(what)}” of {target}: {Visible.Of(why)}.");
            await Task.WhenAny(offered.Task, transfer.Ended, stop);
            if (!offered.Task.IsCompleted)
                return transfer;
            if (Taking.Objection(transfer.Offer, folder) is { } objection)
                throw new CannotException($"Not fetched: {objection}.");
            transfer.Accept(folder);
            return transfer;
        }
        catch
        {
            await transfer.DisposeAsync();
            throw;
        }
    }

    private static IncomingTransfer Listen(
        DropSession session,
        TaskCompletionSource<IncomingTransfer> offered
    )
    {
        using var turn = session.Endpoint.Enter();
        var transfer = IncomingTransfer.Beside(
            session.Endpoint,
            session.Connection,
            TimeProvider.System,
            offered.SetResult
        );
        session.Files = transfer.Handler;
        return transfer;
    }
}
