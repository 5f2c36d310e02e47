using Hubbub.Cli.Passwords;
using Hubbub.Core;

namespace Hubbub.Cli.Serve;

/// <summary>Options as they were given, on the command line or in the file. Null: not given.</summary>
internal sealed record GivenOptions
{
    public int? Port { get; init; }

    public IReadOnlyList<string>? Hosts { get; init; }

    public bool? Lan { get; init; }

    public bool? NoAnnounce { get; init; }

    public string? Data { get; init; }

    public bool? Ephemeral { get; init; }

    public string? Name { get; init; }

    public string? Nick { get; init; }

    public string? Motd { get; init; }

    public string? Cert { get; init; }

    public string? Key { get; init; }

    public string? PasswordFile { get; init; }

    public int? NameLength { get; init; }

    public int? HistoryLimit { get; init; }

    public int? Replay { get; init; }

    public long? Keep { get; init; }

    public bool? NoDrop { get; init; }

    public long? DropLimit { get; init; }

    public long? FileLimit { get; init; }

    public bool? NoRelay { get; init; }

    public long? RelayLimit { get; init; }

    public long? FileWait { get; init; }

    public string? PublicUrl { get; init; }

    public bool? NoFloodLimit { get; init; }

    public bool? RawUdp { get; init; }

    public bool? CloseWhenEmpty { get; init; }

    public LogFormat? LogFormat { get; init; }

    public int? SyncDelay { get; init; }

    public bool? NoEpoll { get; init; }

    public IReadOnlyDictionary<string, PasswordHash>? Operators { get; init; }

    public int? Sts { get; init; }

    public IReadOnlyList<string>? Admin { get; init; }

    public string? Icon { get; init; }

    public string? ClientTagDeny { get; init; }

    public IReadOnlyList<GatewayKey>? Gateways { get; init; }

    /// <summary>What was given here, else what stands there.</summary>
    public GivenOptions Over(GivenOptions other)
    {
        // Where to listen and where to keep things are one choice each, made in one place.
        var whereTo = Hosts is null && Lan is null ? other : this;
        var keeping = Data is null && Ephemeral is null ? other : this;
        var tls = Cert is null && Key is null ? other : this;
        return new()
        {
            Port = Port ?? other.Port,
            Hosts = whereTo.Hosts,
            Lan = whereTo.Lan,
            NoAnnounce = NoAnnounce ?? other.NoAnnounce,
            Data = keeping.Data,
            Ephemeral = keeping.Ephemeral,
            Name = Name ?? other.Name,
            Nick = Nick ?? other.Nick,
            Motd = Motd ?? other.Motd,
            Cert = tls.Cert,
            Key = tls.Key,
            PasswordFile = PasswordFile ?? other.PasswordFile,
            NameLength = NameLength ?? other.NameLength,
            HistoryLimit = HistoryLimit ?? other.HistoryLimit,
            Replay = Replay ?? other.Replay,
            Keep = Keep ?? other.Keep,
            NoDrop = NoDrop ?? other.NoDrop,
            DropLimit = DropLimit ?? other.DropLimit,
            FileLimit = FileLimit ?? other.FileLimit,
            NoRelay = NoRelay ?? other.NoRelay,
            RelayLimit = RelayLimit ?? other.RelayLimit,
            FileWait = FileWait ?? other.FileWait,
            PublicUrl = PublicUrl ?? other.PublicUrl,
            NoFloodLimit = NoFloodLimit ?? other.NoFloodLimit,
            RawUdp = RawUdp ?? other.RawUdp,
            CloseWhenEmpty = CloseWhenEmpty ?? other.CloseWhenEmpty,
            LogFormat = LogFormat ?? other.LogFormat,
            SyncDelay = SyncDelay ?? other.SyncDelay,
            NoEpoll = NoEpoll ?? other.NoEpoll,
            Operators = Operators ?? other.Operators,
            Sts = Sts ?? other.Sts,
            Admin = Admin ?? other.Admin,
            Icon = Icon ?? other.Icon,
            ClientTagDeny = ClientTagDeny ?? other.ClientTagDeny,
            Gateways = Gateways ?? other.Gateways,
        };
    }

    /// <exception cref="SyntaxException">What was given does not go together.</exception>
    /// <exception cref="CannotException">There is no folder to keep data in.</exception>
    public ServeOptions Complete()
    {
        if (Key is not null && Cert is null)
            throw new SyntaxException("--key needs --cert.");
        if (Sts is not null && Cert is null)
            throw new SyntaxException(
                "--sts needs --cert: clients refuse a certificate that nobody vouches for."
            );
        if (Ephemeral == true && Data is not null)
            throw new SyntaxException(
                "--ephemeral keeps nothing, --data says where to keep it: choose one."
            );
        var defaults = new ServeOptions();
        var port = Port ?? defaults.Port;
        return new()
        {
            Port = port,
            IsLan = Lan == true,
            IsAnnounced = Lan == true && NoAnnounce != true,
            Hosts = Lan == true ? ["*"] : Hosts ?? defaults.Hosts,
            DataFolder = Ephemeral == true ? null : Path.GetFullPath(Data ?? DefaultData(port)),
            Name = Name ?? defaults.Name,
            Nick = Nick,
            MotdFile = Motd,
            CertificateFile = Cert,
            KeyFile = Key,
            PasswordFile = PasswordFile,
            NameLength = NameLength ?? defaults.NameLength,
            HistoryLimit = HistoryLimit ?? defaults.HistoryLimit,
            Replay = Replay ?? defaults.Replay,
            Keep = Keep ?? defaults.Keep,
            Files = Limits(defaults.Files),
            Relay = NoRelay == true ? 0 : RelayLimit ?? defaults.Relay,
            PublicUrl = PublicUrl,
            FloodLimit = NoFloodLimit != true,
            RawOnNetwork = RawUdp == true,
            ClosesWhenEmpty = CloseWhenEmpty == true,
            LogFormat = LogFormat ?? defaults.LogFormat,
            SyncDelay = TimeSpan.FromMilliseconds(SyncDelay ?? 0),
            Polls = NoEpoll != true,
            Operators = Operators ?? defaults.Operators,
            Sts = Sts is { } days ? TimeSpan.FromDays(days) : null,
            Admin = Admin ?? defaults.Admin,
            Icon = Icon ?? defaults.Icon,
            ClientTagDeny = ClientTagDeny ?? defaults.ClientTagDeny,
            Gateways = Gateways ?? defaults.Gateways,
        };
    }

    /// <summary>What is kept in memory only keeps no files.</summary>
    private FileLimits Limits(FileLimits defaults)
    {
        if (NoDrop == true || Ephemeral == true)
            return default;
        var all = DropLimit ?? defaults.All;
        return new FileLimits(
            all,
            Math.Min(all, FileLimit ?? defaults.One),
            FileWait ?? defaults.Wait
        );
    }

    /// <summary>One folder per port: two servers of one user share nothing.</summary>
    internal static string DefaultData(int port)
    {
        // $XDG_DATA_HOME, else ~/.local/share, and what other platforms have for it.
        var home = Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData,
            Environment.SpecialFolderOption.DoNotVerify
        );
        return home.Length > 0
            ? Path.Combine(home, "hubbub", port.ToString((IFormatProvider?)null))
            : throw new CannotException(
                "There is no home folder to keep the data in. Say where with --data DIR, or keep nothing with --ephemeral."
            );
    }
}
