namespace Hubbub.Datagrams;

/// <summary>
/// Secrets that this side and a client already share: made by an introducer, or by a code said over
/// the phone. Who knows the secret is the one who was introduced.
/// </summary>
public interface IIntroductions
{
    /// <summary>Called on the endpoint's thread. False: nobody was introduced under this name.</summary>
    bool TryFind(UInt128 name, out ReadOnlyMemory<byte> secret);
}
