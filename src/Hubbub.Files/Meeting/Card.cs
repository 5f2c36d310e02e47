using System.Net;
using System.Security.Cryptography;
using Hubbub.Datagrams;

namespace Hubbub.Files;

/// <summary>How somebody can be reached, for the other side's eyes only.</summary>
public sealed record Card(IReadOnlyList<IPEndPoint> Addresses)
{
    /// <summary>More are not told, and not believed.</summary>
    public const int MostAddresses = 16;

    private const int AddressSize = PeerAddress.Size;
    private const int Tag = 16;

    /// <summary>Those at which somebody is reached without the help of a relay.</summary>
    public IEnumerable<PeerAddress> Direct =>
        Addresses.Select(PeerAddress.Of).Where(address => !address.IsRelay);

    /// <summary>The ends of relays at which somebody is reached.</summary>
    public IEnumerable<PeerAddress> Relays =>
        Addresses.Select(PeerAddress.Of).Where(address => address.IsRelay);

    /// <summary>With one more, before all others.</summary>
    public Card With(PeerAddress address) =>
        new([address.ToEndPoint(), .. Addresses.Take(MostAddresses - 1)]);

    /// <param name="key">For this one card: there is no nonce.</param>
    internal byte[] Seal(byte[] key)
    {
        var text = Addresses.Take(MostAddresses).SelectMany(Bytes).ToArray();
        var whole = new byte[text.Length + Tag];
        using var cipher = new AesGcm(key, Tag);
        cipher.Encrypt(new byte[12], text, whole.AsSpan(0, text.Length), whole.AsSpan(text.Length));
        return whole;
    }

    /// <returns>Null: it does not open by this key, or is no card.</returns>
    internal static Card? Open(ReadOnlySpan<byte> whole, byte[] key)
    {
        var length = whole.Length - Tag;
        if (length is < 0 or > MostAddresses * AddressSize || length % AddressSize != 0)
            return null;
        var text = new byte[length];
        using var cipher = new AesGcm(key, Tag);
        try
        {
            cipher.Decrypt(new byte[12], whole[..length], whole[length..], text);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        return new Card([.. text.Chunk(AddressSize).Select(Address)]);
    }

    private static byte[] Bytes(IPEndPoint address) =>
        [
            .. address.Address.MapToIPv6().GetAddressBytes(),
            (byte)(address.Port >> 8),
            (byte)address.Port,
        ];

    private static IPEndPoint Address(byte[] bytes)
    {
        var address = new IPAddress(bytes.AsSpan(0, 16));
        return new(
            address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address,
            (bytes[16] << 8) | bytes[17]
        );
    }
}
