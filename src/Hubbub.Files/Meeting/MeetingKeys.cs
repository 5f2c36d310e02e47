using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Hubbub.Files;

/// <summary>What comes of a secret that both have: keys for two cards, and an introduction for the transport.</summary>
/// <param name="agreed">32 bytes.</param>
/// <param name="label">How they came by it.</param>
internal sealed class MeetingKeys(byte[] agreed, string label)
{
    public byte[] Receiver => Derive("receiver's card", 32);

    public byte[] Sender => Derive("sender's card", 32);

    public Introduction Introduction =>
        new(
            BinaryPrimitives.ReadUInt128BigEndian(Derive("introduction", 16)),
            Derive("transport", 32)
        );

    public byte[] Derive(string what, int size) =>
        HKDF.Expand(HashAlgorithmName.SHA256, agreed, size, Encoding.ASCII.GetBytes(label + what));
}

/// <param name="Name">Goes with the hello: which of those who were introduced is calling.</param>
/// <param name="Secret">Is mixed into the connection's keys.</param>
public sealed record Introduction(UInt128 Name, byte[] Secret);

/// <summary>For an endpoint: the one whom it is waiting for.</summary>
internal sealed class OneIntroduction : Datagrams.IIntroductions
{
    private volatile Introduction? _known;

    public Introduction? Known
    {
        get => _known;
        set => _known = value;
    }

    public bool TryFind(UInt128 name, out ReadOnlyMemory<byte> secret)
    {
        var known = _known;
        secret = known?.Secret;
        return known?.Name == name;
    }
}
