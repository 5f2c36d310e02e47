using System.Text;
using Hubbub.Datagrams;

namespace Hubbub.Client.Dropping;

/// <summary>Lines out of a stream's bytes. What is longer than any line may be is passed over.</summary>
internal sealed class Lines(int longest)
{
    private readonly byte[] _bytes = new byte[longest];
    private int _filled;
    private bool _isTooLong;

    /// <returns>False: no whole line is there.</returns>
    public bool TryRead(DatagramStream stream, out string line)
    {
        while (true)
        {
            var end = _bytes.AsSpan(0, _filled).IndexOf((byte)'\n');
            if (end >= 0)
            {
                line = Encoding.UTF8.GetString(_bytes.AsSpan(0, end).TrimEnd((byte)'\r'));
                _bytes.AsSpan(end + 1, _filled - end - 1).CopyTo(_bytes);
                _filled -= end + 1;
                if (!_isTooLong)
                    return true;
                _isTooLong = false;
                continue;
            }

            if (_filled == _bytes.Length)
                (_filled, _isTooLong) = (0, true);
            var count = stream.Read(_bytes.AsSpan(_filled));
            if (count <= 0)
            {
                line = "";
                return false;
            }

            _filled += count;
        }
    }
}
