using System.Security.Cryptography;

namespace Hubbub.Node;

/// <summary>
/// What is appended at once: entries, and apart from them their texts, so that a text can be
/// erased and the log still verifies and replays to the same state.
/// </summary>
/// <param name="Entries">
/// Format (1), flags (0), incarnation (8 bytes), sequence (8), time of the block (8), count; then
/// for each entry: microseconds since the block's time, session number, command, and whether it
/// has a payload: 0 no; 1 a text; 2 tags (their length follows) and a text; then the payload's
/// length and hash.
/// </param>
/// <param name="Texts">For each entry with a payload: 1, a salt of 8 bytes, tags and text; or 0: erased.</param>
/// <param name="Count">Entries in it.</param>
public sealed record Block(ReadOnlyMemory<byte> Entries, ReadOnlyMemory<byte> Texts, int Count)
{
    internal const byte Format = 1;
    internal const int SaltLength = 8;
    internal const int HashLength = 16;

    /// <summary>SHA-256 of the digest before and the entries. Texts are not in it.</summary>
    public byte[] ChainOn(ReadOnlySpan<byte> before)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(before);
        hash.AppendData(Entries.Span);
        return hash.GetHashAndReset();
    }
}
