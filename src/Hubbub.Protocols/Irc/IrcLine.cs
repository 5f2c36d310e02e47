using System.Runtime.CompilerServices;
using System.Text;

namespace Hubbub.Protocols.Irc;

/// <summary>
/// One message as <see href="https://modern.ircdocs.horse/#message-format"/> has it:
/// <c>[@tags] [:source] verb {param} [:last]</c>. Points into the line; copies nothing.
/// </summary>
public readonly ref struct IrcLine
{
    /// <summary>RFC 1459 2.3: at most fifteen parameters; the last takes what is left.</summary>
    public const int MostParams = 15;

    private readonly ReadOnlySpan<byte> _line;
    private readonly Spans _params;

    private IrcLine(ReadOnlySpan<byte> line) => _line = line;

    /// <summary>Without <c>@</c>; empty: none.</summary>
    public ReadOnlySpan<byte> Tags { get; private init; }

    /// <summary>Without <c>:</c>; empty: none.</summary>
    public ReadOnlySpan<byte> Source { get; private init; }

    public ReadOnlySpan<byte> Verb { get; private init; }

    public int Count { get; private init; }

    /// <summary>A parameter's bytes; empty where there is none.</summary>
    public ReadOnlySpan<byte> this[int index] =>
        index < Count ? _line[_params[index].Start.._params[index].End] : default;

    /// <summary>A parameter as text; empty where there is none. The line is valid UTF-8.</summary>
    public string Text(int index) => Encoding.UTF8.GetString(this[index]);

    /// <summary>False: there is no verb.</summary>
    public static bool TryParse(ReadOnlySpan<byte> line, out IrcLine parsed)
    {
        var at = 0;
        ReadOnlySpan<byte> tags = default;
        if (line.Length > 0 && line[0] == '@')
        {
            tags = Word(line, ref at)[1..];
            SkipSpaces(line, ref at);
        }

        ReadOnlySpan<byte> source = default;
        if (at < line.Length && line[at] == ':')
        {
            source = Word(line, ref at)[1..];
            SkipSpaces(line, ref at);
        }

        var verb = Word(line, ref at);
        var spans = default(Spans);
        var count = 0;
        while (SkipSpaces(line, ref at) && count < MostParams)
        {
            if (line[at] == ':' || count == MostParams - 1)
            {
                spans[count++] = new Span16(line[at] == ':' ? at + 1 : at, line.Length);
                break;
            }

            var start = at;
            Word(line, ref at);
            spans[count++] = new Span16(start, at);
        }

        parsed = new IrcLine(line, spans)
        {
            Tags = tags,
            Source = source,
            Verb = verb,
            Count = count,
        };
        return !verb.IsEmpty;
    }

    private IrcLine(ReadOnlySpan<byte> line, Spans spans)
        : this(line) => _params = spans;

    private static ReadOnlySpan<byte> Word(ReadOnlySpan<byte> line, scoped ref int at)
    {
        var start = at;
        var length = line[at..].IndexOf((byte)' ');
        at = length < 0 ? line.Length : at + length;
        return line[start..at];
    }

    /// <summary>False: the line is at its end.</summary>
    private static bool SkipSpaces(ReadOnlySpan<byte> line, scoped ref int at)
    {
        while (at < line.Length && line[at] == ' ')
            at++;
        return at < line.Length;
    }

    private readonly record struct Span16(int Start, int End);

    [InlineArray(MostParams)]
    private struct Spans
    {
        private Span16 _first;
    }
}
