using System.Buffers;

namespace Hubbub.Protocols.Text;

/// <summary>
/// Telnet's own bytes (RFC 854) taken out of the lines of one connection, and the typist's
/// corrections applied. All options are refused, each once, so that nobody can make us answer
/// without end.
/// </summary>
internal sealed class TelnetLine
{
    private const byte Iac = 255;
    private const byte Dont = 254;
    private const byte Do = 253;
    private const byte Wont = 252;
    private const byte Will = 251;
    private const byte Subnegotiation = 250;
    private const byte EraseLine = 248;
    private const byte EraseCharacter = 247;
    private const byte InterruptProcess = 244;
    private const byte Break = 243;
    private const byte SubnegotiationEnd = 240;
    private const byte Abort = 238;
    private const byte EndOfFile = 236;
    private const byte Backspace = 8;
    private const byte Delete = 127;

    private static readonly SearchValues<byte> s_special = SearchValues.Create([
        Iac,
        Backspace,
        Delete,
        0,
        (byte)'\r',
    ]);

    private List<byte>? _replies;
    private HashSet<(byte Verb, byte Option)>? _refused;
    private bool _inSubnegotiation;

    /// <summary>
    /// Where the first line ends: at LF; at CR NUL, telnet's bare carriage return; at an
    /// interrupt (Ctrl-C), which nothing follows. 0: nowhere yet.
    /// </summary>
    public static int EndOf(ReadOnlySpan<byte> heard)
    {
        for (var at = 0; at < heard.Length; at++)
        {
            var next = at + 1 < heard.Length ? heard[at + 1] : (byte)1;
            switch (heard[at])
            {
                case (byte)'\n':
                    return at + 1;
                case (byte)'\r' when next == 0:
                case Iac when IsInterrupt(next):
                    return at + 2;
                case Iac when next == Iac:
                    at++;
                    break;
                default:
                    break;
            }
        }

        return 0;
    }

    /// <summary>The line as meant.</summary>
    /// <param name="interrupted">The person pressed Ctrl-C (or Ctrl-D): they want to leave.</param>
    public ReadOnlySpan<byte> Clean(ReadOnlySpan<byte> heard, out bool interrupted)
    {
        interrupted = heard is [3] or [4];
        if (!_inSubnegotiation && heard.IndexOfAny(s_special) < 0)
            return heard;
        var line = new List<byte>(heard.Length);
        for (var at = 0; at < heard.Length; at++)
        {
            if (_inSubnegotiation)
                SkipSubnegotiation(heard, ref at);
            else if (heard[at] == Iac)
                interrupted |= Command(heard, ref at, line);
            else
                Take(heard[at], line);
        }

        return line.ToArray();
    }

    /// <summary>The refusals that are to be sent.</summary>
    public ReadOnlySpan<byte> TakeReplies()
    {
        if (_replies is null)
            return default;
        var replies = _replies.ToArray();
        _replies = null;
        return replies;
    }

    public bool HasReplies => _replies is not null;

    private static bool IsInterrupt(byte command) =>
        command is InterruptProcess or Break or Abort or EndOfFile;

    private static void Take(byte heard, List<byte> line)
    {
        switch (heard)
        {
            case Backspace or Delete:
                Erase(line);
                break;
            case 0 or (byte)'\r':
                break;
            default:
                line.Add(heard);
                break;
        }
    }

    /// <summary>Takes back one character of UTF-8: its following bytes and its first.</summary>
    private static void Erase(List<byte> line)
    {
        while (line.Count > 0)
        {
            var last = line[^1];
            line.RemoveAt(line.Count - 1);
            if ((last & 0xC0) != 0x80)
                return;
        }
    }

    /// <param name="at">Of the IAC; afterwards of the command's last byte.</param>
    /// <returns>It was an interrupt.</returns>
    private bool Command(ReadOnlySpan<byte> heard, ref int at, List<byte> line)
    {
        if (++at >= heard.Length)
            return false;
        switch (heard[at])
        {
            case Iac:
                line.Add(Iac);
                break;
            case Subnegotiation:
                _inSubnegotiation = true;
                break;
            case Do or Will or Dont or Wont:
                var verb = heard[at];
                if (++at < heard.Length)
                    Refuse(verb, heard[at]);
                break;
            case EraseCharacter:
                Erase(line);
                break;
            case EraseLine:
                line.Clear();
                break;
            default:
                return IsInterrupt(heard[at]);
        }

        return false;
    }

    private void SkipSubnegotiation(ReadOnlySpan<byte> heard, ref int at)
    {
        if (heard[at] != Iac)
            return;
        at++;
        if (at < heard.Length && heard[at] == SubnegotiationEnd)
            _inSubnegotiation = false;
    }

    /// <summary>DONT and WONT ask for what we do anyway and want no answer (RFC 1143).</summary>
    private void Refuse(byte verb, byte option)
    {
        var answer = verb switch
        {
            Do => Wont,
            Will => Dont,
            _ => (byte)0,
        };
        if (answer == 0 || !(_refused ??= []).Add((answer, option)))
            return;
        (_replies ??= []).AddRange([Iac, answer, option]);
    }
}
