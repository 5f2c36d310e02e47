using Hubbub.Core;

namespace Hubbub.Protocols.Logs;

/// <summary>What one line of another program's log says.</summary>
public abstract record ForeignLine
{
    private protected ForeignLine() { }
}

/// <summary>Somebody said something.</summary>
/// <param name="Day">Null: the day that was told last.</param>
public sealed record ForeignSaid(
    DateOnly? Day,
    TimeOnly Time,
    MessageKind Kind,
    string Nick,
    string Text
) : ForeignLine;

/// <summary>Somebody came, went or changed something.</summary>
public sealed record ForeignEvent : ForeignLine
{
    public static readonly ForeignEvent Instance = new();
}

/// <summary>From here on it is this day.</summary>
public sealed record ForeignDay(DateOnly Day) : ForeignLine;

/// <summary>How a program writes its logs.</summary>
public interface IForeignFormat
{
    /// <summary>As people give it.</summary>
    string Name { get; }

    /// <summary>Null: no line of this format.</summary>
    ForeignLine? Read(ReadOnlySpan<char> line);

    /// <summary>A line of this format; for tests, which read back what was written.</summary>
    string Write(ForeignSaid said);
}
