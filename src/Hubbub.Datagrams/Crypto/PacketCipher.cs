using System.Security.Cryptography;

namespace Hubbub.Datagrams;

/// <summary>Numbers stand on the wire; as bits (1 &lt;&lt; kind) in a hello.</summary>
internal enum CipherKind
{
    Aes256Gcm = 0,
    ChaCha20Poly1305 = 1,
}

/// <summary>An AEAD under one key, working in place: 12-byte nonce, 16-byte tag.</summary>
internal abstract class PacketCipher : IDisposable
{
    /// <summary>The ciphers of this machine, as bits.</summary>
    public static byte Available { get; } =
        (byte)(
            (AesGcm.IsSupported ? 1 << (int)CipherKind.Aes256Gcm : 0)
            | (ChaCha20Poly1305.IsSupported ? 1 << (int)CipherKind.ChaCha20Poly1305 : 0)
        );

    public static PacketCipher Create(CipherKind kind, ReadOnlySpan<byte> key) =>
        kind == CipherKind.Aes256Gcm && EvpCipher.IsSupported
            ? new EvpCipher(key.ToArray())
            : CreateManaged(kind, key);

    /// <summary>With nothing but what .NET has on every system.</summary>
    public static PacketCipher CreateManaged(CipherKind kind, ReadOnlySpan<byte> key) =>
        kind == CipherKind.Aes256Gcm ? new AesCipher(key) : new ChaChaCipher(key);

    /// <param name="text">Plain before, sealed after.</param>
    public abstract void Seal(
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> header,
        Span<byte> text,
        Span<byte> tag
    );

    /// <param name="text">Sealed before; plain after if true, worthless if false.</param>
    public abstract bool TryOpen(
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> header,
        Span<byte> text,
        ReadOnlySpan<byte> tag
    );

    public abstract void Dispose();

    private sealed class AesCipher(ReadOnlySpan<byte> key) : PacketCipher
    {
        private readonly AesGcm _aes = new(key, Packet.Tag);

        public override void Seal(
            ReadOnlySpan<byte> nonce,
            ReadOnlySpan<byte> header,
            Span<byte> text,
            Span<byte> tag
        ) => _aes.Encrypt(nonce, text, text, tag, header);

        public override bool TryOpen(
            ReadOnlySpan<byte> nonce,
            ReadOnlySpan<byte> header,
            Span<byte> text,
            ReadOnlySpan<byte> tag
        )
        {
            try
            {
                _aes.Decrypt(nonce, text, tag, text, header);
                return true;
            }
            catch (AuthenticationTagMismatchException)
            {
                return false;
            }
        }

        public override void Dispose() => _aes.Dispose();
    }

    private sealed class ChaChaCipher(ReadOnlySpan<byte> key) : PacketCipher
    {
        private readonly ChaCha20Poly1305 _chaCha = new(key);

        public override void Seal(
            ReadOnlySpan<byte> nonce,
            ReadOnlySpan<byte> header,
            Span<byte> text,
            Span<byte> tag
        ) => _chaCha.Encrypt(nonce, text, text, tag, header);

        public override bool TryOpen(
            ReadOnlySpan<byte> nonce,
            ReadOnlySpan<byte> header,
            Span<byte> text,
            ReadOnlySpan<byte> tag
        )
        {
            try
            {
                _chaCha.Decrypt(nonce, text, tag, text, header);
                return true;
            }
            catch (AuthenticationTagMismatchException)
            {
                return false;
            }
        }

        public override void Dispose() => _chaCha.Dispose();
    }
}
