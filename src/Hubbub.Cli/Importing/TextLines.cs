using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;

namespace Hubbub.Cli.Importing;

/// <summary>
/// The lines of a file of unknown provenance, read as a stream: UTF-8, else Latin-1 as old logs are;
/// a line may be as long as it likes, but only so much of it is held.
/// </summary>
internal sealed class TextLines : IDisposable
{
    /// <summary>As long as a message may be, with what stands before it.</summary>
    private const int Longest = 17 * 1024;

    private readonly Stream _stream;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly byte[] _line = new byte[Longest];
    private int _next;
    private int _end;

    public TextLines(Stream stream) => _stream = stream;

    /// <summary>From 1: of the line that was read last.</summary>
    public long Number { get; private set; }

    /// <summary>False: there is no more.</summary>
    /// <param name="line">Null: it was too long.</param>
    public bool TryRead(out string? line)
    {
        line = null;
        var (length, isTooLong, isAny) = (0, false, false);
        while (Fill())
        {
            isAny = true;
            var rest = _buffer.AsSpan(_next, _end - _next);
            var newLine = rest.IndexOf((byte)'\n');
            var piece = newLine < 0 ? rest : rest[..newLine];
            isTooLong |= piece.Length > Longest - length;
            if (!isTooLong)
            {
                piece.CopyTo(_line.AsSpan(length));
                length += piece.Length;
            }

            _next += newLine < 0 ? rest.Length : newLine + 1;
            if (newLine >= 0)
                break;
        }

        if (!isAny)
            return false;
        Number++;
        if (!isTooLong)
            line = Decode(_line.AsSpan(0, length));
        return true;
    }

    /// <summary>What all of its bytes hash to, when all are read.</summary>
    public ulong TakeHash() => BitConverter.ToUInt64(_hash.GetHashAndReset());

    public void Dispose()
    {
        _hash.Dispose();
        _stream.Dispose();
    }

    private bool Fill()
    {
        if (_next < _end)
            return true;
        (_next, _end) = (0, _stream.Read(_buffer));
        _hash.AppendData(_buffer, 0, _end);
        return _end > 0;
    }

    private string Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes is [.., (byte)'\r'])
            bytes = bytes[..^1];
        // A byte order mark.
        if (Number == 1 && bytes is [0xEF, 0xBB, 0xBF, ..])
            bytes = bytes[3..];
        return Utf8.IsValid(bytes)
            ? Encoding.UTF8.GetString(bytes)
            : Encoding.Latin1.GetString(bytes);
    }
}
