namespace Hubbub.Client.Whispering;

/// <summary>Lines out of a stream, for who awaits one after the other. Longer ones than any protocol's are passed over.</summary>
internal sealed class LineReader(Stream stream)
{
    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;
    private bool _skips;

    /// <returns>Without its end; null: there are no more.</returns>
    /// <exception cref="IOException">The connection is gone.</exception>
    public async ValueTask<byte[]?> ReadAsync(CancellationToken ct)
    {
        while (true)
        {
            var length = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (length >= 0)
            {
                var line = _buffer.AsSpan(_start, length).TrimEnd((byte)'\r').ToArray();
                _start += length + 1;
                if (!_skips)
                    return line;
                _skips = false;
                continue;
            }

            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
            if (_end == _buffer.Length)
                (_end, _skips) = (0, true);
            var read = await stream.ReadAsync(_buffer.AsMemory(_end), ct);
            if (read == 0)
                return null;
            _end += read;
        }
    }
}
