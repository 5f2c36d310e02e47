using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Hubbub.Protocols.Irc.Client;

/// <summary>Who a line comes from: a person, or a server (then without user and host).</summary>
public readonly record struct LineSource(string Nick, string User, string Host)
{
    /// <summary><c>user@host</c>; empty: not told.</summary>
    public string Address => Host.Length == 0 ? "" : $"{User}@{Host}";

    internal static LineSource Parse(string text)
    {
        var at = text.IndexOf('@');
        var host = at < 0 ? "" : text[(at + 1)..];
        var name = at < 0 ? text : text[..at];
        var bang = name.IndexOf('!');
        return bang < 0 ? new(name, "", host) : new(name[..bang], name[(bang + 1)..], host);
    }
}

/// <summary>A line as a server sends it, from the client's end of the wire.</summary>
public sealed class ServerLine
{
    private static readonly FrozenDictionary<string, string> s_noTags = FrozenDictionary<
        string,
        string
    >.Empty;

    private ServerLine() { }

    /// <summary>Names to values, unescaped; a tag without a value has the empty one.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    public required LineSource Source { get; init; }

    /// <summary>In upper case; a numeric has three digits.</summary>
    public required string Verb { get; init; }

    public required IReadOnlyList<string> Params { get; init; }

    /// <summary>A parameter; empty where there is none.</summary>
    public string this[int index] => index < Params.Count ? Params[index] : "";

    public string Last => Params.Count > 0 ? Params[^1] : "";

    public string? Label => Tags.GetValueOrDefault("label");

    public string? MsgId => Tags.GetValueOrDefault("msgid");

    public string? Batch => Tags.GetValueOrDefault("batch");

    /// <summary>When it happened (server-time); null: not told.</summary>
    public DateTimeOffset? Time =>
        Tags.TryGetValue("time", out var text)
        && DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var time
        )
            ? time
            : null;

    /// <summary>False: nothing that could be a line. Bytes that are no UTF-8 are read as Latin-1.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out ServerLine line)
    {
        line = null!;
        if (!IrcLine.TryParse(bytes, out var parsed))
            return false;
        var parameters = new string[parsed.Count];
        for (var i = 0; i < parsed.Count; i++)
            parameters[i] = Decode(parsed[i]);
        line = new ServerLine
        {
            Tags = parsed.Tags.IsEmpty ? s_noTags : TagValues.Parse(Decode(parsed.Tags)),
            Source = LineSource.Parse(Decode(parsed.Source)),
            Verb = Decode(parsed.Verb).ToUpperInvariant(),
            Params = parameters,
        };
        return true;
    }

    private static string Decode(ReadOnlySpan<byte> bytes) =>
        (Utf8.IsValid(bytes) ? Encoding.UTF8 : Encoding.Latin1).GetString(bytes);
}
