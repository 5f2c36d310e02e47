namespace Hubbub.Datagrams;

/// <summary>What both sides know when the handshake is done.</summary>
internal sealed record Admission
{
    /// <summary>The id by which packets reach this side, and the other.</summary>
    public required ConnectionId Own { get; init; }

    public required ConnectionId Other { get; init; }

    /// <summary>The address that the handshake has proven.</summary>
    public required PeerAddress Address { get; init; }

    public required CipherKind Cipher { get; init; }

    public required byte[] Master { get; init; }

    public required Parameters Parameters { get; init; }

    /// <summary>The name of the shared secret that was used; 0: none.</summary>
    public UInt128 Introduction { get; init; }

    /// <summary>Only the client has the rest.</summary>
    public byte[] Ticket { get; init; } = [];

    public byte[] ResetToken { get; init; } = [];

    public Fingerprint? Fingerprint { get; init; }

    public PeerAddress Observed { get; init; }
}
