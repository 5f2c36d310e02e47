namespace Hubbub.Protocols.Irc;

/// <summary>What a connection has told of itself before it is attached.</summary>
internal sealed class Registration
{
    public string? Nick { get; set; }

    public string? User { get; set; }

    public string RealName { get; set; } = "";

    public string? Password { get; set; }

    /// <summary>Null: they are there.</summary>
    public string? Away { get; set; }

    /// <summary>CAP LS or REQ was sent: registration waits for CAP END.</summary>
    public bool Negotiating { get; set; }

    /// <summary>The connection ended meanwhile.</summary>
    public bool IsAbandoned { get; private set; }

    public bool IsComplete => Nick is not null && User is not null && !Negotiating;

    /// <summary>Nothing was told yet.</summary>
    public bool IsUntouched => Nick is null && User is null && Password is null && !Negotiating;

    public void Abandon() => IsAbandoned = true;
}
