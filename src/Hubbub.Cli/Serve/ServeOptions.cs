using Hubbub.Cli.Passwords;
using Hubbub.Core;

namespace Hubbub.Cli.Serve;

internal enum LogFormat
{
    Text,
    Json,
}

/// <summary>How the server is to be run; whole and checked.</summary>
internal sealed record ServeOptions
{
    public const int DefaultPort = 53142;

    public int Port { get; init; } = DefaultPort;

    /// <summary>Addresses and names; <c>*</c>: all interfaces.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = ["localhost"];

    public bool IsLan { get; init; }

    /// <summary>Who asks the network for servers is answered.</summary>
    public bool IsAnnounced { get; init; }

    /// <summary>Null: nothing is kept.</summary>
    public string? DataFolder { get; init; }

    public string Name { get; init; } = "hubbub";

    /// <summary>Of the person at the console; null: the login name.</summary>
    public string? Nick { get; init; }

    public string? MotdFile { get; init; }

    public string? CertificateFile { get; init; }

    public string? KeyFile { get; init; }

    public string? PasswordFile { get; init; }

    public int NameLength { get; init; } = 30;

    /// <summary>Talking to whoever sits at the console is all there is.</summary>
    public bool TalkOnly { get; init; }

    public int HistoryLimit { get; init; } = 1000;

    public int Replay { get; init; } = 50;

    /// <summary>How long what is said stays; see <see cref="Core.Keep"/>.</summary>
    public long Keep { get; init; } = Core.Keep.Forever;

    /// <summary>How many bytes of files are kept for rooms; none: no drop.</summary>
    public FileLimits Files { get; init; } = new(All: 10_000_000_000, One: 2_000_000_000);

    /// <summary>Bytes a second that are passed on between those who find no way to each other; 0: none.</summary>
    public long Relay { get; init; } = 20_000_000;

    /// <summary>How people reach the server, as links have it; null: by its own addresses.</summary>
    public string? PublicUrl { get; init; }

    public bool FloodLimit { get; init; } = true;

    /// <summary>Lines of <c>nc -u</c> are taken from private networks too.</summary>
    public bool RawOnNetwork { get; init; }

    /// <summary>It ends when the last who was logged on has left.</summary>
    public bool ClosesWhenEmpty { get; init; }

    public LogFormat LogFormat { get; init; }

    /// <summary>Added to every sync, for benchmarks.</summary>
    public TimeSpan SyncDelay { get; init; }

    /// <summary>False: Kestrel reads plain connections too, as where there is no epoll.</summary>
    public bool Polls { get; init; } = true;

    public IReadOnlyDictionary<string, PasswordHash> Operators { get; init; } =
        new Dictionary<string, PasswordHash>();

    /// <summary>How long clients are to come over TLS only; null: as they like.</summary>
    public TimeSpan? Sts { get; init; }

    /// <summary>Who runs the server, for ADMIN.</summary>
    public IReadOnlyList<string> Admin { get; init; } = [];

    /// <summary>The URL of an image; empty: none.</summary>
    public string Icon { get; init; } = "";

    /// <summary>IRC's <c>CLIENTTAGDENY</c>; empty: every tag is passed on.</summary>
    public string ClientTagDeny { get; init; } = "";

    public IReadOnlyList<GatewayKey> Gateways { get; init; } = [];
}
