namespace Hubbub.Cli.Serving;

/// <summary>What a server is started with. The command line goes before the config file, that before the defaults.</summary>
internal sealed record ServeOptions
{
    public const int DefaultPort = 53142;

    public int Port { get; init; } = DefaultPort;

    /// <summary>Addresses and names to listen on; <c>*</c>: all interfaces.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = ["localhost"];

    public bool IsLan { get; init; }

    /// <summary>Null: the user's data folder, one folder per port.</summary>
    public string? Data { get; init; }

    public bool IsEphemeral { get; init; }

    public string Name { get; init; } = "Hubbub";

    public string? MotdFile { get; init; }

    public string? CertificateFile { get; init; }

    public string? KeyFile { get; init; }

    public string? PasswordFile { get; init; }

    public int NameLength { get; init; } = 30;

    public bool FloodLimit { get; init; } = true;

    public bool LogsJson { get; init; }

    /// <summary>Added to every sync, for benchmarks; milliseconds.</summary>
    public int SyncDelay { get; init; }

    public IReadOnlyList<OperatorOptions> Operators { get; init; } = [];
}

/// <param name="Password">Its hash (<c>hubbub hash-password</c>).</param>
internal sealed record OperatorOptions(string Name, string Password);
