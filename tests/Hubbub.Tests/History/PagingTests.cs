using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Hubbub.Tests.Irc;
using Hubbub.Tests.Log;

namespace Hubbub.Tests.History;

/// <summary>
/// "BEFORE, AFTER, and BETWEEN queries that use msgids for pagination [are] to function as
/// expected": any sequence of pages, forwards or backwards, yields each message once, in order.
/// </summary>
public sealed class PagingTests
{
    private const int Messages = 60;

    [Fact]
    public async Task Any_pages_give_each_message_once_in_order()
    {
        await using var server = await IrcStory.StartAsync();
        var ada = new Reader(
            server.Join("ada", "#tea,#noise", Reader.Caps + " draft/event-playback")
        );
        var bob = server.Join("bob", "");
        var dice = new Random(7);
        for (var i = 0; i < Messages; i++)
        {
            // What lies between is in nobody's way: other rooms, comings and goings.
            ada.Say("#tea", i.ToString(CultureInfo.InvariantCulture));
            for (var noise = dice.Next(3); noise > 0; noise--)
            {
                ada.Say("#noise", "x");
                bob.Send("JOIN #tea", "PART #tea");
                bob.Sync();
            }
        }

        ada.Client.Sync();
        ada.Client.Send("CAP REQ -draft/event-playback");
        var all = Enumerable.Range(0, Messages).Select(i => $"{i}").ToList();
        Prop.ForAll(
                Gen.Choose(1, 25).NonEmptyListOf().Zip(Gen.Elements(true, false)).ToArbitrary(),
                pair => Walk(ada, pair.Item1.ToList(), pair.Item2).SequenceEqual(all)
            )
            .Check();
    }

    /// <summary>Pages of these sizes, over and over, from one end to the other.</summary>
    private static List<string> Walk(Reader reader, List<int> sizes, bool forwards)
    {
        var found = new List<string>();
        var reference = forwards
            ? "timestamp=2000-01-01T00:00:00.000Z"
            : "timestamp=2999-01-01T00:00:00.000Z";
        for (var turn = 0; ; turn++)
        {
            var verb = forwards ? "AFTER" : "BEFORE";
            var page = reader.Ask($"{verb} #tea {reference} {sizes[turn % sizes.Count]}");
            if (page.Count == 0)
                return found;
            found.InsertRange(forwards ? found.Count : 0, page.Select(line => line.Text));
            reference = $"msgid={(forwards ? page[^1] : page[0]).Id}";
        }
    }
}
