using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Hubbub.Datagrams;

/// <summary>
/// AES-256-GCM by OpenSSL's own calls: <see cref="AesGcm"/> spends longer on itself than on a packet
/// (docs/performance.md). Only where libcrypto 3 is; the tests hold it against <see cref="AesGcm"/>.
/// </summary>
internal sealed unsafe partial class EvpCipher(byte[] key) : PacketCipher
{
    private const string Library = "libcrypto.so.3";
    private const int GetTag = 0x10;
    private const int SetTag = 0x11;

    private static readonly Contexts s_sealing = new(encrypts: 1);
    private static readonly Contexts s_opening = new(encrypts: 0);

    private nint _sealing;
    private nint _opening;

    public static bool IsSupported { get; } = IsThere();

    public override void Seal(
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> header,
        Span<byte> text,
        Span<byte> tag
    )
    {
        if (_sealing == 0)
            _sealing = s_sealing.Take(key);
        fixed (
            byte* n = nonce,
                h = header,
                t = text,
                g = tag
        )
        {
            int length;
            var isDone =
                EVP_CipherInit_ex(_sealing, 0, 0, null, n, 1) == 1
                && EVP_EncryptUpdate(_sealing, null, &length, h, header.Length) == 1
                && EVP_EncryptUpdate(_sealing, t, &length, t, text.Length) == 1
                && EVP_EncryptFinal_ex(_sealing, t + text.Length, &length) == 1
                && EVP_CIPHER_CTX_ctrl(_sealing, GetTag, tag.Length, g) == 1;
            if (!isDone)
                throw new CryptographicException("AES-GCM failed");
        }
    }

    public override bool TryOpen(
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> header,
        Span<byte> text,
        ReadOnlySpan<byte> tag
    )
    {
        if (_opening == 0)
            _opening = s_opening.Take(key);
        fixed (
            byte* n = nonce,
                h = header,
                t = text,
                g = tag
        )
        {
            int length;
            // Final compares the tag, in constant time; only then is the text worth anything.
            var isOpen =
                EVP_CipherInit_ex(_opening, 0, 0, null, n, 0) == 1
                && EVP_CIPHER_CTX_ctrl(_opening, SetTag, tag.Length, g) == 1
                && EVP_DecryptUpdate(_opening, null, &length, h, header.Length) == 1
                && EVP_DecryptUpdate(_opening, t, &length, t, text.Length) == 1
                && EVP_DecryptFinal_ex(_opening, t + text.Length, &length) == 1;
            if (!isOpen)
                text.Clear();
            return isOpen;
        }
    }

    public override void Dispose()
    {
        s_sealing.Give(_sealing);
        s_opening.Give(_opening);
        _sealing = _opening = 0;
    }

    private static bool IsThere()
    {
        if (!OperatingSystem.IsLinux() || !NativeLibrary.TryLoad(Library, out var library))
            return false;
        return NativeLibrary.TryGetExport(library, "EVP_CipherInit_ex", out _);
    }

    [LibraryImport(Library)]
    private static partial nint EVP_aes_256_gcm();

    [LibraryImport(Library)]
    private static partial nint EVP_CIPHER_CTX_new();

    [LibraryImport(Library)]
    private static partial void EVP_CIPHER_CTX_free(nint context);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    private static partial int EVP_CipherInit_ex(
        nint context,
        nint cipher,
        nint engine,
        byte* key,
        byte* nonce,
        int encrypts
    );

    [LibraryImport(Library)]
    [SuppressGCTransition]
    private static partial int EVP_CIPHER_CTX_ctrl(nint context, int what, int size, void* value);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    private static partial int EVP_EncryptUpdate(
        nint context,
        byte* to,
        int* length,
        byte* from,
        int size
    );

    [LibraryImport(Library)]
    [SuppressGCTransition]
    private static partial int EVP_EncryptFinal_ex(nint context, byte* to, int* length);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    private static partial int EVP_DecryptUpdate(
        nint context,
        byte* to,
        int* length,
        byte* from,
        int size
    );

    [LibraryImport(Library)]
    [SuppressGCTransition]
    private static partial int EVP_DecryptFinal_ex(nint context, byte* to, int* length);

    /// <summary>
    /// Contexts for one direction. Some that nobody uses are kept: ten thousand connections that say a word every few
    /// seconds would otherwise make and free thousands a second.
    /// </summary>
    private sealed class Contexts(int encrypts)
    {
        private const int Most = 64;

        private static readonly byte[] s_noKey = new byte[KeySchedule.KeySize];

        private readonly Lock _gate = new();
        private readonly Stack<nint> _spare = new(Most);

        public nint Take(byte[] key)
        {
            nint context;
            lock (_gate)
                _spare.TryPop(out context);
            var cipher = (nint)0;
            if (context == 0)
            {
                context = EVP_CIPHER_CTX_new();
                // The length of the nonce is 12 unless told otherwise, and that of the key is the cipher's.
                cipher = EVP_aes_256_gcm();
            }

            if (context != 0 && TrySet(context, cipher, key))
                return context;
            EVP_CIPHER_CTX_free(context);
            throw new CryptographicException("AES-GCM is not to be had");
        }

        public void Give(nint context)
        {
            if (context == 0)
                return;
            // Nothing of the key stays.
            var isClean = TrySet(context, cipher: 0, s_noKey);
            lock (_gate)
            {
                if (isClean && _spare.Count < Most)
                {
                    _spare.Push(context);
                    return;
                }
            }

            EVP_CIPHER_CTX_free(context);
        }

        private bool TrySet(nint context, nint cipher, byte[] key)
        {
            fixed (byte* k = key)
                return EVP_CipherInit_ex(context, cipher, 0, k, null, encrypts) == 1;
        }
    }
}
