using System.Buffers;

namespace Hubbub.Protocols.Irc;

/// <summary>A message of several lines that a client is sending.</summary>
/// <param name="label">Of the line that opened it.</param>
/// <param name="tags">Of the message: "must be sent attached to the initial BATCH command".</param>
internal sealed class IncomingBatch(string reference, string target, string? label, byte[] tags)
{
    private readonly ArrayBufferWriter<byte> _text = new();

    public string Reference { get; } = reference;

    public string Target { get; } = target;

    public string? Label { get; } = label;

    public byte[] Tags { get; } = tags;

    /// <summary>It is to be a post, with these options; null: a message.</summary>
    public IReadOnlyList<string>? Post { get; init; }

    /// <summary>What went wrong was told: the rest is passed over.</summary>
    public bool HasFailed { get; set; }

    public int Lines { get; private set; }

    public int Bytes => _text.WrittenCount;

    /// <summary>"the concatenation of the messages from each individual line", joined by line feeds.</summary>
    public ReadOnlySpan<byte> Text => _text.WrittenSpan;

    /// <summary>It has more than line feeds.</summary>
    public bool SaysSomething => Text.IndexOfAnyExcept((byte)'\n') >= 0;

    /// <param name="concat">Goes on where the line before ended.</param>
    public void Add(ReadOnlySpan<byte> line, bool concat)
    {
        if (Lines++ > 0 && !concat)
            _text.Write("\n"u8);
        _text.Write(line);
    }
}
