using FsCheck.Fluent;
using Hubbub.Protocols.Discovery;
using Hubbub.Tests.Log;

namespace Hubbub.Tests.Client;

/// <summary>DNS-SD over multicast (RFC 6762, RFC 6763), byte for byte.</summary>
public sealed class DiscoveryTests
{
    [Fact]
    public void A_question_is_understood_and_its_answer_too()
    {
        Assert.True(ServiceMessage.TryReadQuery(ServiceMessage.Query(7), out var id));
        Assert.Equal(7, id);
        // RFC 6762, 6.7: "the query ID and the question given in the query message".
        var answer = ServiceMessage.Answer(new("Chess club ♞", 5000), id, echoes: true);
        Assert.True(ServiceMessage.TryReadAnswer(answer, 7, out var offer));
        Assert.Equal(new ServiceOffer("Chess club ♞", 5000), offer);
        Assert.False(ServiceMessage.TryReadAnswer(answer, 8, out _));
        Assert.False(ServiceMessage.TryReadQuery(answer, out _));
    }

    [Fact]
    public void A_question_of_another_program_with_names_by_pointer_is_understood()
    {
        // Two questions, the second's name points into the first: "_x._tcp.local", "_hubbub" + pointer.
        byte[] message =
        [
            0,
            1,
            0,
            0,
            0,
            2,
            0,
            0,
            0,
            0,
            0,
            0,
            2,
            (byte)'_',
            (byte)'x',
            4,
            .. "_tcp"u8,
            5,
            .. "local"u8,
            0,
            0,
            12,
            0,
            1,
            7,
            .. "_HUBBUB"u8,
            0xC0,
            15,
            0,
            12,
            0x80,
            1,
        ];
        Assert.True(ServiceMessage.TryReadQuery(message, out var id));
        Assert.Equal(1, id);
    }

    [Fact]
    public void A_name_without_end_is_cut()
    {
        byte[] message = [0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0xC0, 12, 0, 12, 0, 1];
        Assert.False(ServiceMessage.TryReadQuery(message, out _));
    }

    [Fact]
    public void A_long_name_is_cut_between_characters()
    {
        var answer = ServiceMessage.Answer(new(new string('♞', 30), 5000), 1, echoes: true);
        Assert.True(ServiceMessage.TryReadAnswer(answer, 1, out var offer));
        Assert.Equal(new string('♞', 21), offer.Name);
    }

    [Fact]
    public void Whatever_comes_breaks_nothing() =>
        Prop.ForAll<byte[]>(bytes =>
            {
                byte[] message = [0, 7, 0x84, 0, 0, 1, 0, 2, .. bytes ?? []];
                ServiceMessage.TryReadAnswer(message, 7, out _);
                message[2] = 0;
                ServiceMessage.TryReadQuery(message, out _);
                return true;
            })
            .Check();
}
