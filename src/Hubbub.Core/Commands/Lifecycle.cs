namespace Hubbub.Core;

/// <summary>
/// First entry of every start of a node: all sessions of its earlier incarnations end here and
/// their nicks are free.
/// </summary>
public sealed record Started(ulong Incarnation) : Command;

/// <summary>Last entry of an orderly end: all sessions of this incarnation end. Text: why.</summary>
public sealed record Stopped : Command;

/// <summary>The settings from here on.</summary>
public sealed record Configure(Settings Settings) : Command;

/// <summary>The rule level from here on; see <see cref="Hub.Level"/>.</summary>
public sealed record Raise(int Level) : Command;

/// <summary>Entry <paramref name="Index"/> had no effect and never will have: applying it failed.</summary>
public sealed record Skip(ulong Index) : Command;
