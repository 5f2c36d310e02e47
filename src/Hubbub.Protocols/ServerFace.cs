using Hubbub.Core;

namespace Hubbub.Protocols;

/// <summary>What protocols know of the server besides the hub. One for all connections.</summary>
public sealed record ServerFace
{
    /// <summary>As people read it.</summary>
    public required string Name { get; init; }

    /// <summary>The name where only letters, digits, dots and dashes can stand (the source of IRC's lines).</summary>
    public string HostName => field ??= Slug(Name);

    public required string Version { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Message of the day, line by line; empty: none.</summary>
    public IReadOnlyList<string> Motd { get; init; } = [];

    public required Settings Settings { get; init; }

    /// <summary>Where times are shown in.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Local;

    /// <summary>
    /// Talking to whoever sits at the console is all there is: who comes asks for it by coming, and
    /// goes when the talk is over.
    /// </summary>
    public bool TalkOnly { get; init; }

    public NameRules Names { get; init; } = new();

    /// <summary>The URL of an image for the server; empty: none.</summary>
    public string Icon { get; init; } = "";

    /// <summary>Clients that come over TLS are to come so for this long; null: nothing is asked of them.</summary>
    public StsPolicy? Sts { get; init; }

    /// <summary>Who runs the server, as ADMIN shows it: at most three lines; empty: not told.</summary>
    public IReadOnlyList<string> Admin { get; init; } = [];

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Client-only tags that are not passed on, as IRC's <c>CLIENTTAGDENY</c> has them; empty: none.</summary>
    public string ClientTagDeny { get; init; } = "";

    /// <summary>Everyone has to give a password.</summary>
    public bool AsksPassword { get; init; }

    /// <summary>Slow on purpose; runs outside the loop.</summary>
    public required IPasswords Passwords { get; init; }

    /// <summary>The most messages that one request gives.</summary>
    public int HistoryLimit { get; init; } = 1000;

    /// <summary>How long what is said stays where nobody has decided on it; see <see cref="Core.Keep"/>.</summary>
    public long Keep { get; init; } = Core.Keep.Forever;

    /// <summary>How many of the last messages are shown to who comes into a room and will not ask for them; 0: none.</summary>
    public int Replay { get; init; } = 50;

    /// <summary>Message ids as clients know them. Unless given: of this run only.</summary>
    public MessageTokens Tokens { get; init; } = MessageTokens.OfThisRun();

    /// <summary>Which programs may come by HTTP.</summary>
    public IBotTokens Bots { get; init; } = NoBotTokens.Instance;

    /// <summary>The texts of entries, for the last lines of a room; null: not there any more.</summary>
    public required ITexts Texts { get; init; }

    /// <summary>Who was shown which posts, until it is logged.</summary>
    public Boards.SeenBook Seen { get; } = new();

    /// <summary>Where files are kept for rooms; null: none are.</summary>
    public Drop.DropFace? Drop { get; init; }

    /// <summary>How much of them; see <see cref="Core.FileLimits"/>.</summary>
    public FileLimits FileLimits { get; init; }

    /// <summary>Packets are passed on for those who find no way to each other; null: they are not.</summary>
    public IRelays? Relays { get; init; }

    private static string Slug(string name)
    {
        var slug = string.Concat(
            name.Select(c => char.IsAsciiLetterOrDigit(c) || c == '.' ? c : '-')
        );
        slug = slug.Trim('-', '.');
        return slug.Length == 0 ? "hubbub" : slug;
    }
}

/// <param name="Port">Where TLS is spoken.</param>
public sealed record StsPolicy(int Port, TimeSpan Duration);

/// <summary>Checks passwords. Secrets never reach the log.</summary>
public interface IPasswords
{
    Task<bool> CheckServerAsync(string password);

    Task<bool> CheckOperatorAsync(string name, string password);

    /// <summary>Whether somebody at this address may speak for others (WEBIRC).</summary>
    Task<bool> CheckGatewayAsync(string password, string address) => Task.FromResult(false);
}

/// <summary>Reads entries back, for showing what was said.</summary>
public interface ITexts
{
    /// <summary>The entry; null: not kept any more.</summary>
    Entry? Find(ulong index);
}
