namespace Hubbub.Datagrams;

/// <summary>Numbers stand on the wire: docs/datagrams.md, "Frames".</summary>
internal enum FrameKind : byte
{
    Padding = 0x00,
    Ping = 0x01,
    Ack = 0x02,
    Close = 0x03,
    Stream = 0x04,
    StreamLast = 0x05,
    StreamCredit = 0x06,
    Streams = 0x07,
    Block = 0x08,
    BlockCredit = 0x09,
    PathChallenge = 0x0A,
    PathResponse = 0x0B,

    /// <summary>Never on the wire: a packet whose size is what it says.</summary>
    SizeProbe = 0xFF,
}
