using FsCheck.Fluent;
using Hubbub.Core;

namespace Hubbub.Tests.Log;

public sealed class CommandTests
{
    [Fact]
    public void Every_command_is_read_back_as_it_was_written()
    {
        foreach (var kind in Written.Kinds)
            Prop.ForAll(kind.ToArbitrary(), RoundTrips).Check();
    }

    [Fact]
    public void Every_kind_of_command_is_tried() =>
        Assert.Equal(
            RuleTable.All.Select(rule => rule.CommandType.Name).Order(),
            Written.Kinds.Select(kind => kind.Sample(1, 1).First().GetType().Name).Order()
        );

    [Fact]
    public void A_command_cut_off_anywhere_is_not_a_command() =>
        Prop.ForAll(
                Written.Command.ToArbitrary(),
                command =>
                {
                    var bytes = Encode(command);
                    for (var length = 0; length < bytes.Length; length++)
                    {
                        var reader = new ByteReader(bytes.AsSpan(0, length));
                        if (CommandCodec.Read(ref reader) is not null || !reader.Failed)
                            return false;
                    }

                    return true;
                }
            )
            .Check();

    [Fact]
    public void Arbitrary_bytes_are_told_and_never_thrown() =>
        Prop.ForAll(
                Written.Bytes.ToArbitrary(),
                bytes =>
                {
                    foreach (var rule in RuleTable.All)
                    {
                        var reader = new ByteReader([rule.Tag, .. bytes]);
                        if (CommandCodec.Read(ref reader) is { } command && !RoundTrips(command))
                            return false;
                    }

                    return true;
                }
            )
            .Check();

    [Fact]
    public void A_tag_that_no_command_has_is_refused()
    {
        var known = RuleTable.All.Select(rule => rule.Tag).ToHashSet();
        foreach (
            var tag in Enumerable.Range(0, 256).Select(i => (byte)i).Where(t => !known.Contains(t))
        )
        {
            var reader = new ByteReader([tag, 0, 0, 0, 0, 0, 0, 0, 0]);
            Assert.Null(CommandCodec.Read(ref reader));
            Assert.True(reader.Failed);
        }
    }

    [Fact]
    public void A_count_that_lies_costs_no_memory()
    {
        // A ChangeRoom of 2⁶³ changes in a few bytes.
        byte[] lie = [25, 0, 0, .. Enumerable.Repeat((byte)0xFF, 9), 0];
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            var reader = new ByteReader(lie);
            Assert.Null(CommandCodec.Read(ref reader));
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    private static bool RoundTrips(Command command)
    {
        var reader = new ByteReader(Encode(command));
        return command.Equals(CommandCodec.Read(ref reader)) && reader.AtEnd;
    }

    private static byte[] Encode(Command command)
    {
        var writer = new ByteWriter();
        CommandCodec.Write(writer, command);
        return writer.ToArray();
    }
}
