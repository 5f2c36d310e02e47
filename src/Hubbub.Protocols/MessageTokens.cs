using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Hubbub.Core;

namespace Hubbub.Protocols;

/// <summary>
/// Message ids as clients know them: log, index and ordinal in one block of AES, so that a token
/// tells neither how much is said elsewhere nor what the next one will be, and one that was made up
/// (or is another log's) is found out. Any thread.
/// </summary>
public sealed class MessageTokens : IDisposable
{
    /// <summary>Characters of a token: 16 bytes in base64url.</summary>
    public const int Length = 22;

    public const int KeyLength = 32;

    private const int CipherKeyLength = 16;
    private const int LogIdAt = 10;
    private const int BlockLength = 16;

    private readonly Lock _turn = new();
    private readonly Aes _aes = Aes.Create();
    private readonly ICryptoTransform _encipher;
    private readonly ICryptoTransform _decipher;
    private readonly byte[] _logId;
    private readonly byte[] _plain = new byte[BlockLength];
    private readonly byte[] _block = new byte[BlockLength];
    private readonly byte[] _last = new byte[Length];
    private MessageId _lastId = new(ulong.MaxValue, 0);

    /// <param name="key">Secret of one log, 32 bytes: the cipher's key (16), the log's id (6), the rest unused.</param>
    public MessageTokens(ReadOnlySpan<byte> key)
    {
        if (key.Length != KeyLength)
            throw new ArgumentException($"not {KeyLength} bytes", nameof(key));
        _aes.Key = key[..CipherKeyLength].ToArray();
        // One block, and no two of the same: there is nothing for a mode to hide.
        _aes.Mode = CipherMode.ECB;
        _aes.Padding = PaddingMode.None;
        _encipher = _aes.CreateEncryptor();
        _decipher = _aes.CreateDecryptor();
        _logId = key.Slice(CipherKeyLength, BlockLength - LogIdAt).ToArray();
    }

    public static MessageTokens OfThisRun() => new(RandomNumberGenerator.GetBytes(KeyLength));

    /// <summary>The same id gives the same token, for ever.</summary>
    public void Write(MessageId id, LineWriter writer)
    {
        lock (_turn)
        {
            // An event is worded several times in a row, once for each kind of client.
            if (id != _lastId)
                Encipher(id);
            writer.Write(_last);
        }
    }

    public string TextOf(MessageId id)
    {
        var writer = new LineWriter(Length);
        Write(id, writer);
        return System.Text.Encoding.ASCII.GetString(writer.From(0));
    }

    /// <summary>False: not a token of this log. One that is may still stand for nothing that was kept.</summary>
    public bool TryRead(ReadOnlySpan<byte> token, out MessageId id)
    {
        id = default;
        lock (_turn)
        {
            if (
                token.Length != Length
                || Base64Url.DecodeFromUtf8(token, _block, out _, out var decoded)
                    != OperationStatus.Done
                || decoded != BlockLength
            )
            {
                return false;
            }

            _decipher.TransformBlock(_block, 0, BlockLength, _plain, 0);
            if (!_plain.AsSpan(LogIdAt).SequenceEqual(_logId))
                return false;
            id = new MessageId(
                BinaryPrimitives.ReadUInt64LittleEndian(_plain),
                BinaryPrimitives.ReadUInt16LittleEndian(_plain.AsSpan(8))
            );
            return true;
        }
    }

    public void Dispose()
    {
        _encipher.Dispose();
        _decipher.Dispose();
        _aes.Dispose();
    }

    private void Encipher(MessageId id)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(_plain, id.Index);
        BinaryPrimitives.WriteUInt16LittleEndian(_plain.AsSpan(8), checked((ushort)id.Ordinal));
        _logId.CopyTo(_plain.AsSpan(LogIdAt));
        _encipher.TransformBlock(_plain, 0, BlockLength, _block, 0);
        Base64Url.EncodeToUtf8(_block, _last, out _, out _);
        _lastId = id;
    }
}
