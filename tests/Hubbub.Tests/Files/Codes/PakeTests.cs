using System.Net;
using System.Numerics;
using System.Text;
using Hubbub.Files;

namespace Hubbub.Tests.Files.Codes;

public sealed class PakeTests
{
    /// <summary>RFC 9380, J.1.2: P256_XMD:SHA-256_SSWU_NU_.</summary>
    [Theory]
    [InlineData("", "b22d487045f80e9edcb0ecc8d4bf77833e2bf1f3a54004d7df1d57f4802d311f")]
    [InlineData("abc", "c7f96eadac763e176629b09ed0c11992225b3a5ae99479760601cbd69c221e58")]
    [InlineData(
        "abcdef0123456789",
        "314e8585fa92068b3ea2c3bab452d4257b38be1c097d58a21890456c2929614d"
    )]
    public void Bytes_are_hashed_to_these_field_elements(string message, string field)
    {
        var u = CurveHash.Field(
            Encoding.ASCII.GetBytes(message),
            "QUUX-V01-CS02-with-P256_XMD:SHA-256_SSWU_NU_"u8
        );
        Assert.Equal(BigInteger.Parse("0" + field, System.Globalization.NumberStyles.HexNumber), u);
    }

    [Fact]
    public void And_to_this_point()
    {
        var point = CurveHash.Encode([], "QUUX-V01-CS02-with-P256_XMD:SHA-256_SSWU_NU_"u8);
        Assert.Equal(
            "f871caad25ea3b59c16cf87c1894902f7e7b2c822c3d3f73596c5ace8ddd14d1"
                + "87b9ae23335bee057b99bac1e68588b18b5691af476234b8971bc4f011ddc99b",
            Convert.ToHexStringLower(point.X!) + Convert.ToHexStringLower(point.Y!)
        );
    }

    /// <summary>draft-irtf-cfrg-cpace, test vectors for CPace-P256-SHA256.</summary>
    [Fact]
    public void The_generator_of_two_who_know_a_password_is_this_point()
    {
        var point = Pake.Generator(
            "Password"u8,
            "\nAinitiator\nBresponder"u8,
            Convert.FromHexString("34b36454cab2e7842c389f7d88ecb7df")
        );
        Assert.Equal(
            "6e69443bf0fc9b58cb5ea0a454d24c444e699c32da9a9fb23af0c0e1299984af"
                + "324099c4c0f7be13559f84d62fac7acc0b3ad47bc99499e3a744d9dee0e7e4e1",
            Convert.ToHexStringLower(point.X!) + Convert.ToHexStringLower(point.Y!)
        );
    }

    [Fact]
    public void Two_with_the_same_words_have_the_same_key_and_with_others_not()
    {
        var session = new byte[Pake.SessionSize];
        for (var i = 0; i < 50; i++)
        {
            using var ada = new Pake("kobi-laru"u8, "c"u8, session);
            using var bob = new Pake("kobi-laru"u8, "c"u8, session);
            using var eve = new Pake("kobi-lara"u8, "c"u8, session);
            Assert.Equal(ada.Agree(bob.Message, true), bob.Agree(ada.Message, false));
            Assert.NotEqual(ada.Agree(eve.Message, true), eve.Agree(ada.Message, false));
        }
    }

    [Fact]
    public void What_is_no_point_of_the_curve_is_no_message()
    {
        using var pake = new Pake("kobi-laru"u8, "c"u8, new byte[Pake.SessionSize]);
        Assert.Null(pake.Agree([], true));
        Assert.Null(pake.Agree(Enumerable.Repeat((byte)0xFF, 32).ToArray(), true));
        var refused = 0;
        for (byte x = 0; x < 100; x++)
            refused += pake.Agree([.. new byte[31], x], true) is null ? 1 : 0;
        // Half of all numbers are no x coordinate.
        Assert.InRange(refused, 30, 70);
    }

    [Theory]
    [InlineData("7-kobi-laru", "7-kobi-laru")]
    [InlineData(" 7 KOBI laru ", "7-kobi-laru")]
    [InlineData("999-bada-zuzu", "999-bada-zuzu")]
    [InlineData("0-kobi-laru", null)]
    [InlineData("1000-kobi-laru", null)]
    [InlineData("7-kobi", null)]
    [InlineData("7-kobi-otter", null)]
    [InlineData("kobi-laru", null)]
    [InlineData("", null)]
    public void A_code_is_read_as_people_write_it(string text, string? code) =>
        Assert.Equal(code, TransferCode.TryParse(text, out var parsed) ? parsed!.ToString() : null);

