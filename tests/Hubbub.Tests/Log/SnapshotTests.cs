using FsCheck.Fluent;
using Hubbub.Core;
using Hubbub.Tests.Core;

namespace Hubbub.Tests.Log;

public sealed class SnapshotTests
{
    private static readonly byte[] s_snapshot = Town().Hub.ToSnapshot();

    [Fact]
    public void A_snapshot_of_all_there_is_gives_the_same_bytes_again() => Town().FromSnapshot();

    [Fact]
    public void A_snapshot_cut_off_anywhere_is_refused()
    {
        for (var length = 0; length < s_snapshot.Length; length++)
            Assert.False(Hub.TryFromSnapshot(s_snapshot.AsSpan(0, length), out _), $"{length}");
        Assert.False(Hub.TryFromSnapshot([.. s_snapshot, 0], out _));
    }

    [Fact]
    public void A_changed_byte_is_told_or_gives_another_state_and_is_never_thrown()
    {
        foreach (byte change in new byte[] { 1, 2, 0x7F, 0x80, 0xFF })
        {
            for (var at = 0; at < s_snapshot.Length; at++)
            {
                var bytes = s_snapshot.ToArray();
                bytes[at] ^= change;
                if (Hub.TryFromSnapshot(bytes, out var hub))
                    _ = hub.ToSnapshot();
            }
        }
    }

    [Fact]
    public void Arbitrary_bytes_are_told_and_never_thrown() =>
        Prop.ForAll(
                Written.Bytes.ToArbitrary(),
                bytes =>
                {
                    _ = Hub.TryFromSnapshot(bytes, out _);
                    return !Hub.TryFromSnapshot([3, .. bytes], out var hub)
                        || hub.ToSnapshot().Length > 0;
                }
            )
            .Check();

    [Fact]
    public void Bytes_that_lie_cost_memory_in_proportion_to_their_length()
    {
        // Format and settings that fit, then as many rooms as the bytes could hold, all alike.
        byte[] lie =
        [
            3,
            1,
            9,
            9,
            0,
            0,
            0,
            5,
            5,
            0,
            0,
            0,
            0,
            .. Enumerable.Repeat((byte)0x7F, 100_000),
        ];
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.False(Hub.TryFromSnapshot(lie, out _));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100 * lie.Length);
    }

    private static Story Town() =>
        A.Hub()
            .With("ada", "bob")
            .In("#tea", "#pie")
            .Mode("ada", "#tea", "+imsklbeIvh key 9 b e I bob bob")
            .Topic("ada", "#tea", "leaves")
            .Say("ada", "#tea")
            .Say("bob", "#tea")
            .Post("ada", "#tea", lasts: TimeSpan.FromDays(1), pinned: true)
            .Post("bob", "#pie", lasts: TimeSpan.FromSeconds(1))
            .Edit("ada", "#tea", 1)
            .See("#tea", ("bob", 1, 1), ("ada", 1, 1))
            .After(TimeSpan.FromSeconds(9))
            .Expire()
            .With("cyd")
            .Oper("cyd")
            .Keep("cyd", "#tea", TimeSpan.FromDays(90))
            .Forget("#tea", upTo: 9)
            .ForgetTalks(upTo: 7)
            .Import("#old", ("ada", "hello"), ("bob", "hi"))
            .Away("cyd", "lunch")
            .Invite("ada", "cyd", "#tea");
}
