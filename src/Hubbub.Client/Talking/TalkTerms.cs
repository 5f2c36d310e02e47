using System.Text;
using Hubbub.Client.Engine;
using Hubbub.Protocols;
using Hubbub.Protocols.Irc.Client;

namespace Hubbub.Client.Talking;

/// <summary>
/// What was agreed with the server, and messages as lines and back: several lines where one does
/// not hold them (<see href="https://ircv3.net/specs/extensions/multiline"/>), so that a message
/// arrives whole or not at all.
/// </summary>
internal sealed class TalkTerms(int nameLength)
{
    private const string Multiline = "draft/multiline";

    /// <summary>Bytes of a message that fit one line with any names.</summary>
    private const int Piece = 300;

    /// <summary>UTF-16 units of one message; a server of ours sends fewer.</summary>
    private const int Most = 64 * 1024;

    private static readonly string[] s_wanted =
    [
        "batch",
        Multiline,
        "echo-message",
        "hubbub/talk",
        "message-tags",
        "server-time",
        "standard-replies",
    ];

    private readonly HashSet<string> _offered = [];
    private readonly HashSet<string> _caps = [];
    private readonly StringBuilder _batch = new();
    private string _room = "";
    private string? _reference;
    private DateTimeOffset _batchAt;
    private bool _isFirst;

    public NameRules Names { get; } = new(nameLength);

    /// <summary>Characters that may be said at once; 0: any number.</summary>
    public int Longest { get; private set; }

    public bool KnowsTalks => _caps.Contains("hubbub/talk") && _caps.Contains("echo-message");

    public bool IsRoom(string name) => _room == name;

    /// <summary>What is to be sent; empty: it is agreed. Null: more is to come.</summary>
    public string? Negotiate(ServerLine line)
    {
        var names = line.Last.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        switch (line[1])
        {
            case "LS":
                _offered.UnionWith(names.Take(200).Select(name => name.Split('=')[0]));
                if (line[2] == "*" && line.Params.Count > 3)
                    return null;
                var request = s_wanted.Where(_offered.Contains).ToList();
                return request.Count == 0
                    ? ""
                    : ClientLine.Of("CAP", "REQ", string.Join(' ', request));
            case "ACK":
                _caps.UnionWith(names);
                return "";
            case "NAK":
                return "";
            default:
                return null;
        }
    }

    public void Begin(string room, int longest)
    {
        _room = room;
        Longest = longest;
        _reference = null;
    }

    /// <summary>A message as lines to be sent.</summary>
    public IEnumerable<string> Lines(string text) =>
        WholeMessage.Lines(_room, text, reference: "t");

    /// <summary>A message, when all of it has come.</summary>
    public Message? Read(ServerLine line, DateTimeOffset now)
    {
        if (line.Verb == "BATCH")
            return ReadBatch(line, now);
        if (!IsRoom(line[0]))
            return null;
        if (line.Batch is null)
            return new(line.Source.Nick, line.Last, line.Time ?? now, IsOwn: false);
        if (line.Batch == _reference && _batch.Length < Most)
        {
            if (!_isFirst && !line.Tags.ContainsKey(Multiline + "-concat"))
                _batch.Append('\n');
            _isFirst = false;
            _batch.Append(line.Last);
        }

        return null;
    }

    private Message? ReadBatch(ServerLine line, DateTimeOffset now)
    {
        if (line[0].StartsWith('+') && line[1] == Multiline && IsRoom(line[2]))
        {
            _reference = line[0][1..];
            _batchAt = line.Time ?? now;
            _batch.Clear();
            _isFirst = true;
        }
        else if (_reference is not null && line[0] == "-" + _reference)
        {
            _reference = null;
            return new(line.Source.Nick, _batch.ToString(), _batchAt, IsOwn: false);
        }

        return null;
    }
}
