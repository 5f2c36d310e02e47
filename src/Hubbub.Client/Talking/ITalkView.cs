namespace Hubbub.Client.Talking;

/// <summary>Who is told by a talk what there is to see. On the thread that drives it.</summary>
public interface ITalkView
{
    /// <summary>What happens, as a sentence.</summary>
    void Note(string words);

    void Said(Message words);

    /// <summary>It was not said: to be edited.</summary>
    void GivenBack(string text, string why);
}

/// <summary>Said by one of the two.</summary>
public sealed record Message(string Who, string Text, DateTimeOffset At, bool IsOwn);

public sealed record TalkOptions
{
    /// <summary>Where the host sits; guests come in by invitation, one at a time.</summary>
    public const string Room = "#talk";

    /// <summary>At the server's console: guests come to us.</summary>
    public bool IsHost { get; init; }

    /// <summary>Null: it is to be asked for.</summary>
    public string? Nick { get; init; }

    /// <summary>The server's; null: none is sent.</summary>
    public string? Password { get; init; }

    /// <summary>Where the server is, for people.</summary>
    public required string Place { get; init; }

    /// <summary>Longest name, in characters.</summary>
    public int NameLength { get; init; } = 10;

    /// <summary>The host's: name and password of an operator.</summary>
    public (string Name, string Password) Operator { get; init; }

    /// <summary>The host's: characters that may be said at once.</summary>
    public int Longest { get; init; } = 500;

    /// <summary>The host's: how many may wait.</summary>
    public int MostInLine { get; init; } = 10;

    /// <summary>The host ends after one talk.</summary>
    public bool Once { get; init; }

    /// <summary>The host's: from now on guests may come.</summary>
    public Action Opened { get; init; } = () => { };

    /// <summary>Where a guest comes from, as far as the host's server tells; null: not told.</summary>
    public Func<string, string?> AddressOf { get; init; } = _ => null;
}