    [Fact]
    public void A_code_that_was_drawn_is_one()
    {
        for (var i = 0; i < 100; i++)
            Assert.True(TransferCode.TryParse(TransferCode.Draw(7).ToString(), out _));
    }

    [Fact]
    public void Who_knows_the_code_meets_the_other_with_both_cards_and_one_secret()
    {
        var code = TransferCode.Draw(7);
        var sender = new SenderMeeting(code);
        using var receiver = new ReceiverMeeting(code, CardOf(3));
        Run(sender, receiver);
        Assert.Equal(CardOf(3).Addresses, sender.Met!.Other.Addresses);
        Assert.Equal(CardOf(1, 2).Addresses, receiver.Met!.Other.Addresses);
        Assert.Equal(sender.Met.Introduction.Name, receiver.Met.Introduction.Name);
        Assert.Equal(sender.Met.Introduction.Secret, receiver.Met.Introduction.Secret);
    }

    /// <summary>"A code is protected by a PAKE, three wrong tries burn it."</summary>
    [Fact]
    public void Three_wrong_tries_burn_the_code()
    {
        var code = Code("7-kobi-laru");
        var sender = new SenderMeeting(code);
        for (var i = 0; i < 3; i++)
        {
            using var wrong = new ReceiverMeeting(Code("7-kobi-lari"), CardOf(2));
            Run(sender, wrong);
            Assert.Equal(i == 2, sender.IsBurnt);
            Assert.NotNull(wrong.Why);
        }

        using var right = new ReceiverMeeting(code, CardOf(2));
        Run(sender, right);
        Assert.Null(sender.Met);
        Assert.Contains("tried too often", right.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_begins_and_says_no_more_has_had_a_try_too()
    {
        var code = Code("7-kobi-laru");
        var sender = new SenderMeeting(code);
        for (var i = 0; i < 3; i++)
        {
            using var silent = new ReceiverMeeting(Code("7-bada-bada"), CardOf(2));
            Assert.NotNull(sender.Hear("eve", silent.Begin));
        }

        using var right = new ReceiverMeeting(code, CardOf(2));
        Run(sender, right);
        Assert.True(sender.IsBurnt);
        Assert.Null(sender.Met);
    }

    [Fact]
    public void Another_cannot_end_what_one_has_begun_and_a_changed_card_is_none()
    {
        var code = Code("7-kobi-laru");
        var sender = new SenderMeeting(code);
        using var receiver = new ReceiverMeeting(code, CardOf(2));
        var card = receiver.Hear(sender.Hear("bob", receiver.Begin)!)!;
        Assert.Null(sender.Hear("eve", card));
        card[^1] ^= 1;
        Assert.Equal(5, sender.Hear("bob", card)![0]);
        Assert.Null(sender.Met);
    }

    [Fact]
    public void Whatever_is_said_nothing_throws()
    {
        var dice = new Random(1);
        for (var i = 0; i < 2_000; i++)
        {
            var sender = new SenderMeeting(Code("7-kobi-laru"));
            using var receiver = new ReceiverMeeting(Code("7-kobi-laru"), CardOf(2));
            var bytes = new byte[dice.Next(60)];
            dice.NextBytes(bytes);
            if (bytes.Length > 0)
                bytes[0] = (byte)dice.Next(8);
            sender.Hear("eve", bytes);
            receiver.Hear(bytes);
        }
    }

    private static void Run(SenderMeeting sender, ReceiverMeeting receiver)
    {
        var words = receiver.Begin;
        while (words is not null && sender.Hear("bob", words) is { } answer)
            words = receiver.Hear(answer);
        if (sender.Met is not null)
            receiver.Hear(sender.CardOf(CardOf(1, 2)));
    }

    private static TransferCode Code(string text) =>
        TransferCode.TryParse(text, out var code)
            ? code!
            : throw new ArgumentException("no code", nameof(text));

    private static Card CardOf(params byte[] hosts) =>
        new([.. hosts.Select(host => new IPEndPoint(new IPAddress([10, 0, 0, host]), 5_000))]);
}
