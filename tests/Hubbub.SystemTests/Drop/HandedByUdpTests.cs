using Hubbub.Client.Connecting;
using Hubbub.Client.Dropping;
using Hubbub.Files;
using Hubbub.Protocols.Irc.Client;
using Hubbub.SystemTests.Files;
using Hubbub.SystemTests.Running;

namespace Hubbub.SystemTests.Drop;

/// <summary>FILES with a nick, BRING and FETCH: beside the lines of a connection over UDP (docs/files.md).</summary>
public sealed class HandedByUdpTests : IDisposable
{
    private readonly Carrying _carrying = new();

    public void Dispose() => _carrying.Dispose();

    [Fact]
    public async Task It_is_brought_and_fetched_once_and_what_was_cut_off_does_not_count()
    {
        await using var house = await House.OpenAsync();
        _carrying.Write("film", 3_000_000);
        await using (var bob = await ComeAsync(house, "bob"))
        {
            await BringAsync(house, "bob", "film");
            await using (var cut = await FetchAsync(bob))
                cut.Stop(EndKind.Stopped, "no");
        }

        // The connection ended with the transfer; the session that it was for is gone, its link is not.
        var kept = Assert.Single(house.Contents());
        Assert.Equal(Carrying.DigestOf(_carrying.Source("film")), Path.GetFileName(kept));
        await using var again = await ComeAsync(house, "bob");
        await using var ada = await house.ComeAsync("ada");
        await BringAsync(house, "bob", "film");
        await using var transfer = await FetchAsync(again);
        transfer.Accept(DiskStore.Open(_carrying.Into));
        Assert.True((await transfer.Ended).IsDone);
        Assert.Equal(
            Carrying.DigestOf(_carrying.Source("film")),
            Carrying.DigestOf(_carrying.Received("film"))
        );
        // Of the two the first is still there.
        await Watch.ForAsync(
            "3.0 MB",
            async () =>
            {
                await ada.SendAsync("FILES #lobby\r\n");
                var heard = await ada.ReadUntilAsync(" are used on this server");
                return heard.Split("for #lobby; ")[^1].Split(" of ")[0];
            }
        );
    }

    [Fact]
    public async Task Nobody_fetches_what_is_for_another_nor_who_sent_it()
    {
        await using var house = await House.OpenAsync();
        await using var bob = await house.ComeAsync("bob");
        await using var eve = await ComeAsync(house, "eve");
        _carrying.Write("a.txt", 10);
        await BringAsync(house, "bob", "a.txt");
        var refused = await AskAsync(eve, ClientLine.Of("FILES", "bob", "FETCH", "1"));
        Assert.Equal("There is no such file", DropSession.RefusalOf(refused));
        await bob.ReadUntilAsync("[file 1] a.txt (10 bytes) http://");
    }

    private static Task<DropSession> ComeAsync(House house, string name) =>
        DropSession.OpenAsync(
            new Destination("127.0.0.1", house.Server.Port, IsTls: false),
            _ => null,
            name,
            password: null,
            "#lobby",
            TestContext.Current.CancellationToken
        );

    private async Task BringAsync(House house, string to, string file)
    {
        await using var ada = await ComeAsync(house, "sender");
        var answer = await AskAsync(ada, ClientLine.Of("FILES", to, "BRING"));
        Assert.True(answer.Tags.ContainsKey("+hubbub/bring"), answer.Last);
        OutgoingTransfer transfer;
        using (ada.Endpoint.Enter())
        {
            var tree = SourceTree.Collect([_carrying.Source(file)], "sender");
            transfer = OutgoingTransfer.BeginBeside(ada.Endpoint, ada.Connection, tree);
            ada.Files = transfer.Handler;
        }

        await using (transfer)
            Assert.True((await transfer.Ended).IsDone);
    }

    /// <returns>Offered, and not answered yet.</returns>
    private static async Task<IncomingTransfer> FetchAsync(DropSession session)
    {
        var offered = new TaskCompletionSource<IncomingTransfer>();
        using (session.Endpoint.Enter())
        {
            session.Files = IncomingTransfer
                .Beside(
                    session.Endpoint,
                    session.Connection,
                    TimeProvider.System,
                    offered.SetResult
                )
                .Handler;
        }

        var answer = await AskAsync(session, ClientLine.Of("FILES", "sender", "FETCH", "film"));
        Assert.True(answer.Tags.ContainsKey("+hubbub/fetch"), answer.Last);
        return await offered.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    private static async Task<ServerLine> AskAsync(DropSession session, string line)
    {
        var answer = await session.AskAsync(
            line,
            one =>
                one.Tags.Keys.Any(tag => tag is "+hubbub/bring" or "+hubbub/fetch")
                || DropSession.RefusalOf(one) is not null
                    ? Verdict.Last
                    : Verdict.Other,
            TestContext.Current.CancellationToken
        );
        return answer[0];
    }
}
