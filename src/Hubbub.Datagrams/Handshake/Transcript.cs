namespace Hubbub.Datagrams;

/// <summary>The secrets of one handshake, made alike on both sides.</summary>
internal sealed class Transcript
{
    private readonly byte[] _secret;
    private readonly byte[] _hellos;

    /// <param name="shared">What the key agreement gave.</param>
    /// <param name="introduction">The secret that both had before; empty: none.</param>
    /// <param name="hello">The whole datagram, with what fills it.</param>
    /// <param name="welcome">Its header and public key: <see cref="Welcome.Clear"/> bytes.</param>
    public Transcript(
        ReadOnlySpan<byte> shared,
        ReadOnlySpan<byte> introduction,
        ReadOnlySpan<byte> hello,
        ReadOnlySpan<byte> welcome
    )
    {
        _secret = KeySchedule.Extract(shared, introduction);
        _hellos = KeySchedule.Hash(hello, welcome);
    }

    /// <summary>The key of the welcome's sealed part.</summary>
    public DirectionKey WelcomeKey(CipherKind kind) =>
        new(kind, KeySchedule.Derive(_secret, "welcome", _hellos, KeySchedule.HashSize));

    /// <param name="said">The welcome's sealed part without its signature.</param>
    public byte[] Whole(ReadOnlySpan<byte> said) => KeySchedule.Hash(_hellos, said);

    public byte[] Master(ReadOnlySpan<byte> whole) =>
        KeySchedule.Derive(_secret, "master", whole, KeySchedule.HashSize);

    /// <summary>
    /// AES-GCM wherever the client offers it; both sides can tell from the hello.
    /// </summary>
    public static CipherKind Choose(byte offered) =>
        (offered & (1 << (int)CipherKind.Aes256Gcm)) != 0
            ? CipherKind.Aes256Gcm
            : CipherKind.ChaCha20Poly1305;
}
