namespace Hubbub.Datagrams;

/// <summary>Datagrams that led to nothing, by reason, and what was sent in answer to strangers.</summary>
public sealed record EndpointCounters
{
    public long Received { get; internal set; }

    /// <summary>Not of this transport: 0x80–0xBF begins what is.</summary>
    public long Foreign { get; internal set; }

    /// <summary>For a connection that nobody here knows.</summary>
    public long Unknown { get; internal set; }

    /// <summary>Exceptions: of handlers, or bugs of ours.</summary>
    public long Broken { get; internal set; }
    public long Repeated { get; internal set; }
    public long Forged { get; internal set; }
    public long Malformed { get; internal set; }

    /// <summary>Larger than any packet of this transport.</summary>
    public long Oversized { get; internal set; }

    /// <summary>Hellos that were answered with nothing: too many, or worth nothing.</summary>
    public long Unanswered { get; internal set; }

    /// <summary>Bytes that came from, and went to, those who are no connection.</summary>
    public long StrangersBytes { get; internal set; }
    public long AnswerBytes { get; internal set; }
}
